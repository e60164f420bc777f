import { defaultParameterGroup, isAtLeast } from "../../catalog/engines";
import { DATA_TIERING_FAMILY, parseNodeType } from "../../catalog/node-types";
import type { Parameter } from "../../catalog/parameters";
import {
  PARAMETER_FAMILIES,
  RENAMABLE_COMMANDS,
  elastiCacheWay,
  familiesOf,
  insteadOfSetting,
  isParameterFamily,
  parametersOf,
  redisConfNames,
} from "../../catalog/parameters";
import { nearest } from "../../checking/spelling";
import { listed, pathTo, shown, sortedEntries } from "../../checking/format";
import type { CacheSpec } from "../spec";
import type { Finding, Rule } from "./rule";
import { error, valueError, warning, when } from "./rule";

/** A parameter as it was given, and as the family has it. */
interface Given {
  readonly path: string;
  /** As written, and in lower case as AWS has it. */
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

const settings = ({ args }: CacheSpec) =>
  new Map(
    Object.entries(args.parameters ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );

function withGroup({ args }: CacheSpec): readonly Finding[] {
  const { parameterGroupName } = args;
  const has = Object.keys(args.parameters ?? {}).length > 0;
  if (!has || parameterGroupName === undefined || parameterGroupName === "") return [];
  const own =
    typeof parameterGroupName === "string" &&
    defaultParameterGroup(parameterGroupName) !== undefined
      ? `${parameterGroupName} is AWS's own and cannot be changed, so it`
      : "an existing group";
  const reason = `${own} excludes parameters; leave out parameterGroupName, and a group with these parameters is made`;
  return [{ path: "parameterGroupName", reason }];
}

/** Names that a mistyped one may have meant: the family's own, and those of redis.conf that have another way. */
function meant(name: string, table: ReadonlyMap<string, Parameter>): string {
  // Families changed words, not meanings: ziplist became listpack, slave became replica.
  const renamed = [name.replace("ziplist", "listpack"), name.replace("slave", "replica")];
  const older = [name.replace("listpack", "ziplist"), name.replace("replica", "slave")];
  const successor = [...renamed, ...older].find((other) => other !== name && table.has(other));
  const near = successor ?? nearest(name, table.keys());
  if (near !== undefined) return `; did you mean ${near}?`;
  const conf = nearest(name, redisConfNames);
  const way = conf === undefined ? undefined : elastiCacheWay(conf);
  return way === undefined ? "; leave it out" : `; for ${conf ?? ""}: ${way}`;
}

function unknownParameter(spec: CacheSpec): readonly Finding[] {
  const { family } = spec.parameterGroup;
  const table = parametersOf(family ?? "");
  if (!table) return [];
  return given(spec).flatMap(({ path, name, parameter }) => {
    if (parameter) return [];
    const way = elastiCacheWay(name);
    if (way !== undefined) return [{ path, reason: `not a parameter of ElastiCache: ${way}` }];
    const elsewhere = familiesOf(name);
    const from = elsewhere && stretch(elsewhere);
    const where = from === undefined ? "" : ` (${from} has it)`;
    return [{ path, reason: `not a parameter of ${family ?? ""}${where}${meant(name, table)}` }];
  });
}

const stretch = ({ since, until }: { readonly since: string; readonly until: string }) =>
  since === until ? since : `${since} to ${until}`;

const notSettable = onEach((parameter, { name }) =>
  parameter.modifiable === "never"
    ? `cannot be set on ElastiCache; ${insteadOfSetting(name)}`
    : undefined,
);

/** What the family allows, in words. */
function allowed(parameter: Parameter): string {
  if (parameter.values) return listed(parameter.values, "or");
  if (parameter.pattern) return "a text of the characters K E g $ l s h z x e A";
  const { min, max, also = [], except = [] } = parameter;
  const range =
    min !== undefined && max !== undefined
      ? `from ${String(min)} to ${String(max)}`
      : min !== undefined
        ? `of ${String(min)} or more`
        : "";
  const before = also.map((value) => `${String(value)}, or `).join("");
  const after = except.map((value) => `, save ${String(value)}`).join("");
  return `${before}a whole number ${range}`.trimEnd() + after;
}

function isAllowed(parameter: Parameter, value: string): boolean {
  if (parameter.values) return parameter.values.includes(value);
  if (parameter.pattern) return parameter.pattern.test(value);
  if (parameter.type !== "integer") return true;
  if (!/^-?\d{1,20}$/.test(value)) return false;
  const number = Number(value);
  const { min = -Infinity, max = Infinity, also = [], except = [] } = parameter;
  return also.includes(number) || (number >= min && number <= max && !except.includes(number));
}

/** A wrong value, for facts that are sure or for those that are not. A number that is none is wrong whatever its range. */
const wrongValue = (sure: boolean) =>
  onEach((parameter, { value }) => {
    if (parameter.modifiable === "never" || isAllowed(parameter, value)) return undefined;
    const noNumber = parameter.type === "integer" && !/^-?\d{1,20}$/.test(value);
    const taken = parameter.undocumented?.test(value) === true;
    const certain = noNumber || (parameter.confidence === "high" && !taken);
    const near = parameter.values && nearest(value, parameter.values);
    const hint = near === undefined ? "" : `; did you mean ${near}?`;
    const doubt = certain ? "" : " (sources differ, so AWS may take it)";
    return certain === sure
      ? `${shown(value)} is not ${allowed(parameter)}${doubt}${hint}`
      : undefined;
  });

const narrowRange = onEach((parameter, { value }) => {
  const [from, to] = parameter.narrower ?? [-Infinity, Infinity];
  const number = Number(value);
  return isAllowed(parameter, value) && (number < from || number > to)
    ? `${shown(value)} is outside ${String(from)} to ${String(to)}, which the user guide gives as its range; AWS may refuse it`
    : undefined;
});

/** The few parameters whose default is empty have no other way to say so, but AWS is known to refuse an empty value. */
const emptyValue = onEach((parameter, { value }) =>
  value === "" && isAllowed(parameter, value)
    ? "empty is what it is by default, and AWS may refuse to be told so; leave it out"
    : undefined,
);

/** Pairs of a command and its new name (user guide, Redis 5.0.3); a command twice or a lone one makes no pairs. */
const renames = onEach((_, { name, value }) => {
  if (name !== "rename-commands" || value.trim() === "") return undefined;
  const words = value.trim().split(/\s+/);
  const commands = words.filter((__, index) => index % 2 === 0);
  if (words.length % 2 !== 0) {
    return `${shown(value)} is not pairs of a command and its new name, separated by spaces`;
  }
  const wrong = commands.find((command) => !RENAMABLE_COMMANDS.has(command.toUpperCase()));
  if (wrong === undefined) return undefined;
  const near = nearest(wrong.toUpperCase(), RENAMABLE_COMMANDS);
  return `${shown(wrong)} is no command that can be renamed${near === undefined ? "" : `; did you mean ${near}?`}`;
});

function twice(spec: CacheSpec): readonly Finding[] {
  const seen = new Map<string, string>();
  return given(spec).flatMap(({ path, name, written }) => {
    const first = seen.get(name);
    seen.set(name, written);
    return when(
      first !== undefined,
      path,
      `the same parameter as ${pathTo("", first ?? "")}, since AWS keeps names in lower case; leave one out`,
    );
  });
}

function reservedTwice(spec: CacheSpec): readonly Finding[] {
  const set = settings(spec);
  return when(
    set.has("reserved-memory") && set.has("reserved-memory-percent"),
    "parameters.reserved-memory",
    "a group has reserved-memory or reserved-memory-percent, never both; keep reserved-memory-percent",
  );
}

function clusterEnabled(spec: CacheSpec): readonly Finding[] {
  const { args, topology } = spec;
  const path = given(spec).find(({ name }) => name === "cluster-enabled")?.path ?? "";
  const value = settings(spec).get("cluster-enabled")?.toLowerCase();
  const because =
    topology.numNodeGroups > 1
      ? `numNodeGroups is ${String(topology.numNodeGroups)}`
      : `clusterMode is ${topology.clusterMode}`;
  return [
    ...when(
      value === "no" && topology.sharded,
      path,
      `no turns cluster mode off, and ${because}; leave it out, and it is set to match`,
    ),
    ...when(
      value === "yes" && args.clusterMode === "disabled",
      path,
      "yes turns cluster mode on, and clusterMode is disabled; leave one of the two out",
    ),
  ];
}

/** Policies that no documentation allows with data tiering, and those on which its pages disagree. */
const UNTIERED = ["volatile-random", "allkeys-random", "volatile-ttl"];
const DOUBTFUL = ["volatile-lfu", "allkeys-lfu"];

const tieredPolicy = (policies: readonly string[], doubt: string) =>
  onEach((_, { name, value }, { nodeType }) =>
    name === "maxmemory-policy" &&
    parseNodeType(nodeType)?.family === DATA_TIERING_FAMILY &&
    policies.includes(value)
      ? `${value} ${doubt} on ${nodeType}; write allkeys-lru, volatile-lru or noeviction`
      : undefined,
  );

const lastingUntil: Readonly<Partial<Record<Parameter["modifiable"], string>>> = {
  unused:
    "can only change while no cache uses the group: on a running cache AWS refuses the change",
  creation: "can only be set when the group is made: on a running cache AWS refuses the change",
};

const fixedLater = onEach(({ modifiable }, { name }) =>
  name === "cluster-enabled" ? undefined : lastingUntil[modifiable],
);

const silentEvents = onEach((_, { name, value }) =>
  name === "notify-keyspace-events" && value !== "" && !/[KE]/.test(value)
    ? `${shown(value)} without K or E sends nothing; write for example ${shown(`K${value}`)}`
    : undefined,
);

function shardedDatabases(spec: CacheSpec): readonly Finding[] {
  const one = given(spec).find(({ name }) => name === "databases");
  const single = spec.engine === "redis" || !isAtLeast(spec.engineVersion, "9.0");
  return when(
    one !== undefined && Number(one.value) > 1 && spec.topology.sharded && single,
    one?.path ?? "",
    "cluster mode has database 0 alone before Valkey 9; leave it out",
  );
}

const defragCycles = (spec: CacheSpec): readonly Finding[] => {
  const set = settings(spec);
  const [min, max] = ["active-defrag-cycle-min", "active-defrag-cycle-max"].map((name) =>
    Number(set.get(name) ?? parametersOf(spec.parameterGroup.family ?? "")?.get(name)?.default),
  );
  return when(
    min !== undefined && max !== undefined && min > max,
    set.has("active-defrag-cycle-min")
      ? "parameters.active-defrag-cycle-min"
      : "parameters.active-defrag-cycle-max",
    `active-defrag-cycle-min ${String(min)} is above active-defrag-cycle-max ${String(max)}; swap or move them`,
  );
};

function upperCase(spec: CacheSpec): readonly Finding[] {
  return given(spec).flatMap(({ path, name, written }) =>
    when(
      written !== name,
      path,
      `AWS keeps names in lower case; it is sent as ${pathTo("", name)}`,
    ),
  );
}

function unknownFamily(spec: CacheSpec): readonly Finding[] {
  const { family } = spec.parameterGroup;
  return when(
    family !== undefined && given(spec).length > 0 && !parametersOf(family),
    "parameters",
    `the parameters of ${family ?? ""} are not known (only those of ${PARAMETER_FAMILIES.join(", ")}), so they are not checked`,
  );
}

function deferredFamily({ maintenance, parameterGroup }: CacheSpec): readonly Finding[] {
  return when(
    !maintenance.applyImmediately && parameterGroup.existingName === undefined,
    "applyImmediately",
    "with false, a change of the parameter family (a major version, Valkey) waits for the maintenance window, and until then AWS refuses to delete the old parameter group: the update fails at its end, and passes when it is run again after the window; set it to true for such a change",
  );
}

function groupFamily(name: string, spec: CacheSpec): string | undefined {
  const group = defaultParameterGroup(name);
  const { family } = spec.parameterGroup;
  if (!group || family === undefined || group.family === family) return undefined;
  // The family of a version that the catalogue doesn't have is a guess.
  if (!isParameterFamily(family)) return undefined;
  const right = `default.${family}${group.clusterOn ? ".cluster.on" : ""}`;
  return `${name} is of family ${group.family}, and ${spec.engine} ${spec.engineVersion} takes ${family}; write ${right} or another engineVersion, or leave it out`;
}

function groupClusterMode(name: string, { topology, args }: CacheSpec): string | undefined {
  const group = defaultParameterGroup(name);
  if (!group) return undefined;
  if (!group.clusterOn && topology.sharded) {
    const because =
      topology.numNodeGroups > 1
        ? `numNodeGroups is ${String(topology.numNodeGroups)}`
        : `clusterMode is ${topology.clusterMode}`;
    return `${name} has cluster mode off, and ${because}; write ${name}.cluster.on, or leave it out`;
  }
  if (group.clusterOn && args.clusterMode === "disabled") {
    return `${name} has cluster mode on, and clusterMode is disabled; write default.${group.family}, or leave clusterMode out`;
  }
  return undefined;
}

function groupName(name: string): string | undefined {
  if (defaultParameterGroup(name)) return undefined;
  if (/^[a-z][a-z0-9-]{0,254}$/i.test(name) && !name.includes("--") && !name.endsWith("-")) {
    return undefined;
  }
  return `${shown(name)} is no name of a parameter group: 1 to 255 letters, digits and hyphens, a letter first, no two hyphens in a row and none at the end (AWS's own are default.<family> and default.<family>.cluster.on)`;
}

const GROUP = ["parameterGroupName"];

export const parameters: readonly Rule[] = [
  error(
    "parameters-with-group",
    "parameters and parameterGroupName exclude each other; AWS's own groups cannot be changed (ModifyCacheParameterGroup).",
    withGroup,
  ),
  valueError(
    "parameter-group-name",
    GROUP,
    "A parameter group's name has 1 to 255 letters, digits and hyphens, starts with a letter, has no two hyphens in a row and none at the end (CreateCacheParameterGroup).",
    groupName,
  ),
  valueError(
    "parameter-group-family",
    GROUP,
    "AWS's own parameter group is of the family that engine and version take (InvalidParameterCombination: expected a parameter group of family …).",
    (name, _, spec) => groupFamily(name, spec),
  ),
  valueError(
    "parameter-group-cluster-mode",
    GROUP,
    "AWS's own parameter group has cluster mode on or off as the topology needs it (InvalidParameterCombination: cluster mode should be …).",
    (name, _, spec) => groupClusterMode(name, spec),
  ),
  error(
    "parameter-unknown",
    'The family has the parameter (user guide, "Engine specific parameters").',
    unknownParameter,
  ),
  error(
    "parameter-not-settable",
    'The parameter can be set (user guide, "Engine specific parameters", column Modifiable).',
    notSettable,
  ),
  error(
    "parameter-value",
    "The value is of the parameter's type, range or list, where that is known for sure.",
    wrongValue(true),
  ),
  error(
    "parameter-rename-commands",
    "rename-commands holds pairs of a command that can be renamed and its new name (user guide, Redis 5.0.3 parameter changes).",
    renames,
  ),
  error("parameter-twice", "A parameter stands once; AWS keeps names in lower case.", twice),
  error(
    "parameter-reserved-memory",
    'A group has reserved-memory or reserved-memory-percent, never both (user guide, "Managing reserved memory").',
    reservedTwice,
  ),
  error(
    "parameter-cluster-enabled",
    "cluster-enabled agrees with clusterMode and the number of shards.",
    clusterEnabled,
  ),
  error(
    "parameter-tiering-policy",
    'With data tiering, maxmemory-policy is not a random or ttl one (user guide, "Data tiering").',
    tieredPolicy(UNTIERED, "does not exist with data tiering"),
  ),
  warning(
    "parameter-value-doubtful",
    "The value is in the parameter's range, where sources differ on it, and is not empty.",
    (spec) => [...wrongValue(false)(spec), ...narrowRange(spec), ...emptyValue(spec)],
  ),
  warning(
    "parameter-tiering-policy-doubtful",
    "With data tiering, the user guide's pages disagree on the lfu policies.",
    tieredPolicy(
      DOUBTFUL,
      "is in one list of the user guide and not in the other for data tiering",
    ),
  ),
  warning(
    "parameter-fixed-later",
    'Some parameters can never change on a running cache (user guide, "Engine specific parameters").',
    fixedLater,
  ),
  warning(
    "parameter-keyspace-events",
    "notify-keyspace-events sends nothing without K or E (user guide, Redis 2.8.6 parameters).",
    silentEvents,
  ),
  warning(
    "parameter-databases",
    "Cluster mode has one database before Valkey 9.",
    shardedDatabases,
  ),
  warning(
    "parameter-defrag-cycles",
    "active-defrag-cycle-min is at most active-defrag-cycle-max.",
    defragCycles,
  ),
  warning("parameter-name-case", "Names of parameters are in lower case.", upperCase),
  warning(
    "parameter-group-deferred",
    "A parameter group that is in use until the maintenance window is not deleted before (DeleteCacheParameterGroup, InvalidCacheParameterGroupState).",
    deferredFamily,
  ),
  warning(
    "parameter-family-unknown",
    "The family's parameters are in the catalogue.",
    unknownFamily,
  ),
];
