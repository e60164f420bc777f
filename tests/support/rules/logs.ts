import type { RuleCases } from "./cases";
import { later } from "./values";

export const logs: readonly RuleCases[] = [
  {
    rule: "log-version",
    refused: [
      {
        args: { logs: { slowLog: {} }, engineVersion: "5.0.6" },
        found: [
          'logs.slowLog: the slow log requires Redis OSS 6.0 or later, and engineVersion is "5.0.6"; raise engineVersion, or leave the log out',
        ],
      },
      {
        args: { engineVersion: "6.0", logs: { slowLog: {}, engineLog: {} } },
        found: [
          'logs.engineLog: the engine log requires Redis OSS 6.2 or later, and engineVersion is "6.0"; raise engineVersion, or leave the log out',
        ],
      },
    ],
    accepted: [
      { args: { logs: { slowLog: {} }, engineVersion: "6.0" } },
      { args: { engineVersion: "6.2", logs: { engineLog: {} } } },
      { args: { engineVersion: "6.x", logs: { engineLog: {} } } },
      { args: { engine: "valkey", logs: { slowLog: {}, engineLog: {} } } },
      { args: { logs: { slowLog: { enabled: false } }, engineVersion: "5.0.6" } },
    ],
  },
  {
    rule: "log-firehose-destination",
    refused: [
      {
        args: { logs: { slowLog: { destinationType: "kinesis-firehose" } } },
        found: [
          "logs.slowLog.destination: required with kinesis-firehose; give the name of an existing delivery stream",
        ],
      },
      {
        args: { logs: { slowLog: { destinationType: "kinesis-firehose", destination: "" } } },
        found: [
          "logs.slowLog.destination: required with kinesis-firehose; give the name of an existing delivery stream",
        ],
      },
    ],
    accepted: [
      {
        args: { logs: { slowLog: { destinationType: "kinesis-firehose", destination: "stream" } } },
      },
      { args: { logs: { slowLog: {} } } },
      { args: { logs: { slowLog: { destinationType: "kinesis-firehose", destination: later } } } },
    ],
  },
  {
    rule: "log-retention",
    refused: [
      {
        args: { logs: { slowLog: { retentionInDays: 15 } } },
        found: [
          "logs.slowLog.retentionInDays: 15 is not a retention that CloudWatch Logs supports; write for example 14",
        ],
      },
      {
        args: { logs: { slowLog: { retentionInDays: -1 } } },
        found: [
          "logs.slowLog.retentionInDays: -1 is not a retention that CloudWatch Logs supports; write for example 1",
        ],
      },
      {
        args: { logs: { slowLog: { retentionInDays: 10000 } } },
        found: [
          "logs.slowLog.retentionInDays: 10000 is not a retention that CloudWatch Logs supports; write for example 3653",
        ],
      },
    ],
    accepted: [
      { args: { logs: { slowLog: { retentionInDays: 14 } } } },
      { args: { logs: { slowLog: { retentionInDays: 0 } } } },
      { args: { logs: { slowLog: { retentionInDays: 3653 } } } },
      { args: { logs: { slowLog: {} } } },
    ],
  },
  {
    rule: "log-destination",
    refused: [
      {
        args: {
          logs: {
            slowLog: { destination: "arn:aws:logs:eu-west-1:123456789012:log-group:redis:*" },
          },
        },
        found: [
          'logs.slowLog.destination: "arn:aws:logs:eu-west-1:123456789012:log-…" is not a valid log group name (give the name, not the ARN); write for example /aws/elasticache/my-cache',
        ],
      },
      {
        args: { logs: { slowLog: { destination: "my group" } } },
        found: [
          'logs.slowLog.destination: "my group" is not a valid log group name; write for example /aws/elasticache/my-cache',
        ],
      },
      {
        args: { logs: { slowLog: { destinationType: "kinesis-firehose", destination: "a/b" } } },
        found: [
          'logs.slowLog.destination: "a/b" is not a valid delivery stream name; write for example my-stream',
        ],
      },
      {
        args: { logs: { slowLog: { destination: "a".repeat(513) } } },
        found: [
          'logs.slowLog.destination: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" is not a valid log group name; write for example /aws/elasticache/my-cache',
        ],
      },
    ],
    accepted: [
      { args: { logs: { slowLog: { destination: "/aws/elasticache/redis#1" } } } },
      { args: { logs: { slowLog: { destination: "a".repeat(512) } } } },
      { args: { logs: { slowLog: { destination: later } } } },
      { args: { logs: { slowLog: { enabled: false, destination: "my group" } } } },
    ],
  },
  {
    rule: "log-kms-key",
    refused: [
      {
        args: { logs: { slowLog: { kmsKeyId: "alias/logs" } } },
        found: [
          'logs.slowLog.kmsKeyId: "alias/logs" is not a valid ARN of a KMS key; write arn:aws:kms:<region>:<account>:key/<key id>',
        ],
      },
    ],
    accepted: [
      {
        args: {
          logs: {
            slowLog: {
              kmsKeyId:
                "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            },
          },
        },
      },
      { args: { logs: { slowLog: { kmsKeyId: later } } } },
      { args: { logs: { slowLog: { kmsKeyId: "" } } } },
    ],
  },
  {
    rule: "log-apply-immediately",
    refused: [
      {
        args: { logs: { slowLog: {} }, applyImmediately: false },
        found: [
          "logs.slowLog: changes of logs require applyImmediately true: with false, AWS leaves them until the maintenance window",
        ],
      },
    ],
    accepted: [
      { args: { logs: { slowLog: {} } } },
      { args: { applyImmediately: false } },
      { args: { logs: { slowLog: { enabled: false } }, applyImmediately: false } },
    ],
  },
];
