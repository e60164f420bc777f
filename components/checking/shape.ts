import { AuthTokenUpdateStrategy, CacheAuthMode, CacheUserAuthentication } from "../access/args";
import { CacheAlarmSet, CacheLogDestinationType, CacheLogFormat } from "../monitoring/args";
import {
  CacheEngine,
  ClusterMode,
  IpDiscovery,
  NetworkType,
  TransitEncryptionMode,
} from "../redis-cache/args";
import type * as args from "../redis-cache/args";
import type * as access from "../access/args";
import type * as monitoring from "../monitoring/args";
import { isDeferred, isRecord } from "./input";
import { didYouMean } from "./spelling";
import type { Problem } from "./problem";
import { byName, pathTo, shown } from "./format";

/**
 * The type of an argument, as data: TypeScript's own types are gone at run time, and configuration files, other languages and
 * plain JavaScript know nothing of them. `later` marks an Input, whose value may be known only during the deployment.
 */
export type Shape = { readonly later?: boolean } & (
  | { readonly kind: "string" | "number" | "boolean" }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "list" | "map"; readonly of: Shape }
  | { readonly kind: "object"; readonly fields: Readonly<Record<string, Shape>> }
);

const string: Shape = { kind: "string" };
const number: Shape = { kind: "number" };
const boolean: Shape = { kind: "boolean" };
const laterString: Shape = { kind: "string", later: true };
const oneOf = (values: Readonly<Record<string, string>>): Shape => ({
  kind: "enum",
  values: Object.values(values),
});
const list = (of: Shape): Shape => ({ kind: "list", of });
const laterList = (of: Shape): Shape => ({ kind: "list", of, later: true });
const map = (of: Shape): Shape => ({ kind: "map", of });

/** One shape for each field of T, none forgotten and none invented. */
type Fields<T> = Readonly<Record<keyof Required<T>, Shape>>;
const object = <T>(fields: Fields<T>): Shape => ({
  kind: "object",
  fields: fields,
});

const log = object<monitoring.CacheLogArgs>({
  enabled: boolean,
  format: oneOf(CacheLogFormat),
  destinationType: oneOf(CacheLogDestinationType),
  destination: laterString,
  retentionInDays: number,
  kmsKeyId: laterString,
});

/** Shape of each argument of RedisCache. */
export const argumentShapes: Fields<args.RedisCacheArgs> = {
  namePrefix: string,
  replicationGroupId: string,
  description: string,
  project: string,
  environment: string,
  tags: map(laterString),
  vpcId: laterString,
  subnetIds: laterList(laterString),
  subnetGroupName: laterString,
  securityGroupIds: laterList(laterString),
  allowedSecurityGroupIds: map(laterString),
  allowedCidrBlocks: list(string),
  networkType: oneOf(NetworkType),
  ipDiscovery: oneOf(IpDiscovery),
  engine: oneOf(CacheEngine),
  engineVersion: string,
  nodeType: string,
  port: number,
  numCacheClusters: number,
  numNodeGroups: number,
  replicasPerNodeGroup: number,
  clusterMode: oneOf(ClusterMode),
  automaticFailoverEnabled: boolean,
  multiAzEnabled: boolean,
  preferredCacheClusterAzs: list(string),
  nodeIds: list(string),
  parameters: map(string),
  parameterGroupName: laterString,
  atRestEncryptionEnabled: boolean,
  kmsKeyId: laterString,
  transitEncryptionEnabled: boolean,
  transitEncryptionMode: oneOf(TransitEncryptionMode),
  auth: object<access.CacheAuthArgs>({
    mode: oneOf(CacheAuthMode),
    token: laterString,
    tokenVersion: number,
    updateStrategy: oneOf(AuthTokenUpdateStrategy),
    secretName: string,
    secretKmsKeyId: laterString,
    secretRecoveryWindowInDays: number,
    users: map(
      object<access.CacheUserArgs>({
        userId: string,
        userName: string,
        accessString: string,
        authentication: oneOf(CacheUserAuthentication),
      }),
    ),
    userGroupIds: list(laterString),
  }),
  snapshotRetentionLimit: number,
  snapshotWindow: string,
  maintenanceWindow: string,
  finalSnapshotIdentifier: string,
  restoreFrom: object<args.RestoreFromArgs>({ snapshotName: string, snapshotArns: list(string) }),
  autoMinorVersionUpgrade: boolean,
  applyImmediately: boolean,
  dataTieringEnabled: boolean,
  notificationTopicArn: laterString,
  parameterStorePath: string,
  logs: object<monitoring.CacheLogsArgs>({ slowLog: log, engineLog: log }),
  alarms: object<monitoring.CacheAlarmsArgs>({
    enabled: boolean,
    set: oneOf(CacheAlarmSet),
    actionArns: laterList(laterString),
    okActionArns: laterList(laterString),
    insufficientDataActionArns: laterList(laterString),
    overrides: map(
      object<monitoring.CacheAlarmOverrideArgs>({
        enabled: boolean,
        notify: boolean,
        threshold: number,
        periodSeconds: number,
        evaluationPeriods: number,
        datapointsToAlarm: number,
      }),
    ),
    custom: map(
      object<monitoring.CacheCustomAlarmArgs>({
        metricName: string,
        threshold: number,
        comparisonOperator: string,
        statistic: string,
        periodSeconds: number,
        evaluationPeriods: number,
        datapointsToAlarm: number,
        treatMissingData: string,
        notify: boolean,
        description: string,
      }),
    ),
    composite: boolean,
    dashboard: boolean,
    runbookUrl: string,
  }),
  ignoreRules: list(string),
};

/** Fields without which their object means nothing. */
const REQUIRED: ReadonlyMap<Shape, readonly string[]> = new Map(
  [
    [argumentShapes.auth, "users", ["accessString"]] as const,
    [argumentShapes.alarms, "custom", ["metricName", "threshold"]] as const,
  ].flatMap(([parent, field, required]) => {
    const shape = parent.kind === "object" ? parent.fields[field] : undefined;
    return shape?.kind === "map" ? [[shape.of, required] as const] : [];
  }),
);

const RULES = { unknown: "argument-unknown", type: "argument-type", missing: "argument-missing" };

/** What the shapes demand, for the documentation; these errors mean that a value cannot be read, so `ignoreRules` has no say. */
export const shapeRules: readonly { readonly id: string; readonly says: string }[] = [
  { id: RULES.unknown, says: "Every argument is one of RedisCache's; a near miss is told." },
  {
    id: RULES.type,
    says: "Every value is of its argument's type, and of its words where it has a list of them.",
  },
  {
    id: RULES.missing,
    says: "A user has an access string, a custom alarm a metric and a threshold.",
  },
];

const MEANT: Readonly<Record<Shape["kind"], string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  enum: "a string",
  list: "a list",
  map: "a map",
  object: "a map",
};

/** Names a value that has the wrong type, shortly and without printing what may be a secret. */
function described(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") return String(value);
  if (typeof value === "object") return "a map";
  return `a ${typeof value}`;
}

/** What to write instead, for the slips that YAML and JSON invite. */
function instead(shape: Shape, value: unknown): string {
  const text = shape.kind === "string" || shape.kind === "enum";
  if (typeof value === "number" && text) return "; write it in quotes";
  if (typeof value !== "string") return "";
  if (shape.kind === "list") return "; write it as a list, also of one";
  const bare = shape.kind === "number" ? /^[+-]?[\d.]+$/ : /^(true|false)$/;
  return !text && bare.test(value.slice(0, 32)) ? "; write it without quotes" : "";
}

interface Checked {
  /** The value without what is wrong in it; undefined when nothing is left. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

const error = (rule: string, path: string, reason: string): Problem => ({
  severity: "error",
  rule,
  path,
  reason,
});

const refused = (rule: string, path: string, reason: string): Checked => ({
  value: undefined,
  problems: [error(rule, path, reason)],
});

const wrongType = (shape: Shape, value: unknown, path: string) =>
  refused(
    RULES.type,
    path,
    `${described(value)} where ${MEANT[shape.kind]} is meant${instead(shape, value)}`,
  );

const checkers: {
  readonly [K in Shape["kind"]]: (
    shape: Extract<Shape, { kind: K }> | Shape,
    value: unknown,
    path: string,
  ) => Checked;
} = {
  string: (shape, value, path) =>
    typeof value === "string" ? { value, problems: [] } : wrongType(shape, value, path),
  boolean: (shape, value, path) =>
    typeof value === "boolean" ? { value, problems: [] } : wrongType(shape, value, path),
  number: (shape, value, path) =>
    typeof value === "number" && Number.isFinite(value)
      ? { value: value + 0, problems: [] }
      : wrongType(shape, value, path),
  enum: checkEnum,
  list: checkList,
  map: checkMap,
  object: checkObject,
};

function checkEnum(shape: Shape, value: unknown, path: string): Checked {
  if (shape.kind !== "enum" || typeof value !== "string") return wrongType(shape, value, path);
  if (shape.values.includes(value)) return { value, problems: [] };
  const reason = `${shown(value)} is not one of ${shape.values.join(", ")}`;
  return refused(RULES.type, path, `${reason}${didYouMean(value, shape.values)}`);
}

/** More entries than any list or map of ours can mean; they would only make a check slow. */
const MOST_ENTRIES = 1000;

const tooMany = (path: string, count: number) =>
  refused(
    RULES.type,
    path,
    `${String(count)} entries, where ${String(MOST_ENTRIES)} are the most; check what was written`,
  );

function checkList(shape: Shape, value: unknown, path: string): Checked {
  if (shape.kind !== "list" || !Array.isArray(value)) return wrongType(shape, value, path);
  if (value.length > MOST_ENTRIES) return tooMany(path, value.length);
  const items = Array.from(value, (item: unknown, index) =>
    item === undefined
      ? refused(RULES.type, `${path}[${String(index)}]`, "missing; leave the entry out")
      : checkShape(shape.of, item, `${path}[${String(index)}]`),
  );
  const right = items.map((item) => item.value).filter((item) => item !== undefined);
  return {
    // A list of which nothing is left is unknown, not empty.
    value: right.length === 0 && items.length > 0 ? undefined : right,
    problems: items.flatMap((item) => item.problems),
  };
}

function collected(entries: readonly (readonly [string, Checked])[]) {
  return {
    value: Object.fromEntries(
      entries.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]])),
    ),
    problems: entries.flatMap(([, { problems }]) => problems),
  };
}

function checkMap(shape: Shape, value: unknown, path: string): Checked {
  if (shape.kind !== "map" || !isRecord(value)) return wrongType(shape, value, path);
  const keys = Object.keys(value).sort(byName);
  if (keys.length > MOST_ENTRIES) return tooMany(path, keys.length);
  return collected(
    keys.map((key) => [key, checkShape(shape.of, value[key], pathTo(path, key))] as const),
  );
}

function checkObject(shape: Shape, value: unknown, path: string): Checked {
  if (shape.kind !== "object" || !isRecord(value)) return wrongType(shape, value, path);
  const { fields } = shape;
  const known = Object.keys(fields);
  const keys = Object.keys(value);
  const others = keys.filter((key) => !Object.hasOwn(fields, key)).sort(byName);
  if (others.length > MOST_ENTRIES) return tooMany(path, keys.length);
  const checked = collected([
    ...known.flatMap((key) => {
      const field = fields[key];
      return field === undefined || !Object.hasOwn(value, key)
        ? []
        : [[key, checkShape(field, value[key], pathTo(path, key))] as const];
    }),
    ...others.map((key) => [key, unknownField(path, key, known)] as const),
  ]);
  const required = REQUIRED.get(shape) ?? [];
  const missing = required
    .filter((key) => !Object.hasOwn(value, key) || value[key] === undefined)
    .map((key) => error(RULES.missing, pathTo(path, key), "missing, and has no default; give it"));
  return {
    // Without what it needs, or with that of the wrong type, it means nothing.
    value: required.every((key) => Object.hasOwn(checked.value, key)) ? checked.value : undefined,
    problems: [...checked.problems, ...missing],
  };
}

function unknownField(path: string, key: string, known: readonly string[]): Checked {
  const unknown = `not an argument${path === "" ? " of RedisCache" : ""}`;
  return refused(RULES.unknown, pathTo(path, key), `${unknown}${didYouMean(key, known)}`);
}

/** Holds a value against a shape: what is right in it, and what is wrong. An undefined value is one that was not given. */
export function checkShape(shape: Shape, value: unknown, path: string): Checked {
  if (value === undefined) return { value: undefined, problems: [] };
  try {
    if (!isDeferred(value)) return checkers[shape.kind](shape, value, path);
    if (shape.later === true) return { value, problems: [] };
    return refused(
      RULES.type,
      path,
      "known only during the deployment, but has to be known at preview; give a plain value",
    );
  } catch {
    // A getter or proxy that throws.
    return refused(RULES.type, path, "cannot be read; give plain data");
  }
}

/** Holds the arguments against their shapes; what is wrong is left out of the result, so that everything else can still be checked. */
export function checkArguments(given: unknown): {
  readonly args: args.RedisCacheArgs;
  readonly problems: readonly Problem[];
} {
  const shape: Shape = { kind: "object", fields: argumentShapes };
  const { value, problems } = checkShape(shape, given ?? {}, "");
  // The shapes are held to RedisCacheArgs by the type Fields above, field by field.
  return { args: value ?? {}, problems };
}
