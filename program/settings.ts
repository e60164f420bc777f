import type * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../components/checking/input";
import { shown } from "../components/checking/format";
import { ConfigurationError, type Problem } from "../components/checking/problem";
import { checkShape } from "../components/checking/shape";
import { argumentShapes } from "../components/redis-cache/argument-shapes";
import type { RedisCacheArgs } from "../components/redis-cache/args";
import { type Inspection, inspect, subjectOf } from "../components/redis-cache/inspect";
import { completeArgs } from "./complete-args";
import { LATE, type RawConfig, baseOf, error, programKeys, readConfig } from "./configuration";
import type { NetworkOutputs, NetworkSource } from "./network-source";
import { recipientsOf } from "./recipients";

type Values = Readonly<Record<string, unknown>>;

/** The program's configuration, read and checked. */
export interface Settings {
  /** Name of the component. */
  readonly name: string;
  readonly network: NetworkSource;
  /** The configured arguments of the cache, without what the network provides. */
  readonly args: RedisCacheArgs;
  /** Whether Pulumi refuses to delete or replace the cache. */
  readonly protect: boolean;
  /** Addresses that the program's own alarm topic writes to. */
  readonly alarmEmails: readonly string[];
  /** Warnings of the program. The component gives its own. */
  readonly warnings: readonly Problem[];
}

/** What the program knows besides the configuration. */
export interface SettingsContext {
  /** Name of the project in Pulumi.yaml, which is the namespace of the configuration. */
  readonly project: string;
  readonly stack: string;
  /** Whether Pulumi keeps the value of a full key as a secret; undefined in a check without Pulumi. */
  readonly isSecret?: (key: string) => boolean;
}

/** Names that Pulumi allows for projects and stacks. */
const NAME = /^[A-Za-z0-9_.-]+$/;

/** The component's name: the key `name`, or the names of project and stack. */
function nameOf({ name }: Values, { project, stack }: SettingsContext): string {
  return typeof name === "string" && NAME.test(name) ? name : `${baseOf(project)}-${stack}`;
}

function nameProblems({ name }: Values): Problem[] {
  if (typeof name !== "string" || NAME.test(name)) return [];
  const reason = `${shown(name)} is not a name; write letters, digits and hyphens, such as cache-prod`;
  return [error("configuration-name", "name", reason)];
}

const CHOICES = "networkStack, createNetwork: true, or vpcId, subnetIds and securityGroupIds";

/** Arguments that name a network by ids. */
const NETWORK_IDS = ["vpcId", "subnetIds", "subnetGroupName", "securityGroupIds"];

function networkProblems(values: Values): Problem[] {
  const ids = NETWORK_IDS.filter((key) => values[key] !== undefined);
  const sources = [
    ...(values["networkStack"] === undefined ? [] : ["networkStack"]),
    ...(values["createNetwork"] === true ? ["createNetwork"] : []),
    ...(ids.length === 0 ? [] : [ids.join(", ")]),
  ];
  const [path = "networkStack", ...others] = sources;
  if (sources.length === 1) return [];
  const problem =
    sources.length === 0 ? "no network is set" : `set together with ${others.join(" and ")}`;
  return [error("network-source", path, `${problem}; set one of ${CHOICES}`)];
}

/** `<project>/<stack>`, or with the organization in front; the parts as Pulumi allows them. */
const STACK_NAME = /^([A-Za-z0-9_.-]+\/){1,2}[A-Za-z0-9_.-]+$/;

function networkStackProblems({ networkStack, useNetworkKmsKey, kmsKeyId }: Values): Problem[] {
  const problems: Problem[] = [];
  if (typeof networkStack === "string" && !STACK_NAME.test(networkStack)) {
    const reason = "not the name of a stack; write <project>/<stack>, such as my-network/prod";
    problems.push(error("network-stack-name", "networkStack", reason));
  }
  if (useNetworkKmsKey === true && networkStack === undefined) {
    const reason = "no networkStack is set, so there is no key to use; set kmsKeyId instead";
    problems.push(error("network-kms-key", "useNetworkKmsKey", reason));
  }
  if (useNetworkKmsKey === true && kmsKeyId !== undefined) {
    const reason = "set together with kmsKeyId; set one of the two";
    problems.push(error("network-kms-key", "useNetworkKmsKey", reason));
  }
  return problems;
}

function tokenProblems({ auth, authToken }: Values): Problem[] {
  if (authToken === undefined || !isRecord(auth) || auth["token"] === undefined) return [];
  const reason = "set together with auth.token; set authToken only, as a secret";
  return [error("auth-token-twice", "authToken", reason)];
}

function recipientProblems(settings: Settings): Problem[] {
  if (!settings.protect || !recipientsOf(settings).nobody) return [];
  const reason =
    "the alarms of a protected stack notify nobody; " +
    "set alarmEmails, alarms.actionArns, or a networkStack with an alarmTopicArn";
  return [error("alarms-notify-nobody", "alarms.actionArns", reason)];
}

/** SNS refuses another endpoint of the protocol email, but only after the cache exists (Subscribe). */
const EMAIL = /^[^\s@]+@[^\s@]+$/;

function emailProblems({ alarmEmails }: Values): Problem[] {
  return (Array.isArray(alarmEmails) ? alarmEmails : []).flatMap((email: unknown, index) => {
    if (typeof email !== "string" || email === "" || EMAIL.test(email)) return [];
    const reason = `${shown(email)} is not an e-mail address; use for example oncall@example.com`;
    return [error("alarm-email", `alarmEmails[${String(index)}]`, reason)];
  });
}

/** Configuration keys that hold a token, which stays a secret in the program and in the state. */
const TOKEN_KEYS = ["authToken", "auth"];

const hasToken = (key: string, value: unknown) =>
  key === "auth" ? isRecord(value) && value["token"] !== undefined : value !== undefined;

/** Keys whose value is a secret, although the program keeps only a token secret. */
const secretKeys = (values: Values, { project, isSecret }: SettingsContext): string[] =>
  Object.entries(values)
    .filter(([key]) => isSecret?.(`${project}:${key}`) === true)
    .filter(([key, value]) => !TOKEN_KEYS.includes(key) || !hasToken(key, value))
    .map(([key]) => key);

const secretProblem = (key: string) =>
  error(
    "configuration-secret",
    key,
    "encrypted, but its value would be in clear text in the state; set it without --secret",
  );

const plainTokenWarnings = (values: Values, { project, isSecret }: SettingsContext): Problem[] =>
  TOKEN_KEYS.filter((key) => hasToken(key, values[key]))
    .filter((key) => isSecret?.(`${project}:${key}`) === false)
    .map((key) => ({
      severity: "warning",
      rule: "auth-token-plain",
      path: key === "auth" ? "auth.token" : key,
      reason:
        "in clear text in the stack file and in the history of updates; use pulumi config set --secret authToken",
    }));

/** Types of the program's own keys; those of the arguments are checked with the cache. */
const shapeProblems = (values: Values): Problem[] =>
  Object.entries(programKeys).flatMap(([key, { shape }]) => [
    ...checkShape(shape, values[key], key).problems,
  ]);

/** The arguments of the cache in the configuration. */
function argumentsOf(values: Values): Record<string, unknown> {
  const own = Object.entries(values).filter(([key]) => Object.hasOwn(argumentShapes, key));
  const { auth = {}, authToken } = values;
  // An auth of the wrong type stays as it is, and the checks refuse it.
  const withToken = authToken !== undefined && isRecord(auth);
  return {
    ...Object.fromEntries(own),
    ...(withToken ? { auth: { ...auth, token: authToken } } : {}),
  };
}

function sourceOf({ networkStack, useNetworkKmsKey, createNetwork }: Values): NetworkSource {
  if (typeof networkStack === "string") {
    return { kind: "stack", stack: networkStack, useKmsKey: useNetworkKmsKey === true };
  }
  return { kind: createNetwork === true ? "create" : "ids" };
}

function settingsOf(values: Values, context: SettingsContext): Settings {
  const emails = values["alarmEmails"];
  return {
    name: nameOf(values, context),
    network: sourceOf(values),
    // The checks find wrong types among them, and nothing is built from settings with errors.
    args: argumentsOf(values),
    protect: values["protect"] === true,
    alarmEmails: Array.isArray(emails)
      ? emails.filter((email): email is string => typeof email === "string")
      : [],
    warnings: plainTokenWarnings(values, context),
  };
}

const late = <T>() => LATE as unknown as pulumi.Output<T>;

/** Outputs of a network as a check without a deployment sees them. */
const LATE_OUTPUTS: NetworkOutputs = { id: late, ids: late, arn: late, optionalArn: late };

/** The checks would repeat any other text. */
const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;

/** Checks the cache with the arguments that the program will give it. */
function inspectCache(settings: Settings, config: RawConfig): Inspection {
  const { name, args, protect } = settings;
  const given: Values = { ...args };
  // Ids together with another network are one error; what they would mean together is not checked.
  const byIds = NETWORK_IDS.some((key) => given[key] !== undefined);
  const checked: Settings = byIds ? { ...settings, network: { kind: "ids" } } : settings;
  const region = config["aws:region"];
  return inspect(name, completeArgs(checked, LATE_OUTPUTS, late), {
    region: typeof region === "string" && REGION.test(region) ? region : undefined,
    protect,
  });
}

/** A stack's configuration, the cache that it describes, and everything that is wrong with it. */
export interface SettingsInspection extends Inspection {
  readonly settings: Settings;
}

/** Reads and checks a stack's configuration without an engine, credentials or a network. Never throws. */
export function inspectSettings(config: RawConfig, context: SettingsContext): SettingsInspection {
  const { values, problems } = readConfig(config, context.project);
  const secret = secretKeys(values, context);
  // No message repeats a secret value.
  const plain = Object.fromEntries(Object.entries(values).filter(([key]) => !secret.includes(key)));
  const settings = settingsOf(plain, context);
  const inspection = inspectCache(settings, config);
  const errors = [
    ...problems,
    ...secret.map(secretProblem),
    ...nameProblems(plain),
    ...networkProblems(values),
    ...networkStackProblems(plain),
    ...tokenProblems(plain),
    ...recipientProblems(settings),
    ...emailProblems(plain),
    ...shapeProblems(plain),
    ...inspection.errors,
  ];
  // An error about the token names the key under which it was set.
  const byKey = (problem: Problem) =>
    problem.path === "auth.token" && plain["authToken"] !== undefined
      ? { ...problem, path: "authToken" }
      : problem;
  return {
    ...inspection,
    settings,
    errors: errors.map(byKey),
    warnings: [...settings.warnings, ...inspection.warnings],
  };
}

/**
 * Reads a stack's configuration.
 * @throws ConfigurationError with everything that is wrong with it and with the cache that it describes.
 */
export function readSettings(config: RawConfig, context: SettingsContext): Settings {
  const { settings, errors } = inspectSettings(config, context);
  if (errors.length > 0) throw new ConfigurationError(subjectOf(settings), errors);
  return settings;
}
