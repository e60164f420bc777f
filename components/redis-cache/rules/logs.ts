import { LOG_RETENTION_DAYS } from "../../catalog/limits";
import { shown } from "../../checking/format";
import type { LogSpec } from "../../monitoring/spec";
import { parseArn } from "../../formats/arn";
import { isAtLeast } from "../../formats/version";
import type { CacheSpec } from "../spec";
import type { Finding, Rule } from "./rule";
import { error, valueError, when } from "./rule";

/** Oldest Redis OSS version with each log (user guide, "Log delivery"); Valkey has both. */
const MINIMUM = { slowLog: "6.0", engineLog: "6.2" } as const;
const NAMES = { slowLog: "the slow log", engineLog: "the engine log" } as const;

const onEach =
  (find: (log: LogSpec, spec: CacheSpec) => readonly Finding[]) =>
  (spec: CacheSpec): readonly Finding[] =>
    spec.logs.flatMap((log) => find(log, spec));

const minimumVersion = error(
  "log-version",
  'The slow log requires Redis OSS 6.0, the engine log 6.2 ("slow-log log delivery is not available for this redis engine version").',
  onEach(({ key }, { engine, engineVersion, version }) =>
    when(
      engine === "redis" && !isAtLeast(version, MINIMUM[key]),
      `logs.${key}`,
      `${NAMES[key]} requires Redis OSS ${MINIMUM[key]} or later, but engineVersion is ${shown(engineVersion)}; raise engineVersion, or remove the log`,
    ),
  ),
);

const firehose = error(
  "log-firehose-destination",
  'A log to Firehose names its delivery stream (user guide, "Log delivery").',
  onEach(({ key, destinationType, destination }) =>
    when(
      destinationType === "kinesis-firehose" && destination === undefined,
      `logs.${key}.destination`,
      "required with kinesis-firehose; give the name of an existing delivery stream",
    ),
  ),
);

const nearestRetention = (days: number) =>
  LOG_RETENTION_DAYS.slice(1).reduce((best, allowed) =>
    Math.abs(allowed - days) < Math.abs(best - days) ? allowed : best,
  );

const retention = error(
  "log-retention",
  "CloudWatch Logs supports the log group's retention (PutRetentionPolicy).",
  onEach(({ key, retentionInDays: days }) =>
    when(
      !LOG_RETENTION_DAYS.includes(days),
      `logs.${key}.retentionInDays`,
      `${String(days)} is not a retention that CloudWatch Logs supports; use for example ${String(nearestRetention(days))}`,
    ),
  ),
);

/** The log that a path belongs to, when that log is delivered. */
const logAt = (spec: CacheSpec, path: string) =>
  spec.logs.find(({ key }) => path.startsWith(`logs.${key}.`));

const DESTINATIONS = {
  "kinesis-firehose": ["delivery stream", /^[A-Za-z0-9_.-]{1,64}$/, "my-stream"],
  "cloudwatch-logs": ["log group", /^[A-Za-z0-9_./#-]{1,512}$/, "/aws/elasticache/my-cache"],
} as const;

const LOGS = ["logs.slowLog", "logs.engineLog"];

const destination = valueError(
  "log-destination",
  LOGS.map((log) => `${log}.destination`),
  'The destination of a log is the name of a log group or a delivery stream (user guide, "Log delivery").',
  (name, path, spec) => {
    const log = logAt(spec, path);
    if (!log) return undefined;
    const [kind, form, example] = DESTINATIONS[log.destinationType];
    if (form.test(name)) return undefined;
    const arn = name.startsWith("arn:") ? " (give the name, not the ARN)" : "";
    return `${shown(name)} is not a valid ${kind} name${arn}; use for example ${example}`;
  },
);

const kmsKey = valueError(
  "log-kms-key",
  LOGS.map((log) => `${log}.kmsKeyId`),
  "The KMS key of a log group is given by its ARN (AWS provider, kms_key_id).",
  (value, path, spec) =>
    !logAt(spec, path) || parseArn(value)?.service === "kms"
      ? undefined
      : `${shown(value)} is not a valid ARN of a KMS key; use for example arn:aws:kms:<region>:<account>:key/<key id>`,
);

export const logs: readonly Rule[] = [minimumVersion, firehose, retention, destination, kmsKey];
