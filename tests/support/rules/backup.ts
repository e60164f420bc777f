import type { RuleTable } from "./cases";
import { later } from "./values";

const SNAPSHOT_RETENTION = "is not a whole number of days from 0 to 35; use for example 7";
const FINAL_SNAPSHOT =
  "is not a valid backup name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen";
const RESTORE_FROM =
  "snapshotArns given; give snapshotName for an ElastiCache backup, or snapshotArns for RDB files in S3";
const RESTORE_FROM_ARN =
  "is not a valid ARN of an RDB file in S3 (without commas); use for example arn:aws:s3:::<bucket>/<file>.rdb";
const RESTORE_FROM_SHARDED =
  "restoreFrom.snapshotArns: not supported with cluster mode, because AWS also needs the slots of each shard; restore an ElastiCache backup with snapshotName, or turn cluster mode off";
const NOTIFICATION_TOPIC =
  "is not a valid ARN of an SNS topic; use for example arn:aws:sns:<region>:<account>:<topic>";

export const backup: RuleTable = {
  "snapshot-retention": [
    { snapshotRetentionLimit: -1 },
    `snapshotRetentionLimit: -1 ${SNAPSHOT_RETENTION}`,
    { snapshotRetentionLimit: 36 },
    `snapshotRetentionLimit: 36 ${SNAPSHOT_RETENTION}`,
    { snapshotRetentionLimit: 1.5 },
    `snapshotRetentionLimit: 1.5 ${SNAPSHOT_RETENTION}`,
    { snapshotRetentionLimit: 0 },
    { snapshotRetentionLimit: 35 },
  ],
  "final-snapshot": [
    { finalSnapshotIdentifier: "1final" },
    `finalSnapshotIdentifier: "1final" ${FINAL_SNAPSHOT}`,
    { finalSnapshotIdentifier: "my_final" },
    `finalSnapshotIdentifier: "my_final" ${FINAL_SNAPSHOT}`,
    { finalSnapshotIdentifier: "final--1" },
    `finalSnapshotIdentifier: "final--1" ${FINAL_SNAPSHOT}`,
    { finalSnapshotIdentifier: "final-" },
    `finalSnapshotIdentifier: "final-" ${FINAL_SNAPSHOT}`,
    { finalSnapshotIdentifier: "a".repeat(256) },
    `finalSnapshotIdentifier: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" ${FINAL_SNAPSHOT}`,
    { finalSnapshotIdentifier: "Final-1" },
    { finalSnapshotIdentifier: "a".repeat(255) },
    { finalSnapshotIdentifier: "" },
  ],
  "restore-from": [
    { restoreFrom: {} },
    `restoreFrom: neither snapshotName nor ${RESTORE_FROM}`,
    { restoreFrom: { snapshotName: "a", snapshotArns: ["arn:aws:s3:::b/c.rdb"] } },
    `restoreFrom: both snapshotName and ${RESTORE_FROM}`,
    { restoreFrom: { snapshotName: "" } },
    `restoreFrom: neither snapshotName nor ${RESTORE_FROM}`,
    { restoreFrom: { snapshotArns: [] } },
    `restoreFrom: neither snapshotName nor ${RESTORE_FROM}`,
    { restoreFrom: { snapshotName: "a" } },
    { restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] } },
    { restoreFrom: { snapshotName: "automatic.cache-2026-11-24-03-00" } },
  ],
  "restore-from-arn": [
    {
      restoreFrom: {
        snapshotArns: [
          "arn:aws:s3:::b/c.rdb",
          "b/c.rdb",
          "arn:aws:s3:::b/c,d.rdb",
          "arn:aws:ec2:eu-west-1:123456789012:snapshot/a",
        ],
      },
    },
    `restoreFrom.snapshotArns[1]: "b/c.rdb" ${RESTORE_FROM_ARN}`,
    `restoreFrom.snapshotArns[2]: "arn:aws:s3:::b/c,d.rdb" ${RESTORE_FROM_ARN}`,
    `restoreFrom.snapshotArns[3]: "arn:aws:ec2:eu-west-1:123456789012:snaps…" ${RESTORE_FROM_ARN}`,
    { restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb", "arn:aws-cn:s3:::b/c.rdb"] } },
  ],
  "restore-from-sharded": [
    { restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] }, numNodeGroups: 4 },
    RESTORE_FROM_SHARDED,
    { restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] }, clusterMode: "enabled" },
    RESTORE_FROM_SHARDED,
    {
      restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] },
      parameterGroupName: "default.redis7.cluster.on",
    },
    RESTORE_FROM_SHARDED,
    { restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] } },
    { restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] }, numNodeGroups: 1 },
    { restoreFrom: { snapshotName: "a" }, numNodeGroups: 4 },
    { restoreFrom: { snapshotArns: [] }, numNodeGroups: 4 },
  ],
  "notification-topic": [
    { notificationTopicArn: "alarms" },
    `notificationTopicArn: "alarms" ${NOTIFICATION_TOPIC}`,
    { notificationTopicArn: "arn:aws:sqs:eu-west-1:123456789012:alarms" },
    `notificationTopicArn: "arn:aws:sqs:eu-west-1:123456789012:alarm…" ${NOTIFICATION_TOPIC}`,
    { notificationTopicArn: "arn:aws:sns:eu-west-1:123456789012:alarms" },
    { notificationTopicArn: "arn:aws-cn:sns:cn-northwest-1:123456789012:alarms" },
    { notificationTopicArn: "arn:aws-us-gov:sns:us-gov-west-1:123456789012:alarms" },
    { notificationTopicArn: "arn:aws-iso-b:sns:us-isob-east-1:123456789012:alarms" },
    { notificationTopicArn: "arn:aws-eusc:sns:eusc-de-east-1:123456789012:alarms" },
    { notificationTopicArn: "" },
    { notificationTopicArn: later },
  ],
  "no-backups": [
    { snapshotRetentionLimit: 0 },
    "snapshotRetentionLimit: 0 turns backups off, so lost data cannot be restored; use for example 7",
    {},
    { snapshotRetentionLimit: 1 },
  ],
};
