import * as crypto from "node:crypto";
import type { Definition } from "../provider";
import { loadSchema } from "../schema";
import type { Failure, ResourceType } from "../types";
import { type Properties, text, numeric } from "../values";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const SPECIAL = "!@#$%&*()-_=+[]{}<>:?";
const KINDS: readonly [flag: string, minimum: string, characters: string][] = [
  ["lower", "minLower", LOWER],
  ["upper", "minUpper", LOWER.toUpperCase()],
  ["numeric", "minNumeric", DIGITS],
  ["special", "minSpecial", SPECIAL],
];

function pick(characters: string): string {
  return characters.charAt(crypto.randomInt(characters.length));
}

function classes(inputs: Properties): { minimum: number; characters: string }[] {
  const special = text(inputs["overrideSpecial"]);
  return KINDS.filter(
    ([flag]) => inputs[flag] !== false && (flag !== "numeric" || inputs["number"] !== false),
  ).map(([flag, minimum, characters]) => ({
    minimum: numeric(inputs[minimum]) ?? 0,
    characters: flag === "special" && special !== "" ? special : characters,
  }));
}

/** The minimum of each kind, and the rest from all kinds, in random order. */
export function password(inputs: Properties): string {
  const kinds = classes(inputs);
  const all = kinds.map((k) => k.characters).join("");
  const length = numeric(inputs["length"]) ?? 0;
  const chosen = kinds.flatMap((k) => Array.from({ length: k.minimum }, () => pick(k.characters)));
  while (chosen.length < length) chosen.push(pick(all));
  for (let i = chosen.length - 1; i > 0; i--) {
    const j = crypto.randomInt(i + 1);
    const [a = "", b = ""] = [chosen[i], chosen[j]];
    [chosen[i], chosen[j]] = [b, a];
  }
  return chosen.join("");
}

function checkPassword(inputs: Properties): Failure[] {
  const length = numeric(inputs["length"]);
  if (length === undefined) return [];
  const needed = classes(inputs).reduce((sum, k) => sum + k.minimum, 0);
  if (length < 1) return [{ property: "length", reason: "length must be at least 1" }];
  if (needed > length) {
    const reason = `length must be at least min_upper + min_lower + min_numeric + min_special (${String(needed)}), got ${String(length)}`;
    return [{ property: "length", reason }];
  }
  return [];
}

const PASSWORD_INPUTS = [
  "keepers",
  "length",
  "overrideSpecial",
  "number",
  ...KINDS.flatMap(([f, m]) => [f, m]),
];

const randomPassword: ResourceType = {
  title: "random_password",
  service: "random",
  operations: { create: "create" },
  replaces: PASSWORD_INPUTS,
  absent: {
    lower: true,
    upper: true,
    special: true,
    minLower: 0,
    minUpper: 0,
    minNumeric: 0,
    minSpecial: 0,
  },
  secrets: ["result", "bcryptHash"],
  check: checkPassword,
  id: () => "none",
  ephemeral: true,
  computed: (inputs) => ({
    // Not a real bcrypt hash, which would take a second: nothing here logs in with it.
    bcryptHash: `$2a$10$${crypto.randomBytes(40).toString("base64").replace(/[+=]/g, ".").slice(0, 53)}`,
    lower: true,
    minLower: 0,
    minNumeric: 0,
    minSpecial: 0,
    minUpper: 0,
    number: inputs["numeric"] ?? true,
    numeric: inputs["number"] ?? true,
    result: password(inputs),
    special: true,
    upper: true,
  }),
};

export const RANDOM: Definition = {
  name: "random provider",
  schema: loadSchema("random"),
  types: {
    "random:index/randomPassword:RandomPassword": randomPassword,
  },
  functions: {},
};
