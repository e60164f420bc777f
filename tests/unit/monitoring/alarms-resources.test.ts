import * as assert from "node:assert/strict";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import { RedisCache } from "../../../components";
import { alarmMatrix } from "../../../components/monitoring/alarms";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { warnOfMemberDrift } from "../../../components/monitoring/alarm-resources";
import { compositePlans } from "../../../components/monitoring/composite-rule";
import { createDashboard } from "../../../components/monitoring/dashboard";
import { resolve } from "../../../components/redis-cache/spec";
import { type Deployment, run, UNKNOWN, valueOf } from "../../support/mocks";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";

const TOPIC = "arn:aws:sns:ap-southeast-1:123456789012:on-call";
const RECOVERED = "arn:aws:sns:ap-southeast-1:123456789012:recovered";
const BLIND = "arn:aws:sns:ap-southeast-1:123456789012:blind";
const ACTIONS = {
  actionArns: [TOPIC],
  okActionArns: [RECOVERED],
  insufficientDataActionArns: [BLIND],
};

const NAME = "koneksi-test";
const deploy = (args: RedisCacheArgs, preview = false) =>
  run(() => new RedisCache(NAME, args), {
    preview,
    config: { "aws:region": "ap-southeast-1" },
  });

/** The names of what a resource waits for. */
async function awaitedBy(deployment: Deployment<unknown>, name: string): Promise<string[]> {
  const dependsOn = deployment.optionsOf(name).dependsOn as pulumi.Resource[];
  const urns = await Promise.all(dependsOn.map(({ urn }) => valueOf(urn)));
  return urns.map((urn) => urn.split("::").at(-1) ?? "");
}

const namesOf = (resources: readonly { readonly name: string }[]) =>
  resources.map(({ name }) => name);

for (const preview of [false, true]) {
  describe(`alarms in ${preview ? "a preview" : "an update"}`, () => {
    it("registers what the matrix says, and nothing else", async () => {
      const args: RedisCacheArgs = {
        numCacheClusters: 1,
        project: "koneksi",
        tags: { CostCenter: "engineering" },
        alarms: { set: "BASIC", actionArns: [TOPIC] },
      };
      const deployment = await deploy(args, preview);
      const alarms = deployment.all(ALARM);
      assert.deepEqual(namesOf(alarms), [
        "koneksi-test-cpu-001",
        "koneksi-test-memory-001",
        "koneksi-test-engineCpu-001",
      ]);
      assert.deepEqual(alarms[2]?.inputs, {
        name: "koneksi-test-redis-engineCpu-001",
        alarmDescription: alarmMatrix(resolve(NAME, args).alarms)[2]?.description,
        namespace: "AWS/ElastiCache",
        metricName: "EngineCPUUtilization",
        dimensions: { CacheClusterId: "koneksi-test-redis-001" },
        statistic: "Average",
        period: 60,
        evaluationPeriods: 5,
        datapointsToAlarm: 5,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 90,
        treatMissingData: "missing",
        alarmActions: [TOPIC],
        tags: { Project: "koneksi", CostCenter: "engineering" },
      });
      assert.deepEqual(deployment.all(COMPOSITE), []);
      assert.deepEqual(deployment.all(DASHBOARD), []);
    });

    it("makes every alarm a child that waits for the replication group", async () => {
      const deployment = await deploy({}, preview);
      for (const { name } of deployment.all(ALARM)) {
        assert.ok(deployment.optionsOf(name).parent instanceof RedisCache, name);
        assert.deepEqual(await awaitedBy(deployment, name), ["koneksi-test-replication-group"]);
      }
    });

    it("lets alarms, composite and dashboard come and go, whatever protects the cache", async () => {
      const alarms = { set: "BASIC", composite: true, dashboard: true } as const;
      const deployment = await deploy({ numCacheClusters: 1, alarms }, preview);
      const names = namesOf([ALARM, COMPOSITE, DASHBOARD].flatMap((type) => deployment.all(type)));
      assert.deepEqual(
        names.map((name) => [name, deployment.optionsOf(name).protect]),
        ["cpu-001", "memory-001", "engineCpu-001", "composite", "dashboard"].map((role) => [
          `koneksi-test-${role}`,
          false,
        ]),
      );
    });

    it("gives each state its own actions, and a quiet alarm none", async () => {
      const alarms = (await deploy({ alarms: ACTIONS }, preview)).all(ALARM);
      for (const { name, inputs } of alarms) {
        const quiet = name.startsWith("koneksi-test-memory-");
        assert.deepEqual(
          [inputs["alarmActions"], inputs["okActions"], inputs["insufficientDataActions"]],
          quiet ? [undefined, undefined, undefined] : [[TOPIC], [RECOVERED], [BLIND]],
          name,
        );
      }
    });

    it("lets the composite alone notify, after the alarms that it names", async () => {
      const args: RedisCacheArgs = { alarms: { ...ACTIONS, composite: true, set: "BASIC" } };
      const deployment = await deploy({ ...args, tags: { Team: "shop" } }, preview);
      for (const { name, inputs } of deployment.all(ALARM)) {
        assert.deepEqual(
          Object.keys(inputs).filter((key) => key.endsWith("Actions")),
          [],
          name,
        );
      }
      assert.deepEqual(deployment.one(COMPOSITE).name, "koneksi-test-composite");
      const { alarms } = resolve(NAME, args);
      const [plan] = compositePlans(alarms, alarmMatrix(alarms));
      assert.deepEqual(deployment.one(COMPOSITE).inputs, {
        alarmName: "koneksi-test-redis-composite",
        alarmDescription: plan?.description,
        alarmRule: plan?.alarmRule,
        alarmActions: [TOPIC],
        okActions: [RECOVERED],
        insufficientDataActions: [BLIND],
        tags: { Team: "shop" },
      });
      assert.deepEqual(
        await awaitedBy(deployment, "koneksi-test-composite"),
        namesOf(deployment.all(ALARM)),
      );
    });

    it("nests the composite of a large cache, each level after the one below", async () => {
      const args: RedisCacheArgs = {
        nodeType: "cache.r6g.large",
        numNodeGroups: 17,
        alarms: { ...ACTIONS, composite: true, set: "BASIC" },
      };
      const deployment = await deploy(args, preview);
      assert.deepEqual(namesOf(deployment.all(COMPOSITE)), [
        "koneksi-test-composite-cpu",
        "koneksi-test-composite-memory",
        "koneksi-test-composite-engineCpu",
        "koneksi-test-composite",
      ]);
      assert.deepEqual(
        deployment
          .all(COMPOSITE)
          .filter(({ inputs }) => "alarmActions" in inputs)
          .map(({ name }) => name),
        ["koneksi-test-composite"],
      );
      assert.deepEqual(
        await awaitedBy(deployment, "koneksi-test-composite"),
        ["cpu", "memory", "engineCpu"].map((key) => `koneksi-test-composite-${key}`),
      );
    });

    it("draws a dashboard that is known before anything exists", async () => {
      const deployment = await deploy({ alarms: { dashboard: true } }, preview);
      const { name, inputs } = deployment.one(DASHBOARD);
      assert.equal(name, "koneksi-test-dashboard");
      assert.equal(inputs["dashboardName"], "koneksi-test-redis");
      const body = String(inputs["dashboardBody"]);
      assert.ok(body.includes('"region":"ap-southeast-1"'));
      assert.ok(body.includes('"koneksi-test-redis-002"'));
      assert.deepEqual(Object.keys(inputs).sort(), ["dashboardBody", "dashboardName"]);
    });

    it("gives the matrix and the ARNs as outputs", async () => {
      const { result } = await deploy({ numCacheClusters: 1, alarms: { set: "BASIC" } }, preview);
      assert.deepEqual(
        await valueOf(result.alarms),
        alarmMatrix(resolve(NAME, { numCacheClusters: 1, alarms: { set: "BASIC" } }).alarms),
      );
      if (preview) return;
      assert.deepEqual(
        await valueOf(result.alarmArns),
        Object.fromEntries(
          ["cpu-001", "memory-001", "engineCpu-001"].map((key) => [
            key,
            `arn:aws:cloudwatch:ap-southeast-1:123456789012:alarm:koneksi-test-redis-${key}`,
          ]),
        ),
      );
    });

    it("makes none when alarms are off", async () => {
      const deployment = await deploy({ alarms: { enabled: false, composite: true } }, preview);
      assert.deepEqual(deployment.all(ALARM), []);
      assert.deepEqual(deployment.all(COMPOSITE), []);
      assert.deepEqual(await valueOf(deployment.result.alarms), []);
    });
  });
}

describe("alarms that other resources feed", () => {
  it("ask CloudWatch for a percentile by its own argument", async () => {
    const custom = {
      reads: { metricName: "SuccessfulReadRequestLatency", threshold: 1, statistic: "p99" },
    };
    const deployment = await deploy({ numCacheClusters: 1, alarms: { set: "BASIC", custom } });
    const { inputs } = deployment.named("koneksi-test-reads-001");
    assert.equal(inputs["extendedStatistic"], "p99");
    assert.ok(!("statistic" in inputs));
  });
});

describe("a dashboard", () => {
  const body = async (region: () => pulumi.Input<string>, preview = false) => {
    const spec = resolve("Koneksi.Test", { alarms: { dashboard: true } });
    const deployment = await run(
      () =>
        createDashboard(
          spec,
          alarmMatrix(spec.alarms),
          region(),
          new pulumi.ComponentResource("test:index:Owner", "owner"),
        ),
      { preview },
    );
    return deployment.one(DASHBOARD).inputs;
  };

  it("takes a region that is known only later, and is unknown until then", async () => {
    const inputs = await body(() => pulumi.output("eu-west-1"));
    assert.ok(String(inputs["dashboardBody"]).includes('"region":"eu-west-1"'));
    const later = () => new cloudwatch.LogGroup("later").arn;
    assert.equal((await body(later, true))["dashboardBody"], UNKNOWN);
  });

  it("has a name that CloudWatch takes", async () => {
    assert.equal((await body(() => "eu-west-1"))["dashboardName"], "Koneksi-Test-redis");
  });
});

describe("warnOfMemberDrift", () => {
  const WARNING =
    "nodeIds: the alarms watch koneksi-test-redis-001, koneksi-test-redis-002, but the replication group's members are koneksi-test-redis-001, koneksi-test-redis-003; write nodeIds: [koneksi-test-redis-001, koneksi-test-redis-003], so that every alarm receives data";
  const MEMBERS = ["koneksi-test-redis-001", "koneksi-test-redis-003"];

  const warnings = async (
    members: string[],
    args: RedisCacheArgs = {},
    preview = false,
    before?: string[],
  ) => {
    const program = () => {
      const component = new pulumi.ComponentResource("test:index:Owner", "owner");
      const after = pulumi.output(members);
      warnOfMemberDrift(resolve(NAME, args).alarms, { before, after }, component);
    };
    return (await run(program, { preview })).warnings;
  };

  it("names both sets after an update", async () => {
    assert.deepEqual(await warnings(MEMBERS), [WARNING]);
  });

  it("is silent in a preview, without members, and once nodeIds says so", async () => {
    assert.deepEqual(await warnings(MEMBERS, {}, true), []);
    assert.deepEqual(await warnings([]), []);
    assert.deepEqual(await warnings(MEMBERS, { nodeIds: MEMBERS }), []);
  });

  it("is silent after an update when the members were the same before, because the preview has warned", async () => {
    assert.deepEqual(await warnings(MEMBERS, {}, false, MEMBERS), []);
    assert.deepEqual(await warnings(MEMBERS, {}, false, ["koneksi-test-redis-001"]), [WARNING]);
  });

  it("is silent about a cache whose members are as computed", async () => {
    const { warnings: all } = await deploy({});
    assert.deepEqual(
      all.filter((warning) => warning.startsWith("nodeIds")),
      [],
    );
  });
});
