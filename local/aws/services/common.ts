import { parseArn } from "../../../components/formats/arn";
import { ACCOUNT_ID } from "../account";
import { AwsError, type Failure, type Place } from "../types";
import { type Value, type Properties, isUnknown, text, map } from "../values";

/** Throws AWS's error where the condition holds. */
export function refuseIf(condition: boolean, code: string, message: string): void {
  if (condition) throw new AwsError(code, message);
}

export const refuseValue = (condition: boolean, message: string): void => {
  refuseIf(condition, "InvalidParameterValue", message);
};

export const refuseCombination = (condition: boolean, message: string): void => {
  refuseIf(condition, "InvalidParameterCombination", message);
};

/** The first name that is given more than once. */
export const repeated = (names: readonly string[]): string | undefined =>
  names.find((name, index) => names.indexOf(name) !== index);

export function arn(service: string, place: Place, resource: string): string {
  return `arn:aws:${service}:${place.region}:${ACCOUNT_ID}:${resource}`;
}

export function lower(value: Value): Value {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/** Whether two JSON documents mean the same. */
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

/** A check of the provider. A failure fails the preview. */
export type Check = (inputs: Properties) => Failure[];

export function checks(...all: readonly Check[]): Check {
  return (inputs) => all.flatMap((check) => check(inputs));
}

/** Checks a property that is a known text. */
function checkText(property: string, problem: (value: string) => string | undefined): Check {
  return (inputs) => {
    const value = inputs[property];
    const reason = typeof value === "string" && !isUnknown(value) ? problem(value) : undefined;
    return reason === undefined ? [] : [{ property, reason }];
  };
}

export function checkNumber(
  property: string,
  isValid: (value: number) => boolean,
  range: string,
): Check {
  return (inputs) => {
    const value = inputs[property];
    if (typeof value !== "number" || isValid(value)) return [];
    return [{ property, reason: `expected ${property} to be ${range}, got ${String(value)}` }];
  };
}

export const between = (property: string, min: number, max: number): Check =>
  checkNumber(
    property,
    (value) => value >= min && value <= max,
    `in the range (${String(min)} - ${String(max)})`,
  );

export const atLeast = (property: string, min: number): Check =>
  checkNumber(property, (value) => value >= min, `at least (${String(min)})`);

export const atMost = (property: string, max: number): Check =>
  checkNumber(property, (value) => value <= max, `at most (${String(max)})`);

export const oneOf = (property: string, values: readonly string[]): Check =>
  checkText(property, (value) => {
    const list = values.map((v) => JSON.stringify(v)).join(" ");
    return values.includes(value)
      ? undefined
      : `expected ${property} to be one of [${list}], got ${value}`;
  });

export const matches = (property: string, pattern: RegExp, reason: string): Check =>
  checkText(property, (value) => (pattern.test(value) ? undefined : reason));

/** The provider counts bytes (StringLenBetween of the Terraform plugin SDK). */
export const lengthBetween = (property: string, min: number, max: number): Check =>
  checkText(property, (value) => {
    const length = Buffer.byteLength(value);
    return length >= min && length <= max
      ? undefined
      : `expected length of ${property} to be in the range (${String(min)} - ${String(max)}), got ${String(length)}`;
  });

export const isJson = (property: string, reason: string): Check =>
  checkText(property, (value) => {
    try {
      JSON.parse(value);
      return undefined;
    } catch {
      return reason;
    }
  });

export const hasForm = (
  property: string,
  isValid: (value: string) => boolean,
  reason: string,
): Check => checkText(property, (value) => (isValid(value) ? undefined : reason));

/** ARNs of a property that is an ARN or a list of them. */
export function areArns(property: string): Check {
  return (inputs) =>
    [inputs[property] ?? []].flat().flatMap((value, index) => {
      if (typeof value !== "string" || isUnknown(value) || parseArn(value) !== undefined) return [];
      const path = Array.isArray(inputs[property]) ? `${property}[${String(index)}]` : property;
      return [{ property: path, reason: `"${path}" (${value}) is an invalid ARN` }];
    });
}

export function conflicts(property: string, ...others: string[]): Check {
  return (inputs) =>
    others
      .filter((other) => property in inputs && other in inputs)
      .map((other) => ({ property, reason: `"${property}": conflicts with ${other}` }));
}

const MAX_TAGS = 50;

/** AWS's rules for the tags of every service, which the provider does not check. */
export function acceptTags(inputs: Properties, code = "InvalidParameterValue"): void {
  const tags = Object.entries(map(inputs["tags"]));
  refuseIf(
    tags.length > MAX_TAGS,
    "TagQuotaPerResourceExceeded",
    "You can't have more than 50 tags.",
  );
  for (const [key, value] of tags) {
    const reserved = `Tag keys starting with aws: are reserved for system use: ${key}`;
    refuseIf(/^aws:/i.test(key), code, reserved);
    const length = `Tag key must be 1 to 128 characters long: ${key}`;
    refuseIf(key.length < 1 || key.length > 128, code, length);
    const long = `The value of tag ${key} must be at most 256 characters long.`;
    refuseIf(text(value).length > 256, code, long);
  }
}

/** Random hexadecimal digits, for ids that look like AWS's own. */
export function hex(place: Place, digits: number): string {
  return place.random(Math.ceil(digits / 2)).slice(0, digits);
}

export function uuid(place: Place): string {
  return hex(place, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-a$4-$5");
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
  return text(inputs["name"]);
}

/** The given name, or one with the given prefix. */
export const nameIn = (inputs: Properties, place: Place): string =>
  nameOf({ ...inputs, ...prefixed(inputs, place) });
