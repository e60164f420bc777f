import {
  PARAMETER_FAMILIES,
  type Parameter,
  elastiCacheWay,
  findParameter,
  parameterNames,
  redisConfNames,
} from "../../components/catalog/parameters";
import { code, table } from "./markdown";

const SETTABLE: Readonly<Record<Parameter["modifiable"], string>> = {
  always: "yes",
  never: "no",
  unused: "while no cache uses the group",
  creation: "when the group is made",
};

/** What is allowed, in short. */
function allowed(parameter: Parameter): string {
  if (parameter.values) return parameter.values.map(code).join(", ");
  if (parameter.pattern) return "letters of `KEg$lshzxeA`";
  if (parameter.type === "string") return "text";
  const { min, max, also = [], except = [] } = parameter;
  const range =
    min === undefined
      ? "any integer"
      : max === undefined
        ? `${String(min)} and more`
        : `${String(min)} to ${String(max)}`;
  return [
    ...also.map(String),
    except.length === 0 ? range : `${range}, not ${except.map(String).join(", ")}`,
  ].join(", or ");
}

/** All facts of a parameter in a family, to find the families that differ. */
const facts = (parameter: Parameter): string[] => [
  allowed(parameter) + (parameter.confidence === "high" ? "" : " (unsure)"),
  parameter.default === undefined
    ? "by node type"
    : code(parameter.default === "" ? '""' : parameter.default),
  SETTABLE[parameter.modifiable],
  parameter.note ?? "",
];

/** Consecutive families with the same facts of the parameter. */
interface Stretch {
  readonly first: string;
  readonly last: string;
  readonly facts: readonly string[];
}

function stretches(name: string): Stretch[] {
  const found: Stretch[] = [];
  for (const family of PARAMETER_FAMILIES) {
    const parameter = findParameter(family, name);
    if (!parameter) continue;
    const now = facts(parameter);
    const before = found.at(-1);
    if (before && before.facts.join("\n") === now.join("\n")) {
      found[found.length - 1] = { ...before, last: family };
    } else {
      found.push({ first: family, last: family, facts: now });
    }
  }
  return found;
}

const families = ({ first, last }: Stretch) => (first === last ? first : `${first} to ${last}`);

const rows = parameterNames.flatMap((name) =>
  stretches(name).map((stretch, index) => [
    index === 0 ? code(name) : "",
    families(stretch),
    ...stretch.facts,
  ]),
);

/** The page about parameters. */
export function parametersPart(): string {
  return [
    table(["parameter", "families", "allowed", "default", "settable", "note"], rows),
    "## Names of redis.conf that ElastiCache does not have",
    table(
      ["name", "on ElastiCache"],
      redisConfNames.map((name) => [code(name), elastiCacheWay(name) ?? ""]),
    ),
  ].join("\n\n");
}
