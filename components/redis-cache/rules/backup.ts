import { LONGEST_SNAPSHOT_RETENTION } from "../../catalog/limits";
import { shown } from "../../checking/format";
import { parseArn } from "../../formats/arn";
import { identifierForm, isIdentifier } from "../../formats/identifier";
import type { Rule } from "./rule";
import { error, valueError, warning, when } from "./rule";

const retention = error(
  "snapshot-retention",
  "Backups are kept for 0 to 35 days (CreateReplicationGroup, SnapshotRetentionLimit).",
  ({ maintenance: { snapshotRetentionLimit: days } }) =>
    when(
      !Number.isInteger(days) || days < 0 || days > LONGEST_SNAPSHOT_RETENTION,
      "snapshotRetentionLimit",
      `${String(days)} is not a whole number of days from 0 to ${String(LONGEST_SNAPSHOT_RETENTION)}; use for example 7`,
    ),
);

const noBackups = warning(
  "no-backups",
  "Backups should be on (Security Hub, ElastiCache.1).",
  ({ maintenance }) =>
    when(
      maintenance.snapshotRetentionLimit === 0,
      "snapshotRetentionLimit",
      "0 turns backups off, so lost data cannot be restored; use for example 7",
    ),
);

const finalSnapshot = error(
  "final-snapshot",
  "The name of the final backup is valid (DeleteReplicationGroup, FinalSnapshotIdentifier).",
  ({ maintenance: { finalSnapshotIdentifier: name } }) =>
    when(
      name !== undefined && !isIdentifier(name),
      "finalSnapshotIdentifier",
      `${shown(name ?? "")} is not a valid backup name; use ${identifierForm()}`,
    ),
);

const restoreFrom = error(
  "restore-from",
  "A cache is restored from one backup or from RDB files, not from both.",
  ({ args: { restoreFrom: source } }) => {
    if (source === undefined) return [];
    const named = (source.snapshotName ?? "") !== "";
    const listed = (source.snapshotArns ?? []).length > 0;
    return when(
      named === listed,
      "restoreFrom",
      `${named ? "both snapshotName and" : "neither snapshotName nor"} snapshotArns given; give snapshotName for an ElastiCache backup, or snapshotArns for RDB files in S3`,
    );
  },
);

const snapshotArns = error(
  "restore-from-arn",
  "RDB files are given by S3 ARNs without commas (CreateReplicationGroup, SnapshotArns).",
  ({ args }) =>
    (args.restoreFrom?.snapshotArns ?? []).flatMap((text, index) =>
      when(
        parseArn(text)?.service !== "s3" || text.includes(","),
        `restoreFrom.snapshotArns[${String(index)}]`,
        `${shown(text)} is not a valid ARN of an RDB file in S3 (without commas); use for example arn:aws:s3:::<bucket>/<file>.rdb`,
      ),
    ),
);

const shardsFromFiles = error(
  "restore-from-sharded",
  'RDB files cannot fill a group with cluster mode ("Slots must be provided when restoring from snapshot ARNs with cluster mode enabled").',
  ({ args, topology }) =>
    when(
      (args.restoreFrom?.snapshotArns ?? []).length > 0 && topology.clusterMode === "enabled",
      "restoreFrom.snapshotArns",
      "not supported with cluster mode, because AWS also needs the slots of each shard; restore an ElastiCache backup with snapshotName, or turn cluster mode off",
    ),
);

const topic = valueError(
  "notification-topic",
  ["notificationTopicArn"],
  "ElastiCache sends its events to an SNS topic, given by its ARN (AWS provider, notification_topic_arn).",
  (value) =>
    parseArn(value)?.service === "sns"
      ? undefined
      : `${shown(value)} is not a valid ARN of an SNS topic; use for example arn:aws:sns:<region>:<account>:<topic>`,
);

export const backup: readonly Rule[] = [
  retention,
  finalSnapshot,
  restoreFrom,
  snapshotArns,
  shardsFromFiles,
  topic,
  noBackups,
];
