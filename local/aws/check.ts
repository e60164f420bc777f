import * as crypto from "node:crypto";
import { didYouMean } from "../../components/checking/spelling";
import type { ResourceSchema, Shape } from "./schema";
import type { AutoName, Failure, ResourceType } from "./types";
import {
  DEFAULTS,
  hasUnknown,
  isProperties,
  isUnknown,
  type Properties,
  texts,
  UNKNOWN,
  type Value,
} from "./values";

export interface CheckRequest {
  type: ResourceType;
  schema: ResourceSchema;
  name: string;
  olds: Properties;
  news: Properties;
  seed: Uint8Array;
  defaultTags: Properties;
}

/** Inputs with the provider's defaults and automatic name, and everything that it refuses in a plan. */
export function checkInputs(request: CheckRequest): { inputs: Properties; failures: Failure[] } {
  const { type, schema, news } = request;
  const failures: Failure[] = [];
  const inputs: Properties = {};
  for (const [property, value] of Object.entries(news)) {
    if (value === null || property === DEFAULTS) continue;
    const shape = schema.inputs[property];
    if (shape === undefined) failures.push(unexpected(property, Object.keys(schema.inputs)));
    else inputs[property] = coerced(value, shape, property, failures);
  }
  for (const property of schema.required) {
    if (!(property in inputs)) failures.push(missing(property));
  }
  applyTags(inputs, schema, request.defaultTags);
  inputs[DEFAULTS] = applyDefaults(inputs, request);
  if (failures.length === 0) failures.push(...(type.check?.(inputs) ?? []));
  return { inputs, failures };
}

function unexpected(property: string, all: string[]): Failure {
  return { property, reason: `unexpected property '${property}'${didYouMean(property, all)}` };
}

function missing(property: string): Failure {
  return { property, reason: `Missing required property '${property}'` };
}

/** Adds the provider's default tags. A resource's own tags override them. */
function applyTags(inputs: Properties, schema: ResourceSchema, defaultTags: Properties): void {
  if (!("tags" in schema.inputs) || Object.keys(defaultTags).length === 0) return;
  const own = inputs["tags"];
  if (own === undefined || isProperties(own)) inputs["tags"] = { ...defaultTags, ...own };
}

function applyDefaults(inputs: Properties, request: CheckRequest): string[] {
  const { type, olds } = request;
  const filled: string[] = [];
  for (const [property, value] of Object.entries(type.defaults ?? {})) {
    if (property in inputs) continue;
    inputs[property] = value;
    filled.push(property);
  }
  if (type.autoName && wantsName(type.autoName, inputs)) {
    const { property } = type.autoName;
    const kept = texts(olds[DEFAULTS]).includes(property) ? olds[property] : undefined;
    inputs[property] = kept ?? made(type.autoName, request, inputs);
    filled.push(property);
  }
  return filled.sort();
}

/** With a name prefix, Terraform makes the name at creation. */
function wantsName(autoName: AutoName, inputs: Properties): boolean {
  const prefix = inputs[`${autoName.property}Prefix`];
  return !(autoName.property in inputs) && (prefix === undefined || prefix === "");
}

const HEX_DIGITS = 7;

/** `<name of the resource>-<7 hex digits>`, like the bridge's automatic names. */
function made(autoName: AutoName, request: CheckRequest, inputs: Properties): string {
  const seed = request.seed.length > 0 ? request.seed : crypto.randomBytes(16);
  const suffix = crypto.createHash("sha256").update(seed).digest("hex").slice(0, HEX_DIGITS);
  const room = autoName.maxLength - HEX_DIGITS - 1;
  const name = `${request.name.slice(0, room)}${autoName.separator ?? "-"}${suffix}`;
  return autoName.transform?.(name, inputs) ?? name;
}

/** Converts values without loss, as the bridge does, and records those that cannot be converted. */
function coerced(value: Value, shape: Shape, path: string, failures: Failure[]): Value {
  if (isUnknown(value) || shape === "any") return value;
  if (shape === "string" || shape === "number" || shape === "boolean") {
    return scalar(value, shape, path, failures);
  }
  if ("list" in shape) return coercedList(value, shape.list, path, failures);
  if (!isProperties(value)) {
    failures.push(wrongType(path, "an object", value));
    return value;
  }
  const result: Properties = {};
  for (const [key, inner] of Object.entries(value)) {
    if (inner === null || key === DEFAULTS) continue;
    const innerShape = "map" in shape ? shape.map : shape.object[key];
    const innerPath = `${path}.${key}`;
    if (innerShape !== undefined) result[key] = coerced(inner, innerShape, innerPath, failures);
    else if ("object" in shape) failures.push(nested(innerPath, key, shape.object));
  }
  for (const key of ("object" in shape ? shape.required : undefined) ?? []) {
    if (!(key in result)) failures.push(missing(`${path}.${key}`));
  }
  return result;
}

function nested(path: string, key: string, shapes: Record<string, Shape>): Failure {
  return { property: path, reason: unexpected(key, Object.keys(shapes)).reason };
}

function coercedList(value: Value, shape: Shape, path: string, failures: Failure[]): Value {
  if (!Array.isArray(value)) {
    failures.push(wrongType(path, "a list", value));
    return value;
  }
  return value.map((item, i) => coerced(item, shape, `${path}[${String(i)}]`, failures));
}

function scalar(
  value: Value,
  shape: "string" | "number" | "boolean",
  path: string,
  failures: Failure[],
): Value {
  if (typeof value === shape) return value;
  if (shape === "string" && (typeof value === "number" || typeof value === "boolean")) {
    return String(value);
  }
  // A document given as an object becomes its JSON text, as for policies in @pulumi/aws.
  if (shape === "string" && typeof value === "object" && value !== null) {
    return hasUnknown(value) ? UNKNOWN : JSON.stringify(value);
  }
  if (typeof value === "string" && value.trim() !== "") {
    if (shape === "number" && Number.isFinite(Number(value))) return Number(value);
    if (shape === "boolean" && /^(true|false)$/.test(value)) return value === "true";
  }
  failures.push(wrongType(path, `a ${shape}`, value));
  return value;
}

function wrongType(property: string, wanted: string, value: Value): Failure {
  return { property, reason: `expected ${wanted}, got ${JSON.stringify(value)}` };
}
