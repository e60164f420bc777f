import type { RuleTable } from "./cases";
import { later } from "./values";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const LOG_FIREHOSE_DESTINATION =
  "logs.slowLog.destination: required with kinesis-firehose; give the name of an existing delivery stream";
const LOG_DESTINATION = "is not a valid log group name; use for example /aws/elasticache/my-cache";

export const logs: RuleTable = {
  "log-version": [
    { logs: { slowLog: {} }, engineVersion: "5.0.6" },
    'logs.slowLog: the slow log requires Redis OSS 6.0 or later, but engineVersion is "5.0.6"; raise engineVersion, or remove the log',
    { engineVersion: "6.0", logs: { slowLog: {}, engineLog: {} } },
    'logs.engineLog: the engine log requires Redis OSS 6.2 or later, but engineVersion is "6.0"; raise engineVersion, or remove the log',
    { logs: { slowLog: {} }, engineVersion: "6.0" },
    { engineVersion: "6.2", logs: { engineLog: {} } },
    { engineVersion: "6.x", logs: { engineLog: {} } },
    { engine: "valkey", logs: { slowLog: {}, engineLog: {} } },
    { logs: { slowLog: { enabled: false } }, engineVersion: "5.0.6" },
  ],
  "log-firehose-destination": [
    { logs: { slowLog: { destinationType: "kinesis-firehose" } } },
    LOG_FIREHOSE_DESTINATION,
    { logs: { slowLog: { destinationType: "kinesis-firehose", destination: "" } } },
    LOG_FIREHOSE_DESTINATION,
    { logs: { slowLog: { destinationType: "kinesis-firehose", destination: "stream" } } },
    { logs: { slowLog: {} } },
    { logs: { slowLog: { destinationType: "kinesis-firehose", destination: later } } },
  ],
  "log-retention": [
    { logs: { slowLog: { retentionInDays: 15 } } },
    "logs.slowLog.retentionInDays: 15 is not a retention that CloudWatch Logs supports; use for example 14",
    { logs: { slowLog: { retentionInDays: -1 } } },
    "logs.slowLog.retentionInDays: -1 is not a retention that CloudWatch Logs supports; use for example 1",
    { logs: { slowLog: { retentionInDays: 10000 } } },
    "logs.slowLog.retentionInDays: 10000 is not a retention that CloudWatch Logs supports; use for example 3653",
    { logs: { slowLog: { retentionInDays: 14 } } },
    { logs: { slowLog: { retentionInDays: 0 } } },
    { logs: { slowLog: { retentionInDays: 3653 } } },
    { logs: { slowLog: {} } },
  ],
  "log-destination": [
    { logs: { slowLog: { destination: "arn:aws:logs:eu-west-1:123456789012:log-group:redis:*" } } },
    'logs.slowLog.destination: "arn:aws:logs:eu-west-1:123456789012:log-…" is not a valid log group name (give the name, not the ARN); use for example /aws/elasticache/my-cache',
    { logs: { slowLog: { destination: "my group" } } },
    `logs.slowLog.destination: "my group" ${LOG_DESTINATION}`,
    { logs: { slowLog: { destinationType: "kinesis-firehose", destination: "a/b" } } },
    'logs.slowLog.destination: "a/b" is not a valid delivery stream name; use for example my-stream',
    { logs: { slowLog: { destination: "a".repeat(513) } } },
    `logs.slowLog.destination: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…" ${LOG_DESTINATION}`,
    { logs: { slowLog: { destination: "/aws/elasticache/redis#1" } } },
    { logs: { slowLog: { destination: "a".repeat(512) } } },
    { logs: { slowLog: { destination: later } } },
    { logs: { slowLog: { enabled: false, destination: "my group" } } },
  ],
  "log-kms-key": [
    { logs: { slowLog: { kmsKeyId: "alias/logs" } } },
    'logs.slowLog.kmsKeyId: "alias/logs" is not a valid ARN of a KMS key; use for example arn:aws:kms:<region>:<account>:key/<key id>',
    { logs: { slowLog: { kmsKeyId: KEY } } },
    { logs: { slowLog: { kmsKeyId: later } } },
    { logs: { slowLog: { kmsKeyId: "" } } },
  ],
};
