import { isAtLeast } from "../../catalog/engines";
import { shown } from "../../checking/format";
import type { LogSpec } from "../../monitoring/spec";
import type { CacheSpec } from "../spec";
import { parseArn } from "../../formats/arn";
import type { Finding, Rule } from "./rule";
import { error, valueError, warning, when } from "./rule";

/** Oldest Redis with each log (user guide, "Log delivery"); Valkey has both. */
const MINIMUM = { slowLog: "6.0", engineLog: "6.2" } as const;
const NAMES = { slowLog: "the slow log", engineLog: "the engine log" } as const;

/** Days that CloudWatch Logs keeps entries for (PutRetentionPolicy), and 0 for ever (AWS provider). */
const RETENTIONS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];

const onEach =
  (find: (log: LogSpec, spec: CacheSpec) => readonly Finding[]) =>
  (spec: CacheSpec): readonly Finding[] =>
    spec.logs.flatMap((log) => find(log, spec));

const version = onEach(({ key }, { engine, engineVersion }) =>
  when(
    engine === "redis" && !isAtLeast(engineVersion, MINIMUM[key]),
    `logs.${key}`,
    `${NAMES[key]} needs Redis ${MINIMUM[key]} or later, and engineVersion is ${shown(engineVersion)}; raise it, or leave the log out`,
  ),
);

const firehose = onEach(({ key, destinationType, destination }) =>
  when(
    destinationType === "kinesis-firehose" && destination === undefined,
    `logs.${key}.destination`,
    "missing, and kinesis-firehose needs it; give the name of an existing delivery stream",
  ),
);

const nearestRetention = (days: number) =>
  RETENTIONS.slice(1).reduce((best, allowed) =>
    Math.abs(allowed - days) < Math.abs(best - days) ? allowed : best,
  );

const retention = onEach(({ key, retentionInDays: days }) =>
  when(
    !RETENTIONS.includes(days),
    `logs.${key}.retentionInDays`,
    `${String(days)} is no number of days that CloudWatch Logs keeps entries for; write for example ${String(nearestRetention(days))}`,
  ),
);

/** Which log a path is of, when that log is delivered. */
const logAt = (spec: CacheSpec, path: string) =>
  spec.logs.find(({ key }) => path.startsWith(`logs.${key}.`));

function destination(name: string, path: string, spec: CacheSpec): string | undefined {
  const log = logAt(spec, path);
  if (!log) return undefined;
  const [kind, form] =
    log.destinationType === "kinesis-firehose"
      ? (["a delivery stream", /^[A-Za-z0-9_.-]{1,64}$/] as const)
      : (["a log group", /^[A-Za-z0-9_./#-]{1,512}$/] as const);
  if (form.test(name)) return undefined;
  const arn = name.startsWith("arn:") ? " (the name, not the ARN)" : "";
  return `${shown(name)} is no name of ${kind}${arn}; write for example ${kind === "a log group" ? "/aws/elasticache/my-cache" : "my-stream"}`;
}

function key(value: string, path: string, spec: CacheSpec): string | undefined {
  if (!logAt(spec, path) || parseArn(value)?.service === "kms") return undefined;
  return `${shown(value)} is no ARN of a KMS key; write arn:aws:kms:<region>:<account>:key/<key id>`;
}

const deferred = onEach(({ key: log }, { maintenance }) =>
  when(
    !maintenance.applyImmediately,
    `logs.${log}`,
    "changes of logs need applyImmediately true: with false, AWS leaves them until the maintenance window",
  ),
);

const OF = ["logs.slowLog", "logs.engineLog"];

export const logs: readonly Rule[] = [
  error(
    "log-version",
    'The slow log needs Redis 6.0, the engine log 6.2 ("slow-log log delivery is not available for this redis engine version").',
    version,
  ),
  error(
    "log-firehose-destination",
    'A log to Firehose names its delivery stream (user guide, "Log delivery").',
    firehose,
  ),
  error(
    "log-retention",
    "A log group keeps entries for a number of days that CloudWatch Logs knows (PutRetentionPolicy).",
    retention,
  ),
  valueError(
    "log-destination",
    OF.map((log) => `${log}.destination`),
    'A log\'s destination is the name of a log group or a delivery stream (user guide, "Log delivery").',
    destination,
  ),
  valueError(
    "log-kms-key",
    OF.map((log) => `${log}.kmsKeyId`),
    "A log group's KMS key is given by its ARN (AWS provider, kms_key_id).",
    key,
  ),
  warning(
    "log-apply-immediately",
    'Changes of logs are made at once only with applyImmediately (user guide, "Log delivery").',
    deferred,
  ),
];
