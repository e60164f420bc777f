import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { RedisCache } from "../../../components";
import type { CacheLogsArgs } from "../../../components/monitoring/args";
import { deliveryPolicy } from "../../../components/monitoring/logs";
import { run, UNKNOWN, valueOf } from "../../support/mocks";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";

const deploy = (logs: CacheLogsArgs | undefined, preview = false) =>
  run(
    () =>
      new RedisCache("koneksi-test", {
        tags: { Team: "shop" },
        ...(logs === undefined ? {} : { logs }),
      }),
    { preview },
  );

type Deployment = Awaited<ReturnType<typeof deploy>>;

const delivered = (deployment: Deployment) =>
  deployment.one(CACHE).inputs["logDeliveryConfigurations"];

const delivery = (
  logType: string,
  destination: string,
  logFormat = "json",
  destinationType = "cloudwatch-logs",
) => ({ logType, logFormat, destinationType, destination });

describe("logs", () => {
  it("are off unless asked for", async () => {
    for (const logs of [undefined, {}, { slowLog: { enabled: false } }]) {
      const deployment = await deploy(logs);
      assert.deepEqual(deployment.all(GROUP), []);
      assert.deepEqual(deployment.all(POLICY), []);
      assert.equal(delivered(deployment), undefined);
    }
  });

  for (const preview of [false, true]) {
    it(`go as JSON to a log group each, made for them, in ${preview ? "a preview" : "an update"}`, async () => {
      const kmsKeyId = "arn:aws:kms:ap-southeast-1:123456789012:key/1b2c";
      const logs = { slowLog: {}, engineLog: { retentionInDays: 30, kmsKeyId } };
      const deployment = await deploy(logs, preview);
      assert.deepEqual(
        deployment.all(GROUP).map(({ name, inputs }) => [name, inputs]),
        [
          [
            "koneksi-test-slow-log",
            {
              name: "/aws/elasticache/koneksi-test-redis/slow-log",
              retentionInDays: 14,
              tags: { Team: "shop" },
            },
          ],
          [
            "koneksi-test-engine-log",
            {
              name: "/aws/elasticache/koneksi-test-redis/engine-log",
              retentionInDays: 30,
              kmsKeyId,
              tags: { Team: "shop" },
            },
          ],
        ],
      );
      assert.deepEqual(delivered(deployment), [
        delivery("slow-log", "/aws/elasticache/koneksi-test-redis/slow-log"),
        delivery("engine-log", "/aws/elasticache/koneksi-test-redis/engine-log"),
      ]);
    });
  }

  it("let AWS's delivery service, for this account alone, write to the made group", async () => {
    const { name, inputs } = (await deploy({ slowLog: {} })).one(POLICY);
    const arn =
      "arn:aws:logs:ap-southeast-1:123456789012:log-group:/aws/elasticache/koneksi-test-redis/slow-log";
    assert.equal(name, "koneksi-test-slow-log-delivery");
    assert.deepEqual(Object.keys(inputs).sort(), ["policyDocument", "resourceArn"]);
    assert.equal(inputs["resourceArn"], arn);
    assert.deepEqual(JSON.parse(String(inputs["policyDocument"])), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "LogDelivery",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: `${arn}:log-stream:*`,
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:logs:ap-southeast-1:123456789012:*" },
          },
        },
      ],
    });
  });

  it("name the partition of the log group in its policy", () => {
    const policy = deliveryPolicy("arn:aws-cn:logs:cn-north-1:123456789012:log-group:x");
    assert.ok(policy.includes('"arn:aws-cn:logs:cn-north-1:123456789012:*"'));
  });

  it("know in a preview all but the ARNs", async () => {
    const { inputs } = (await deploy({ slowLog: {} }, true)).one(POLICY);
    assert.deepEqual(inputs, { resourceArn: UNKNOWN, policyDocument: UNKNOWN });
  });

  it("have the replication group wait for the group and its policy", async () => {
    const deployment = await deploy({ slowLog: {} });
    const { dependsOn } = deployment.optionsOf("koneksi-test-replication-group");
    const urns = await Promise.all((dependsOn as pulumi.Resource[]).map(({ urn }) => valueOf(urn)));
    assert.deepEqual(
      urns.map((urn) => urn.split("::").at(-1)),
      ["koneksi-test-slow-log", "koneksi-test-slow-log-delivery"],
    );
    for (const name of ["koneksi-test-slow-log", "koneksi-test-slow-log-delivery"]) {
      assert.ok(deployment.optionsOf(name).parent instanceof RedisCache, name);
    }
  });

  it("go to an existing group or stream, and then make nothing", async () => {
    const deployment = await deploy({
      slowLog: { destination: pulumi.output("/shop/slow"), format: "text" },
      engineLog: { destinationType: "kinesis-firehose", destination: "shop-stream" },
    });
    assert.deepEqual(deployment.all(GROUP), []);
    assert.deepEqual(deployment.all(POLICY), []);
    assert.deepEqual(delivered(deployment), [
      delivery("slow-log", "/shop/slow", "text"),
      delivery("engine-log", "shop-stream", "json", "kinesis-firehose"),
    ]);
  });
});
