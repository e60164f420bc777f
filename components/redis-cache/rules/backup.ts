import { shown } from "../../checking/format";
import type { CacheSpec } from "../spec";
import { parseArn } from "../../formats/arn";
import type { Finding, Rule } from "./rule";
import { error, valueError, warning, when } from "./rule";

/** CreateReplicationGroup, SnapshotRetentionLimit. */
const LONGEST_RETENTION = 35;

function retention({
  maintenance: { snapshotRetentionLimit: days },
}: CacheSpec): readonly Finding[] {
  return when(
    !Number.isInteger(days) || days < 0 || days > LONGEST_RETENTION,
    "snapshotRetentionLimit",
    `${String(days)} is not a whole number of days from 0 to ${String(LONGEST_RETENTION)}; write for example 7`,
  );
}

function noBackups({ maintenance }: CacheSpec): readonly Finding[] {
  return when(
    maintenance.snapshotRetentionLimit === 0,
    "snapshotRetentionLimit",
    "0: there are no backups, and what is lost stays lost; write for example 7",
  );
}

function finalSnapshot({ maintenance }: CacheSpec): readonly Finding[] {
  const name = maintenance.finalSnapshotIdentifier;
  if (name === undefined) return [];
  const legal =
    /^[a-z][a-z0-9-]{0,254}$/i.test(name) && !name.includes("--") && !name.endsWith("-");
  return when(
    !legal,
    "finalSnapshotIdentifier",
    `${shown(name)} is no name of a backup: 1 to 255 letters, digits and hyphens, a letter first, no two hyphens in a row and none at the end`,
  );
}

function restoreFrom({ args }: CacheSpec): readonly Finding[] {
  if (args.restoreFrom === undefined) return [];
  const { snapshotName = "", snapshotArns = [] } = args.restoreFrom;
  const named = snapshotName !== "";
  const listed = snapshotArns.length > 0;
  return when(
    named === listed,
    "restoreFrom",
    `${named ? "both snapshotName and" : "neither snapshotName nor"} snapshotArns; give snapshotName for an ElastiCache backup, or snapshotArns for RDB files in S3`,
  );
}

function snapshotArns({ args }: CacheSpec): readonly Finding[] {
  return (args.restoreFrom?.snapshotArns ?? []).flatMap((text, index) => {
    const arn = parseArn(text);
    return when(
      arn === undefined || arn.service !== "s3" || text.includes(","),
      `restoreFrom.snapshotArns[${String(index)}]`,
      `${shown(text)} is no ARN of an RDB file in S3, without commas; write arn:aws:s3:::<bucket>/<file>.rdb`,
    );
  });
}

function shardsFromFiles({ args, topology }: CacheSpec): readonly Finding[] {
  return when(
    (args.restoreFrom?.snapshotArns ?? []).length > 0 && topology.clusterMode === "enabled",
    "restoreFrom.snapshotArns",
    "with cluster mode AWS wants the slots of each shard too, for which there is no argument; restore an ElastiCache backup by snapshotName, or turn cluster mode off",
  );
}

function topic(value: string): string | undefined {
  return parseArn(value)?.service === "sns"
    ? undefined
    : `${shown(value)} is no ARN of an SNS topic; write arn:aws:sns:<region>:<account>:<topic>`;
}

export const backup: readonly Rule[] = [
  error(
    "snapshot-retention",
    "Backups are kept for 0 to 35 days (CreateReplicationGroup, SnapshotRetentionLimit).",
    retention,
  ),
  error(
    "final-snapshot",
    "The final backup's name is well formed (DeleteReplicationGroup, FinalSnapshotIdentifier).",
    finalSnapshot,
  ),
  error(
    "restore-from",
    "A cache is restored from a backup or from RDB files, not from both.",
    restoreFrom,
  ),
  error(
    "restore-from-arn",
    "RDB files are named by ARNs of S3, without commas (CreateReplicationGroup, SnapshotArns).",
    snapshotArns,
  ),
  error(
    "restore-from-sharded",
    'RDB files cannot fill a group with cluster mode ("Slots must be provided when restoring from snapshot ARNs with cluster mode enabled").',
    shardsFromFiles,
  ),
  valueError(
    "notification-topic",
    ["notificationTopicArn"],
    "ElastiCache's events go to an SNS topic, named by its ARN (AWS provider, notification_topic_arn).",
    topic,
  ),
  warning("no-backups", "Backups should be on (Security Hub, ElastiCache.1).", noBackups),
];
