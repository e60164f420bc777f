import { ACCOUNT_ID } from "../account";
import { AwsError, type Failure, type Place } from "../types";
import { isUnknown, map, type Properties, type Value } from "../values";

export function arn(service: string, place: Place, resource: string): string {
  return `arn:aws:${service}:${place.region}:${ACCOUNT_ID}:${resource}`;
}

export function lower(value: Value): Value {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/** A JSON document as AWS stores it: no matter how it was written. */
export function sameJson(before: Value | undefined, after: Value | undefined): boolean {
  if (typeof before !== "string" || typeof after !== "string") return false;
  try {
    return ordered(JSON.parse(before)) === ordered(JSON.parse(after));
  } catch {
    return false;
  }
}

/** With sorted keys, and a list of one the same as its item, as in IAM documents. */
function ordered(value: unknown): string {
  if (Array.isArray(value)) {
    return value.length === 1 ? ordered(value[0]) : `[${value.map(ordered).sort().join()}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${ordered(v)}`).join()}}`;
}

/** Ignores differences in how one of these JSON properties is written. */
export function suppressJson(...properties: string[]) {
  return (property: string, before: Value | undefined, after: Value | undefined): boolean =>
    properties.includes(property) && sameJson(before, after);
}

/** `oneOf("engine", ["redis", "valkey"])`: the provider's refusal of any other value. */
export function oneOf(property: string, values: readonly string[]) {
  return (inputs: Properties): Failure[] => {
    const value = inputs[property];
    if (typeof value !== "string" || isUnknown(value) || values.includes(value)) return [];
    const list = values.map((v) => JSON.stringify(v)).join(" ");
    return [{ property, reason: `expected ${property} to be one of [${list}], got ${value}` }];
  };
}

export function between(property: string, min: number, max: number) {
  return (inputs: Properties): Failure[] => {
    const value = inputs[property];
    if (typeof value !== "number" || (value >= min && value <= max)) return [];
    const range = `(${String(min)} - ${String(max)})`;
    const reason = `expected ${property} to be in the range ${range}, got ${String(value)}`;
    return [{ property, reason }];
  };
}

export function matches(property: string, pattern: RegExp, reason: string) {
  return (inputs: Properties): Failure[] => {
    const value = inputs[property];
    if (typeof value !== "string" || isUnknown(value) || pattern.test(value)) return [];
    return [{ property, reason }];
  };
}

export function lengthBetween(property: string, min: number, max: number) {
  return (inputs: Properties): Failure[] => {
    const value = inputs[property];
    if (typeof value !== "string" || isUnknown(value)) return [];
    if (value.length >= min && value.length <= max) return [];
    const range = `(${String(min)} - ${String(max)})`;
    const reason = `expected length of ${property} to be in the range ${range}, got ${String(value.length)}`;
    return [{ property, reason }];
  };
}

export function conflicts(property: string, ...others: string[]) {
  return (inputs: Properties): Failure[] =>
    property in inputs
      ? others
          .filter((other) => other in inputs)
          .map((other) => ({ property, reason: `"${property}": conflicts with ${other}` }))
      : [];
}

export function checks(...all: ((inputs: Properties) => Failure[])[]) {
  return (inputs: Properties): Failure[] => all.flatMap((check) => check(inputs));
}

const MAX_TAGS = 50;

/** The rules that AWS has for tags of every service; the provider leaves them to AWS. */
export function acceptTags(inputs: Properties, code = "InvalidParameterValue"): void {
  const tags = Object.entries(map(inputs["tags"]));
  if (tags.length > MAX_TAGS) {
    throw new AwsError("TagQuotaPerResourceExceeded", "You can't have more than 50 tags.");
  }
  for (const [key, value] of tags) {
    if (/^aws:/i.test(key)) {
      throw new AwsError(code, `Tag keys starting with aws: are reserved for system use: ${key}`);
    }
    if (key.length < 1 || key.length > 128) {
      throw new AwsError(code, `Tag key must be 1 to 128 characters long: ${key}`);
    }
    if (typeof value === "string" && value.length > 256) {
      throw new AwsError(code, `The value of tag ${key} must be at most 256 characters long.`);
    }
  }
}

/** A number from 0, for names and ids that are to look like AWS's own. */
export function hex(place: Place, digits: number): string {
  return place.random(Math.ceil(digits / 2)).slice(0, digits);
}

export function uuid(place: Place): string {
  const h = hex(place, 32);
  return [
    h.slice(0, 8),
    h.slice(8, 12),
    `4${h.slice(13, 16)}`,
    `a${h.slice(17, 20)}`,
    h.slice(20),
  ].join("-");
}

const CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Letters and digits, as in the suffix of a secret's ARN. */
export function letters(place: Place, count: number): string {
  const bytes = Buffer.from(hex(place, count * 2), "hex");
  return [...bytes].map((b) => CHARACTERS[b % CHARACTERS.length]).join("");
}

/** Terraform's own unique suffix for a name prefix: a time and a counter, 26 digits. */
export function prefixed(inputs: Properties, place: Place): Properties {
  const prefix = inputs["namePrefix"];
  if (typeof inputs["name"] === "string" || typeof prefix !== "string") return {};
  const stamp = new Date().toISOString().replace(/\D/g, "");
  return { name: `${prefix}${stamp}${hex(place, 9)}` };
}

export function nameOf(inputs: Properties): string {
  return typeof inputs["name"] === "string" ? inputs["name"] : "";
}
