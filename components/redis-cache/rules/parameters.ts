import { defaultParameterGroup } from "../../catalog/engines";
import { DATA_TIERING_FAMILY } from "../../catalog/node-types";
import {
  PARAMETER_FAMILIES,
  type Parameter,
  RENAMABLE_COMMANDS,
  elastiCacheWay,
  familiesOf,
  insteadOfSetting,
  isParameterFamily,
  parametersOf,
  redisConfNames,
} from "../../catalog/parameters";
import { literalString } from "../../checking/input";
import { listed, pathTo, shown, sortedEntries } from "../../checking/format";
import { didYouMean, nearest } from "../../checking/spelling";
import { identifierForm, isIdentifier } from "../../formats/identifier";
import { isAtLeast } from "../../formats/version";
import type { CacheSpec } from "../spec";
import { ENGINE_NAMES } from "./engine";
import type { Finding, Rule } from "./rule";
import { error, valueError, warning, when } from "./rule";

/** A parameter as it was given, and as the family has it. */
interface Given {
  readonly path: string;
  /** The name as given, and in lower case as AWS stores it. */
  readonly written: string;
  readonly name: string;
  readonly value: string;
  readonly parameter: Parameter | undefined;
}

function given({ args, parameterGroup }: CacheSpec): readonly Given[] {
  const table = parametersOf(parameterGroup.family ?? "");
  return sortedEntries(args.parameters ?? {}).map(([written, value]) => {
    const name = written.toLowerCase();
    const path = pathTo("parameters", written);
    return { path, written, name, value, parameter: table?.get(name) };
  });
}

/** A check of each given parameter that the family has. */
const onEach =
  (find: (parameter: Parameter, given: Given, spec: CacheSpec) => string | undefined) =>
  (spec: CacheSpec): readonly Finding[] =>
    given(spec).flatMap((one) => {
      const reason = one.parameter && find(one.parameter, one, spec);
      return reason === undefined ? [] : [{ path: one.path, reason }];
    });

/** A check of the given parameter of one name, whether or not the catalogue has the family. */
const onNamed =
  (
    wanted: string,
    find: (value: string, spec: CacheSpec, parameter: Parameter | undefined) => string | undefined,
  ) =>
  (spec: CacheSpec): readonly Finding[] =>
    given(spec).flatMap(({ path, name, value, parameter }) => {
      const reason = name === wanted ? find(value, spec, parameter) : undefined;
      return reason === undefined ? [] : [{ path, reason }];
    });

const withGroup = error(
  "parameters-with-group",
  "parameters and parameterGroupName cannot be combined; AWS's own groups cannot be changed (ModifyCacheParameterGroup).",
  ({ args, parameterGroup: { existingName, defaultGroup } }) => {
    const group = defaultGroup
      ? `${literalString(existingName) ?? ""} is provided by AWS and cannot be changed, so it`
      : "an existing group";
    return when(
      existingName !== undefined && Object.keys(args.parameters ?? {}).length > 0,
      "parameterGroupName",
      `${group} cannot be combined with parameters; remove parameterGroupName, and the component creates a group with these parameters`,
    );
  },
);

const GROUP = ["parameterGroupName"];

const groupName = valueError(
  "parameter-group-name",
  GROUP,
  "A parameter group's name has 1 to 255 letters, digits and single hyphens, starts with a letter and does not end with a hyphen (CreateCacheParameterGroup).",
  (name) =>
    defaultParameterGroup(name) || isIdentifier(name)
      ? undefined
      : `${shown(name)} is not a valid parameter group name; use ${identifierForm()} (AWS's own groups are default.<family> and default.<family>.cluster.on)`,
);

/** The group provided by AWS that fits engine, version and cluster mode. A family outside the catalogue is a guess. */
function fittingGroup({ parameterGroup: { family }, topology }: CacheSpec, known: string): string {
  const fitting = isParameterFamily(family ?? "") ? family : known;
  return `default.${fitting ?? known}${topology.sharded ? ".cluster.on" : ""}`;
}

const groupFamily = valueError(
  "parameter-group-family",
  GROUP,
  "AWS's own parameter group has the family of engine and version (InvalidParameterCombination: expected a parameter group of family …).",
  (name, _, spec) => {
    const group = defaultParameterGroup(name);
    const { family } = spec.parameterGroup;
    if (!group || group.family === family || !isParameterFamily(family ?? "")) return undefined;
    return `${name} has family ${group.family}, and ${ENGINE_NAMES[spec.engine]} ${spec.engineVersion} requires ${family ?? ""}; write ${fittingGroup(spec, group.family)} or another engineVersion, or remove it`;
  },
);

/** The argument that turns cluster mode on. */
const shardedBy = ({ topology: { numNodeGroups, clusterMode } }: CacheSpec) =>
  numNodeGroups > 1 ? `numNodeGroups is ${String(numNodeGroups)}` : `clusterMode is ${clusterMode}`;

const groupClusterMode = valueError(
  "parameter-group-cluster-mode",
  GROUP,
  "AWS's own parameter group has cluster mode on or off as the topology requires (InvalidParameterCombination: cluster mode should be …).",
  (name, _, spec) => {
    const group = defaultParameterGroup(name);
    if (!group) return undefined;
    const right = fittingGroup(spec, group.family);
    if (!group.clusterOn && spec.topology.sharded) {
      return `${name} has cluster mode off, and ${shardedBy(spec)}; write ${right}, or remove it`;
    }
    return group.clusterOn && spec.args.clusterMode === "disabled"
      ? `${name} has cluster mode on, and clusterMode is disabled; write ${right}, or remove clusterMode`
      : undefined;
  },
);

/** What to do about a name that the family does not have: the name that was meant, or what to use instead. */
function insteadOfUnknown(name: string, table: ReadonlyMap<string, Parameter>): string {
  // Families changed words, not meanings: ziplist became listpack, slave became replica.
  const renamed = [name.replace("ziplist", "listpack"), name.replace("slave", "replica")];
  const older = [name.replace("listpack", "ziplist"), name.replace("replica", "slave")];
  const successor = [...renamed, ...older].find((other) => other !== name && table.has(other));
  const near = successor ?? nearest(name, table.keys());
  if (near !== undefined) {
    return table.get(near)?.modifiable === "never"
      ? `for ${near}: ${insteadOfSetting(near)}`
      : `did you mean ${near}?`;
  }
  const conf = nearest(name, redisConfNames);
  const way = conf === undefined ? undefined : elastiCacheWay(conf);
  return way === undefined ? "remove it" : `for ${conf ?? ""}: ${way}`;
}

const unknownParameter = error(
  "parameter-unknown",
  'The family has the parameter (user guide, "Engine specific parameters").',
  (spec) => {
    const { family } = spec.parameterGroup;
    const table = parametersOf(family ?? "");
    if (!table) return [];
    return given(spec).flatMap(({ path, name, parameter }) => {
      if (parameter) return [];
      const way = elastiCacheWay(name);
      if (way !== undefined) return [{ path, reason: `not a parameter of ElastiCache: ${way}` }];
      const { since, until } = familiesOf(name) ?? {};
      const families = since === until ? since : `${since ?? ""} to ${until ?? ""}`;
      const only = families === undefined ? "" : ` (only of ${families})`;
      const instead = insteadOfUnknown(name, table);
      return [{ path, reason: `not a parameter of ${family ?? ""}${only}; ${instead}` }];
    });
  },
);

const notSettable = error(
  "parameter-not-settable",
  'The parameter can be set (user guide, "Engine specific parameters", column Modifiable).',
  onEach(({ modifiable }, { name }) =>
    modifiable === "never" ? `cannot be set on ElastiCache; ${insteadOfSetting(name)}` : undefined,
  ),
);

/** What the family allows, in words. */
function allowed({ values, pattern, min, max, also = [], except = [] }: Parameter): string {
  if (values) return listed(values, "or");
  if (pattern) return "a combination of the characters K E g $ l s h z x e A";
  const before = also.map((value) => `${String(value)} or `).join("");
  const after = except.map((value) => `, except ${String(value)}`).join("");
  const range =
    min === undefined
      ? ""
      : max === undefined
        ? ` of at least ${String(min)}`
        : ` from ${String(min)} to ${String(max)}`;
  return `${before}a whole number${range}${after}`;
}

const isNumber = (value: string) => /^-?\d{1,20}$/.test(value);

function isAllowed(parameter: Parameter, value: string): boolean {
  if (parameter.values) return parameter.values.includes(value);
  if (parameter.pattern) return parameter.pattern.test(value);
  if (parameter.type !== "integer") return true;
  const number = Number(value);
  const { min = -Infinity, max = Infinity, also = [], except = [] } = parameter;
  const inRange = number >= min && number <= max && !except.includes(number);
  return isNumber(value) && (inRange || also.includes(number));
}

/** A string that the user guide does not list, although the engine accepts it. */
const isUndocumented = (parameter: Parameter, value: string) =>
  parameter.undocumented?.test(value) === true;

const hasDataTiering = ({ nodeTypeName }: CacheSpec) =>
  nodeTypeName?.family === DATA_TIERING_FAMILY;

/** Policies without data tiering, and those on which the pages of the user guide disagree. */
const UNTIERED = ["volatile-random", "allkeys-random", "volatile-ttl"];
const DOUBTFUL = ["volatile-lfu", "allkeys-lfu"];

/** The word that a wrong value most probably means, among those that no other rule refuses. */
function nearestValue({ name, values }: Parameter, value: string, spec: CacheSpec): string {
  const excluded =
    name === "maxmemory-policy" && hasDataTiering(spec) ? [...UNTIERED, ...DOUBTFUL] : [];
  return didYouMean(value, values?.filter((word) => !excluded.includes(word)) ?? []);
}

/** A wrong value, by certain facts or by doubtful ones. Text instead of a number is certainly wrong. */
const wrongValue = (certain: boolean) =>
  onEach((parameter, { value }, spec) => {
    if (parameter.modifiable === "never" || isAllowed(parameter, value)) return undefined;
    const isCertain =
      (parameter.type === "integer" && !isNumber(value)) ||
      (parameter.confidence === "high" && !isUndocumented(parameter, value));
    const doubt = isCertain ? "" : " (sources differ, so AWS may accept it)";
    return isCertain === certain
      ? `${shown(value)} is not ${allowed(parameter)}${doubt}${nearestValue(parameter, value, spec)}`
      : undefined;
  });

const value = error(
  "parameter-value",
  "The value has the parameter's type and is in its range or list, where that is certain.",
  wrongValue(true),
);

/** Pairs of a command and its new name; a lone command makes the last new name undefined. */
function renamesOf(text: string): readonly (readonly [string, string | undefined])[] {
  const words = text.split(/\s+/).filter((word) => word !== "");
  return words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1]]] : []));
}

const renames = error(
  "parameter-rename-commands",
  "rename-commands consists of pairs of a command that can be renamed and its new name (user guide, Redis 5.0.3 parameter changes).",
  onNamed("rename-commands", (text) => {
    const pairs = renamesOf(text);
    if (pairs.some(([, target]) => target === undefined)) {
      return `${shown(text)} does not consist of pairs of a command and its new name, separated by spaces`;
    }
    const wrong = pairs.find(([command]) => !RENAMABLE_COMMANDS.has(command.toUpperCase()))?.[0];
    if (wrong !== undefined) {
      return `${shown(wrong)} is not a command that can be renamed${didYouMean(wrong.toUpperCase(), RENAMABLE_COMMANDS)}`;
    }
    const empty = pairs.find(([, target]) => target === '""' || target === "''")?.[0];
    return empty === undefined
      ? undefined
      : `the new name of ${empty} is empty; write a name that no client uses, such as blocked`;
  }),
);

const twice = error(
  "parameter-twice",
  "A parameter is given once; AWS stores names in lower case.",
  (spec) => {
    const seen = new Map<string, string>();
    return given(spec).flatMap(({ path, name, written }) => {
      const first = seen.get(name);
      seen.set(name, written);
      return when(
        first !== undefined,
        path,
        `the same parameter as ${pathTo("", first ?? "")}, because AWS stores names in lower case; remove one`,
      );
    });
  },
);

const reservedTwice = error(
  "parameter-reserved-memory",
  'A group has reserved-memory or reserved-memory-percent, not both (user guide, "Managing reserved memory").',
  onNamed("reserved-memory", (_, { parameterGroup: { parameters: set } }) =>
    set["reserved-memory-percent"] === undefined
      ? undefined
      : "cannot be combined with reserved-memory-percent; keep reserved-memory-percent",
  ),
);

const clusterEnabled = error(
  "parameter-cluster-enabled",
  "cluster-enabled agrees with clusterMode and the number of shards.",
  onNamed("cluster-enabled", (text, spec) => {
    const on = text.toLowerCase();
    if (on === "no" && spec.topology.sharded) {
      return `no turns cluster mode off, and ${shardedBy(spec)}; remove it, and the component sets it`;
    }
    return on === "yes" && spec.args.clusterMode === "disabled"
      ? "yes turns cluster mode on, and clusterMode is disabled; remove one of the two"
      : undefined;
  }),
);

const tieredPolicy = (policies: readonly string[], problem: string) =>
  onNamed("maxmemory-policy", (policy, spec) =>
    hasDataTiering(spec) && policies.includes(policy)
      ? `${policy} ${problem} on ${spec.nodeType}; write allkeys-lru, volatile-lru or noeviction`
      : undefined,
  );

const untieredPolicy = error(
  "parameter-tiering-policy",
  'With data tiering, maxmemory-policy is not a random or ttl policy (user guide, "Data tiering").',
  tieredPolicy(UNTIERED, "does not exist with data tiering"),
);

const doubtfulPolicy = warning(
  "parameter-tiering-policy-doubtful",
  "With data tiering, the pages of the user guide disagree on the lfu policies.",
  tieredPolicy(
    DOUBTFUL,
    "is in one list of the user guide for data tiering and not in the other, so AWS may refuse it",
  ),
);

const narrowRange = onEach((parameter, { value: text }) => {
  const [from, to] = parameter.narrower ?? [-Infinity, Infinity];
  const number = Number(text);
  return isAllowed(parameter, text) && (number < from || number > to)
    ? `${shown(text)} is outside ${String(from)} to ${String(to)}, the range in the user guide; AWS may refuse it`
    : undefined;
});

/** A few parameters have an empty default, but AWS is known to refuse an empty value. */
const emptyValue = onEach((parameter, { value: text }) =>
  text === "" && isAllowed(parameter, text)
    ? "empty is the default, and AWS may refuse an empty value; remove it"
    : undefined,
);

/** AWS does not document the form of a new name. */
const oddRename = onNamed("rename-commands", (text) => {
  const odd = renamesOf(text).find(
    ([, target]) => target !== undefined && !/^(?:[a-z0-9]+|""|'')$/i.test(target),
  );
  return odd
    ? `the new name ${shown(odd[1] ?? "")} of ${odd[0]} contains characters other than letters and digits; AWS may refuse it`
    : undefined;
});

const doubtfulValue = warning(
  "parameter-value-doubtful",
  "The value is in the parameter's range, where sources differ on it, and is not empty.",
  (spec) => [wrongValue(false), narrowRange, emptyValue, oddRename].flatMap((check) => check(spec)),
);

const fixed: Readonly<Partial<Record<Parameter["modifiable"], string>>> = {
  unused: "can only change while no cache uses the group: AWS refuses a change on a running cache",
  creation: "can only be set when the group is created: AWS refuses a change on a running cache",
};

const fixedLater = warning(
  "parameter-fixed-later",
  'Some parameters can never change on a running cache (user guide, "Engine specific parameters").',
  onEach(({ modifiable }, { name }) =>
    name === "cluster-enabled" ? undefined : fixed[modifiable],
  ),
);

/** A value that is not valid with a K either is left to the rules on values. */
const silentEvents = warning(
  "parameter-keyspace-events",
  "notify-keyspace-events sends nothing without K or E (user guide, Redis 2.8.6 parameters).",
  onNamed("notify-keyspace-events", (text, _, parameter) =>
    text !== "" &&
    !/[KE]/.test(text) &&
    parameter !== undefined &&
    (isAllowed(parameter, text) || isUndocumented(parameter, text))
      ? `${shown(text)} without K or E sends nothing; use for example ${shown(`K${text}`)}`
      : undefined,
  ),
);

const shardedDatabases = warning(
  "parameter-databases",
  "Cluster mode has one database before Valkey 9.",
  onNamed("databases", (text, { engine, version, topology }) =>
    Number(text) > 1 && topology.sharded && (engine === "redis" || !isAtLeast(version, "9.0"))
      ? "cluster mode has only database 0 before Valkey 9; remove it"
      : undefined,
  ),
);

const defragCycles = warning(
  "parameter-defrag-cycles",
  "active-defrag-cycle-min is at most active-defrag-cycle-max.",
  ({ parameterGroup: { family, parameters: set } }) => {
    const table = parametersOf(family ?? "");
    const [min, max] = ["active-defrag-cycle-min", "active-defrag-cycle-max"].map((name) =>
      Number(set[name] ?? table?.get(name)?.default),
    );
    return when(
      (min ?? 0) > (max ?? 0),
      `parameters.active-defrag-cycle-${set["active-defrag-cycle-min"] === undefined ? "max" : "min"}`,
      `active-defrag-cycle-min ${String(min)} is above active-defrag-cycle-max ${String(max)}; lower the first, or raise the second`,
    );
  },
);

const upperCase = warning("parameter-name-case", "Parameter names are in lower case.", (spec) =>
  given(spec).flatMap(({ path, name, written }) =>
    when(
      written !== name,
      path,
      `AWS stores names in lower case; it is sent as ${pathTo("", name)}`,
    ),
  ),
);

const deferredFamily = warning(
  "parameter-group-deferred",
  "AWS does not delete a parameter group that is in use until the maintenance window (DeleteCacheParameterGroup, InvalidCacheParameterGroupState).",
  ({ maintenance, parameterGroup }) =>
    when(
      !maintenance.applyImmediately && parameterGroup.existingName === undefined,
      "applyImmediately",
      "with false, a change of the parameter family (a major version, Valkey) waits for the maintenance window, and until then AWS refuses to delete the old parameter group: the update fails at its end, and succeeds when run again after the window; set it to true for such a change",
    ),
);

const unknownFamily = warning(
  "parameter-family-unknown",
  "The family's parameters are in the catalogue.",
  (spec) => {
    const { family } = spec.parameterGroup;
    return when(
      family !== undefined && given(spec).length > 0 && !isParameterFamily(family),
      "parameters",
      `not checked, because the parameters of ${family ?? ""} are not known (only those of ${PARAMETER_FAMILIES.join(", ")})`,
    );
  },
);

export const parameters: readonly Rule[] = [
  withGroup,
  groupName,
  groupFamily,
  groupClusterMode,
  unknownParameter,
  notSettable,
  value,
  renames,
  twice,
  reservedTwice,
  clusterEnabled,
  untieredPolicy,
  doubtfulValue,
  doubtfulPolicy,
  fixedLater,
  silentEvents,
  shardedDatabases,
  defragCycles,
  upperCase,
  deferredFamily,
  unknownFamily,
];
