import type { RuleCases } from "./cases";
import { later } from "./values";

export const backup: readonly RuleCases[] = [
  {
    rule: "snapshot-retention",
    refused: [
      {
        args: { snapshotRetentionLimit: -1 },
        found: [
          "snapshotRetentionLimit: -1 is not a whole number of days from 0 to 35; write for example 7",
        ],
      },
      {
        args: { snapshotRetentionLimit: 36 },
        found: [
          "snapshotRetentionLimit: 36 is not a whole number of days from 0 to 35; write for example 7",
        ],
      },
      {
        args: { snapshotRetentionLimit: 1.5 },
        found: [
          "snapshotRetentionLimit: 1.5 is not a whole number of days from 0 to 35; write for example 7",
        ],
      },
    ],
    accepted: [{ args: { snapshotRetentionLimit: 0 } }, { args: { snapshotRetentionLimit: 35 } }],
  },
  {
    rule: "final-snapshot",
    refused: [
      {
        args: { finalSnapshotIdentifier: "1final" },
        found: [
          'finalSnapshotIdentifier: "1final" is not a valid backup name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen',
        ],
      },
      {
        args: { finalSnapshotIdentifier: "my_final" },
        found: [
          'finalSnapshotIdentifier: "my_final" is not a valid backup name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen',
        ],
      },
      {
        args: { finalSnapshotIdentifier: "final--1" },
        found: [
          'finalSnapshotIdentifier: "final--1" is not a valid backup name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen',
        ],
      },
      {
        args: { finalSnapshotIdentifier: "final-" },
        found: [
          'finalSnapshotIdentifier: "final-" is not a valid backup name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen',
        ],
      },
      {
        args: { finalSnapshotIdentifier: "a".repeat(256) },
        found: [
          'finalSnapshotIdentifier: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" is not a valid backup name; use 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen',
        ],
      },
    ],
    accepted: [
      { args: { finalSnapshotIdentifier: "Final-1" } },
      { args: { finalSnapshotIdentifier: "a".repeat(255) } },
      { args: { finalSnapshotIdentifier: "" } },
    ],
  },
  {
    rule: "restore-from",
    refused: [
      {
        args: { restoreFrom: {} },
        found: [
          "restoreFrom: neither snapshotName nor snapshotArns given; give snapshotName for an ElastiCache backup, or snapshotArns for RDB files in S3",
        ],
      },
      {
        args: { restoreFrom: { snapshotName: "a", snapshotArns: ["arn:aws:s3:::b/c.rdb"] } },
        found: [
          "restoreFrom: both snapshotName and snapshotArns given; give snapshotName for an ElastiCache backup, or snapshotArns for RDB files in S3",
        ],
      },
      {
        args: { restoreFrom: { snapshotName: "" } },
        found: [
          "restoreFrom: neither snapshotName nor snapshotArns given; give snapshotName for an ElastiCache backup, or snapshotArns for RDB files in S3",
        ],
      },
      {
        args: { restoreFrom: { snapshotArns: [] } },
        found: [
          "restoreFrom: neither snapshotName nor snapshotArns given; give snapshotName for an ElastiCache backup, or snapshotArns for RDB files in S3",
        ],
      },
    ],
    accepted: [
      { args: { restoreFrom: { snapshotName: "a" } } },
      { args: { restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] } } },
      { args: { restoreFrom: { snapshotName: "automatic.cache-2026-11-24-03-00" } } },
    ],
  },
  {
    rule: "restore-from-arn",
    refused: [
      {
        args: {
          restoreFrom: {
            snapshotArns: [
              "arn:aws:s3:::b/c.rdb",
              "b/c.rdb",
              "arn:aws:s3:::b/c,d.rdb",
              "arn:aws:ec2:eu-west-1:123456789012:snapshot/a",
            ],
          },
        },
        found: [
          'restoreFrom.snapshotArns[1]: "b/c.rdb" is not a valid ARN of an RDB file in S3 (without commas); write arn:aws:s3:::<bucket>/<file>.rdb',
          'restoreFrom.snapshotArns[2]: "arn:aws:s3:::b/c,d.rdb" is not a valid ARN of an RDB file in S3 (without commas); write arn:aws:s3:::<bucket>/<file>.rdb',
          'restoreFrom.snapshotArns[3]: "arn:aws:ec2:eu-west-1:123456789012:snaps…" is not a valid ARN of an RDB file in S3 (without commas); write arn:aws:s3:::<bucket>/<file>.rdb',
        ],
      },
    ],
    accepted: [
      {
        args: {
          restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb", "arn:aws-cn:s3:::b/c.rdb"] },
        },
      },
    ],
  },
  {
    rule: "restore-from-sharded",
    refused: [
      {
        args: { restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] }, numNodeGroups: 4 },
        found: [
          "restoreFrom.snapshotArns: not supported with cluster mode, because AWS also needs the slots of each shard; restore an ElastiCache backup with snapshotName, or turn cluster mode off",
        ],
      },
      {
        args: { restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] }, clusterMode: "enabled" },
        found: [
          "restoreFrom.snapshotArns: not supported with cluster mode, because AWS also needs the slots of each shard; restore an ElastiCache backup with snapshotName, or turn cluster mode off",
        ],
      },
      {
        args: {
          restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] },
          parameterGroupName: "default.redis7.cluster.on",
        },
        found: [
          "restoreFrom.snapshotArns: not supported with cluster mode, because AWS also needs the slots of each shard; restore an ElastiCache backup with snapshotName, or turn cluster mode off",
        ],
      },
    ],
    accepted: [
      { args: { restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] } } },
      { args: { restoreFrom: { snapshotArns: ["arn:aws:s3:::b/c.rdb"] }, numNodeGroups: 1 } },
      { args: { restoreFrom: { snapshotName: "a" }, numNodeGroups: 4 } },
      { args: { restoreFrom: { snapshotArns: [] }, numNodeGroups: 4 } },
    ],
  },
  {
    rule: "notification-topic",
    refused: [
      {
        args: { notificationTopicArn: "alarms" },
        found: [
          'notificationTopicArn: "alarms" is not a valid ARN of an SNS topic; write arn:aws:sns:<region>:<account>:<topic>',
        ],
      },
      {
        args: { notificationTopicArn: "arn:aws:sqs:eu-west-1:123456789012:alarms" },
        found: [
          'notificationTopicArn: "arn:aws:sqs:eu-west-1:123456789012:alarm…" is not a valid ARN of an SNS topic; write arn:aws:sns:<region>:<account>:<topic>',
        ],
      },
    ],
    accepted: [
      { args: { notificationTopicArn: "arn:aws:sns:eu-west-1:123456789012:alarms" } },
      { args: { notificationTopicArn: "arn:aws-cn:sns:cn-northwest-1:123456789012:alarms" } },
      { args: { notificationTopicArn: "arn:aws-us-gov:sns:us-gov-west-1:123456789012:alarms" } },
      { args: { notificationTopicArn: "arn:aws-iso-b:sns:us-isob-east-1:123456789012:alarms" } },
      { args: { notificationTopicArn: "arn:aws-eusc:sns:eusc-de-east-1:123456789012:alarms" } },
      { args: { notificationTopicArn: "" } },
      { args: { notificationTopicArn: later } },
    ],
  },
  {
    rule: "no-backups",
    refused: [
      {
        args: { snapshotRetentionLimit: 0 },
        found: [
          "snapshotRetentionLimit: 0 turns backups off, so lost data cannot be restored; write for example 7",
        ],
      },
    ],
    accepted: [{ args: {} }, { args: { snapshotRetentionLimit: 1 } }],
  },
];
