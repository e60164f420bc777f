import type { RedisCacheArgs } from "../components/redis-cache/args";
import { type Inspection, inspect } from "../components/redis-cache/inspect";
import { isLate, isRecord } from "../components/checking/input";
import { didYouMean } from "../components/checking/spelling";
import { ConfigurationError, type Problem } from "../components/checking/problem";
import { argumentShapes } from "../components/redis-cache/argument-shapes";
import { type Shape, checkShape } from "../components/checking/shape";
import { pathTo, shown, sortedEntries } from "../components/checking/format";

/** Namespace of the program's configuration: the name of the project in Pulumi.yaml. */
export const NAMESPACE = "koneksi-redis";

/** Where the cache's network comes from. */
export type NetworkSource =
  | {
      /** An existing stack, by its full name or as `<project>/<stack>`. */
      readonly kind: "stack";
      readonly stack: string;
      /** Whether the stack's `kmsKeyArn` encrypts the cache. */
      readonly useKmsKey: boolean;
    }
  /** A VPC made for a trial. */
  | { readonly kind: "create" }
  /** The ids among the arguments. */
  | { readonly kind: "ids" };

/** The program's configuration, read and checked. */
export interface Settings {
  /** Name of the component. */
  readonly name: string;
  readonly network: NetworkSource;
  /** Arguments of the cache, without what the network gives. */
  readonly args: RedisCacheArgs;
  /** Whether Pulumi refuses to delete or replace the cache. */
  readonly protect: boolean;
  /** Addresses that the program's own alarm topic writes to. */
  readonly alarmEmails: readonly string[];
  /** What the program itself warns of; the component's own warnings come with the component. */
  readonly warnings: readonly Problem[];
}

/** A configuration key that is not an argument of RedisCache. */
interface ProgramKey {
  readonly shape: Shape;
  readonly description: string;
}

/** Keys that the program adds to the arguments of RedisCache. */
export const programKeys = {
  networkStack: {
    shape: { kind: "string" },
    description:
      "Stack whose outputs `vpcId`, `dataPrivateSubnetIds` and `dataPrivateSecurityGroupId` are the network, and whose " +
      "`alarmTopicArn`, where it has one, is notified by the alarms: `<project>/<stack>`, or a full name with the organization. " +
      "Excludes `createNetwork`, `vpcId`, `subnetIds`, `subnetGroupName` and `securityGroupIds`.",
  },
  useNetworkKmsKey: {
    shape: { kind: "boolean" },
    description:
      "Whether the network stack's output `kmsKeyArn` encrypts the cache at rest. Said in so many words, because a key that " +
      "appears among a stack's outputs later would otherwise replace the cache. Defaults to false.",
  },
  createNetwork: {
    shape: { kind: "boolean" },
    description:
      "Whether the program makes a VPC with isolated data subnets of its own, for a trial. Defaults to false.",
  },
  protect: {
    shape: { kind: "boolean" },
    description:
      "Whether Pulumi refuses to delete or replace the cache (what ordinary changes replace, such as alarms and parameter groups, stays " +
      "changeable), and whether alarms without anybody to notify are an error. Defaults to false.",
  },
  alarmEmails: {
    shape: { kind: "list", of: { kind: "string" } },
    description:
      "E-mail addresses that are notified by the alarms, through an encrypted SNS topic that the program makes. Defaults to none.",
  },
  authToken: {
    shape: { kind: "string", late: true },
    description:
      "An own AUTH token, the argument `auth.token`, as a key of its own so that it can be encrypted: " +
      "`pulumi config set --secret authToken …`. Defaults to a generated token.",
  },
} as const satisfies Record<string, ProgramKey>;

/** Every key of the namespace and its shape. */
const shapes: ReadonlyMap<string, Shape> = new Map([
  ...Object.entries(argumentShapes),
  ...Object.entries(programKeys).map(([key, { shape }]) => [key, shape] as const),
]);

/** Arguments that name a network by ids. */
const NETWORK_IDS = ["vpcId", "subnetIds", "subnetGroupName", "securityGroupIds"] as const;

/**
 * The configuration of a stack as Pulumi hands it out: full keys, and every value as text, structured ones as JSON. What is read from a
 * file without Pulumi may be structured as it stands there, with UNKNOWN for what is encrypted in it.
 */
export type RawConfig = Readonly<Record<string, unknown>>;

/**
 * Stands for a value that is known only during the deployment: one that the network gives, or one that is encrypted in a stack file.
 * A promise that never ends, which no configuration can hold.
 */
export const UNKNOWN: Promise<never> = new Promise(() => undefined);

/** What the program does not read from its own namespace. */
export interface SettingsContext {
  readonly stack: string;
  /** Whether Pulumi keeps the value of a full key as a secret; undefined where there is no Pulumi to ask. */
  readonly isSecret?: (key: string) => boolean;
}

const error = (rule: string, path: string, reason: string): Problem => ({
  severity: "error",
  rule,
  path,
  reason,
});

/** Text that means a number, as YAML and `pulumi config set` hand it on; `""` and `0x10` are no numbers. */
const NUMERIC = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads text, or what JSON made of it, as what is meant; what cannot be read stays as it is and is refused by the checks. */
function coerce(shape: Shape, value: unknown): unknown {
  if (value === "" || value === null) return undefined;
  if (isLate(value)) return value;
  switch (shape.kind) {
    case "string":
    case "enum":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    case "number":
      return typeof value === "string" && NUMERIC.test(value.trim()) ? Number(value) : value;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    case "list":
      return Array.isArray(value) ? value.map((item) => coerce(shape.of, item)) : value;
    case "map":
      return isRecord(value) ? coerceEntries(value, () => shape.of) : value;
    case "object":
      return isRecord(value) ? coerceEntries(value, (key) => fieldOf(shape.fields, key)) : value;
  }
}

const fieldOf = (fields: Readonly<Record<string, Shape>>, key: string) =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

const coerceEntries = (
  value: Readonly<Record<string, unknown>>,
  shapeOf: (key: string) => Shape | undefined,
) =>
  Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const shape = shapeOf(key);
      return [key, shape === undefined ? item : coerce(shape, item)];
    }),
  );

/** Structured configuration arrives as JSON text. */
function parse(shape: Shape, text: unknown): unknown {
  if (typeof text !== "string") return text;
  if (shape.kind !== "list" && shape.kind !== "map" && shape.kind !== "object") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface Read {
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** Reads the keys of the namespace; an unknown one is an error, so that a typo never becomes a silent default. */
function readKeys(config: RawConfig): Read {
  const problems: Problem[] = [];
  const values = sortedEntries(config).flatMap(([full, text]) => {
    if (!full.startsWith(`${NAMESPACE}:`)) return [];
    const key = full.slice(NAMESPACE.length + 1);
    const shape = shapes.get(key);
    if (shape === undefined) {
      const reason = `not a configuration key of ${NAMESPACE}${didYouMean(key, shapes.keys())}`;
      problems.push(error("configuration-key", pathTo("", key), reason));
      return [];
    }
    const value = coerce(shape, parse(shape, text));
    // A plain value that is encrypted in a file is as good as not given: it is checked when the program runs.
    const unseen = shape.late !== true && isLate(value);
    return value === undefined || unseen ? [] : [[key, value] as const];
  });
  return { values: Object.fromEntries(values), problems };
}

const CHOICES = "networkStack, createNetwork: true, or vpcId, subnetIds and securityGroupIds";

function networkProblems(values: Readonly<Record<string, unknown>>): Problem[] {
  const ids = NETWORK_IDS.filter((key) => values[key] !== undefined);
  const sources = [
    ...(values["networkStack"] === undefined ? [] : ["networkStack"]),
    ...(values["createNetwork"] === true ? ["createNetwork"] : []),
    ...(ids.length === 0 ? [] : [ids.join(", ")]),
  ];
  const path = sources[0] ?? "networkStack";
  if (sources.length === 0) {
    return [error("network-source", path, `no network is given; write one of ${CHOICES}`)];
  }
  if (sources.length > 1) {
    const reason = `given together with ${sources.slice(1).join(" and ")}; write one of ${CHOICES}`;
    return [error("network-source", path, reason)];
  }
  return [];
}

/** `<project>/<stack>`, or with the organization in front; the parts as Pulumi allows them. */
const STACK_NAME = /^([A-Za-z0-9_.-]+\/){1,2}[A-Za-z0-9_.-]+$/;

function programProblems(values: Readonly<Record<string, unknown>>): Problem[] {
  const problems: Problem[] = networkProblems(values);
  const stack = values["networkStack"];
  if (typeof stack === "string" && !STACK_NAME.test(stack)) {
    const reason = "not the name of a stack; write <project>/<stack>, such as koneksi-network/prod";
    problems.push(error("network-stack-name", "networkStack", reason));
  }
  if (values["useNetworkKmsKey"] === true && stack === undefined) {
    const reason = "there is no network stack to take a key from; give kmsKeyId instead";
    problems.push(error("network-kms-key", "useNetworkKmsKey", reason));
  }
  if (values["useNetworkKmsKey"] === true && values["kmsKeyId"] !== undefined) {
    const reason = "given together with kmsKeyId; write one of the two";
    problems.push(error("network-kms-key", "useNetworkKmsKey", reason));
  }
  const auth = values["auth"];
  if (values["authToken"] !== undefined && isRecord(auth) && auth["token"] !== undefined) {
    const reason = "given together with auth.token; write authToken alone, as a secret";
    problems.push(error("auth-token-twice", "authToken", reason));
  }
  if (values["protect"] === true && !notifies(values)) {
    const reason =
      "a protected stack whose alarms notify nobody; write alarmEmails, alarms.actionArns, or a networkStack with an alarmTopicArn";
    problems.push(error("alarms-notify-nobody", "alarms.actionArns", reason));
  }
  return [...problems, ...emailProblems(values), ...shapeProblems(values)];
}

/** SNS refuses an endpoint of the protocol email that is no address, after the cache was made (Subscribe). */
const EMAIL = /^[^\s@]+@[^\s@]+$/;

function emailProblems({ alarmEmails }: Readonly<Record<string, unknown>>): Problem[] {
  return (Array.isArray(alarmEmails) ? alarmEmails : []).flatMap((email: unknown, index) =>
    typeof email !== "string" || email === "" || EMAIL.test(email)
      ? []
      : [
          error(
            "alarm-email",
            `alarmEmails[${String(index)}]`,
            `${shown(email)} is no e-mail address; write for example oncall@example.com`,
          ),
        ],
  );
}

/** Whether somebody may be told of an alarm; whether a network stack really has a topic is seen in its outputs. */
function notifies(values: Readonly<Record<string, unknown>>): boolean {
  const alarms = isRecord(values["alarms"]) ? values["alarms"] : {};
  const filled = (list: unknown) => isLate(list) || (Array.isArray(list) && list.length > 0);
  return (
    alarms["enabled"] === false ||
    filled(values["alarmEmails"]) ||
    (alarms["actionArns"] === undefined
      ? values["networkStack"] !== undefined
      : filled(alarms["actionArns"]))
  );
}

/** Configuration keys that hold a token, which stays a secret in the program and in the state. */
const TOKEN_KEYS = ["authToken", "auth"];

const hasToken = (key: string, value: unknown) =>
  key === "auth" ? isRecord(value) && value["token"] !== undefined : value !== undefined;

/** Every other value is read as plain, so a secret among them would be in clear text in the state. */
const secretProblems = (
  values: Readonly<Record<string, unknown>>,
  { isSecret }: SettingsContext,
): Problem[] =>
  Object.entries(values)
    .filter(([key]) => isSecret?.(`${NAMESPACE}:${key}`) === true)
    .filter(([key, value]) => !TOKEN_KEYS.includes(key) || !hasToken(key, value))
    .map(([key]) =>
      error(
        "configuration-secret",
        key,
        "a secret, but its value would be in clear text in the state; set it without --secret",
      ),
    );

const plainTokenWarnings = (
  values: Readonly<Record<string, unknown>>,
  { isSecret }: SettingsContext,
): Problem[] =>
  TOKEN_KEYS.filter((key) => hasToken(key, values[key]))
    .filter((key) => isSecret?.(`${NAMESPACE}:${key}`) === false)
    .map((key) => ({
      severity: "warning",
      rule: "auth-token-plain",
      path: key === "auth" ? "auth.token" : key,
      reason:
        "in clear text in the stack file and in the history of updates; use pulumi config set --secret authToken",
    }));

/** The program's own keys; those of the cache are checked with the cache. */
const shapeProblems = (values: Readonly<Record<string, unknown>>): Problem[] =>
  Object.entries(programKeys).flatMap(([key, { shape }]) => [
    ...checkShape(shape, values[key], key).problems,
  ]);

/** The arguments of the cache among the configuration. */
function argumentsOf(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const own = Object.entries(values).filter(([key]) => Object.hasOwn(argumentShapes, key));
  const { auth = {}, authToken } = values;
  // An auth of a wrong type stays as it is, and is refused.
  const withToken = authToken !== undefined && isRecord(auth);
  return {
    ...Object.fromEntries(own),
    ...(withToken ? { auth: { ...auth, token: authToken } } : {}),
  };
}

function sourceOf(values: Readonly<Record<string, unknown>>): NetworkSource {
  const stack = values["networkStack"];
  if (typeof stack === "string") {
    return { kind: "stack", stack, useKmsKey: values["useNetworkKmsKey"] === true };
  }
  return { kind: values["createNetwork"] === true ? "create" : "ids" };
}

/** The arguments of the cache as the program will complete them, as far as the checks are concerned. */
function completed({ network, alarmEmails, args }: Settings): Record<string, unknown> {
  const hasTopic = network.kind === "stack" || alarmEmails.length > 0;
  // Ids beside another network are refused as such, and not for what they would mean together.
  const byIds = network.kind === "ids" || NETWORK_IDS.some((key) => args[key] !== undefined);
  return {
    ...(byIds ? {} : { vpcId: UNKNOWN, subnetIds: UNKNOWN, securityGroupIds: UNKNOWN }),
    ...(network.kind === "stack" && network.useKmsKey ? { kmsKeyId: UNKNOWN } : {}),
    ...args,
    ...(hasTopic && (args.alarms === undefined || isRecord(args.alarms))
      ? { alarms: { actionArns: UNKNOWN, ...args.alarms } }
      : {}),
  };
}

/** The token has a key of its own, and what is wrong with it is said of that key. */
const byKey = (config: RawConfig) => (problem: Problem) =>
  problem.path === "auth.token" && config[`${NAMESPACE}:authToken`] !== undefined
    ? { ...problem, path: "authToken" }
    : problem;

/** A stack's configuration, what it makes, and everything that is wrong with it. */
export interface SettingsInspection extends Inspection {
  readonly settings: Settings;
}

/** Reads and checks a stack's configuration without an engine, credentials or a network. Never throws. */
export function inspectSettings(config: RawConfig, context: SettingsContext): SettingsInspection {
  const { values, problems } = readKeys(config);
  const emails: unknown = values["alarmEmails"];
  const settings: Settings = {
    name: `koneksi-${context.stack}`,
    network: sourceOf(values),
    // Wrong types among them are found by the checks below, and nothing is built from settings with errors.
    args: argumentsOf(values),
    protect: values["protect"] === true,
    alarmEmails: Array.isArray(emails)
      ? emails.filter((email): email is string => typeof email === "string")
      : [],
    warnings: plainTokenWarnings(values, context),
  };
  const region = config["aws:region"];
  const inspection = inspect(settings.name, completed(settings), {
    region: typeof region === "string" ? region : undefined,
    protect: settings.protect,
  });
  return {
    ...inspection,
    settings,
    errors: [
      ...problems,
      ...secretProblems(values, context),
      ...programProblems(values),
      ...inspection.errors,
    ].map(byKey(config)),
    warnings: [...settings.warnings, ...inspection.warnings],
  };
}

/**
 * Reads a stack's configuration.
 * @throws ConfigurationError with everything that is wrong with it and with the cache that it describes.
 */
export function readSettings(config: RawConfig, context: SettingsContext): Settings {
  const { settings, errors } = inspectSettings(config, context);
  if (errors.length > 0) throw new ConfigurationError(`RedisCache "${settings.name}"`, errors);
  return settings;
}
