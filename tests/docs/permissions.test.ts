import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { AWS } from "../../local/aws/services";
import { blocks, REPOSITORY } from "../support/markdown";

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

const [block] = blocks(["json"], ["docs/guides/permissions.md"]);
const { Statement: statements } = JSON.parse(block?.text ?? "") as { Statement: Statement[] };
const allowed = statements.flatMap(({ Action: action }) => action);

/** Every type that the component and the program can create, with the prefix of its actions. */
const TYPES: Readonly<Record<string, string>> = {
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": "cloudwatch",
  "aws:cloudwatch/dashboard:Dashboard": "cloudwatch",
  "aws:cloudwatch/logGroup:LogGroup": "logs",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "logs",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "cloudwatch",
  "aws:ec2/securityGroup:SecurityGroup": "ec2",
  "aws:elasticache/parameterGroup:ParameterGroup": "elasticache",
  "aws:elasticache/replicationGroup:ReplicationGroup": "elasticache",
  "aws:elasticache/subnetGroup:SubnetGroup": "elasticache",
  "aws:elasticache/user:User": "elasticache",
  "aws:elasticache/userGroup:UserGroup": "elasticache",
  "aws:kms/key:Key": "kms",
  "aws:kms/keyPolicy:KeyPolicy": "kms",
  "aws:secretsmanager/secret:Secret": "secretsmanager",
  "aws:secretsmanager/secretVersion:SecretVersion": "secretsmanager",
  "aws:sns/topic:Topic": "sns",
  "aws:sns/topicPolicy:TopicPolicy": "sns",
  "aws:sns/topicSubscription:TopicSubscription": "sns",
  "aws:ssm/parameter:Parameter": "ssm",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "ec2",
};

/** Further actions that an argument, AWS or the provider needs, besides creating, updating and deleting. */
const FURTHER: readonly (readonly [string, readonly string[]])[] = [
  ["a key for a log group (logs.*.kmsKeyId)", ["logs:AssociateKmsKey", "logs:DisassociateKmsKey"]],
  // Before the provider deletes a group, it looks for network interfaces that still use it.
  ["the deletion of a security group", ["ec2:DescribeNetworkInterfaces"]],
  [
    'the delivery of logs (user guide, "Log delivery")',
    [
      "logs:CreateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:DescribeLogGroups",
      "logs:DescribeResourcePolicies",
      "logs:GetLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:UpdateLogDelivery",
    ],
  ],
  [
    "the delivery of logs to Firehose",
    ["firehose:TagDeliveryStream", "iam:CreateServiceLinkedRole"],
  ],
  ["a key for the cache or its secrets", ["kms:CreateGrant", "kms:Decrypt", "kms:GenerateDataKey"]],
  [
    "more and fewer nodes",
    ["elasticache:DecreaseReplicaCount", "elasticache:IncreaseReplicaCount"],
  ],
  ["more and fewer shards", ["elasticache:ModifyReplicationGroupShardConfiguration"]],
  ["a final snapshot", ["elasticache:CreateSnapshot"]],
  ["the rotation of a key", ["kms:DisableKeyRotation", "kms:EnableKeyRotation"]],
];

/** Names that the statement `Cache` must cover, matched like IAM matches ARNs. */
const NAMED = [
  "replicationgroup:koneksi-staging-redis",
  "cluster:koneksi-staging-redis-001",
  "subnetgroup:koneksi-staging-subnet-group-1a2b3c4",
  "parametergroup:koneksi-staging-parameter-group-1a2b3c4",
  "parametergroup:default.redis7",
  "user:koneksi-staging-redis-app",
  "usergroup:koneksi-staging-redis",
  "snapshot:koneksi-prod-redis-final",
  "snapshot:automatic.koneksi-staging-redis-2026-11-25-03-00",
];

const matches = (pattern: string, arn: string) =>
  new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`).test(arn);

/** Classes of the AWS package that the component creates. */
function madeClasses(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return madeClasses(file);
    const made = fs.readFileSync(file, "utf8").matchAll(/\bnew [a-z0-9]+\.([A-Z]\w+)\(/g);
    return [...made].map(([, name]) => name ?? "");
  });
}

/** Classes that are not AWS resources. */
const OTHERS = ["RandomPassword", "RunError", "StackReference"];

describe("the permissions of the guide", () => {
  it("are tested for every type that the component creates", () => {
    const made = madeClasses(path.join(REPOSITORY, "components"));
    const known = Object.keys(TYPES).map((type) => type.split(":").pop() ?? "");
    assert.deepEqual(
      [...new Set(made)].filter((name) => !OTHERS.includes(name)).sort(),
      known.sort(),
    );
  });

  for (const [type, service] of Object.entries(TYPES)) {
    it(`are enough to create, update and delete ${type}`, () => {
      const operations = AWS.types[type]?.operations;
      assert.ok(operations);
      const needed = Object.values(operations).map((name) => `${service}:${name}`);
      assert.deepEqual(
        needed.filter((action) => !allowed.includes(action)),
        [],
      );
    });
  }

  for (const [what, needed] of FURTHER) {
    it(`are enough for ${what}`, () => {
      assert.deepEqual(
        needed.filter((action) => !allowed.includes(action)),
        [],
      );
    });
  }

  it("cover the ElastiCache names of a cache, and no others", () => {
    const cache = statements.find(({ Sid: sid }) => sid === "Cache");
    assert.ok(cache && typeof cache.Resource !== "string");
    const patterns = [...cache.Resource];
    const covered = (name: string) =>
      patterns.some((pattern) =>
        matches(pattern, `arn:aws:elasticache:ap-southeast-1:123456789012:${name}`),
      );
    assert.deepEqual(
      NAMED.filter((name) => !covered(name)),
      [],
    );
    assert.deepEqual(
      ["replicationgroup:other-redis", "snapshot:automatic.other-redis-1"].filter(covered),
      [],
    );
  });

  it("allow service-linked roles only for the two services that need one", () => {
    assert.deepEqual(
      statements
        .filter(({ Action: action }) => action === "iam:CreateServiceLinkedRole")
        .map(({ Sid: sid, Resource: resource }) => [sid, resource]),
      [
        [
          "FirstLogToFirehose",
          "arn:aws:iam::123456789012:role/aws-service-role/delivery.logs.amazonaws.com/*",
        ],
        [
          "FirstCacheOfTheAccount",
          "arn:aws:iam::123456789012:role/aws-service-role/elasticache.amazonaws.com/*",
        ],
      ],
    );
  });

  it("list each action once, in order and without wildcards", () => {
    assert.equal(new Set(statements.map(({ Sid: sid }) => sid)).size, statements.length);
    for (const { Effect: effect, Action: action } of statements) {
      assert.equal(effect, "Allow");
      const actions = typeof action === "string" ? [action] : [...action];
      assert.deepEqual(actions, [...new Set(actions)].sort());
      assert.deepEqual(
        actions.filter((name) => !/^[a-z0-9-]+:[A-Z][A-Za-z]+$/.test(name)),
        [],
      );
    }
  });
});
