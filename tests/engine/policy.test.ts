import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { RedisCache } from "../../components";
import { EngineSession, REPOSITORY, stepsOf } from "../support/engine";
import { Clone } from "../support/runner";

const OPTIONS = { policyPacks: [path.join(REPOSITORY, "policy")] };

/** The pack as the engine loads and asks it. What each policy says is proven in `tests/policy`. */
describe("the policy pack on the engine", function () {
  this.timeout(120_000);
  let session: EngineSession;

  before(async () => {
    session = await EngineSession.open();
  });

  after(() => {
    session.close();
  });

  for (const [name, operations] of [
    ["staging", ["preview"]],
    ["uat", ["preview"]],
    ["prod", ["preview", "up"]],
  ] as const) {
    it(`accepts ${name} in silence: ${operations.join(", ")}`, async () => {
      const stack = await session.cache(name);
      for (const operation of operations) {
        const { output } = await stack[operation](OPTIONS);
        assert.match(output, /Policies:\n +✅ koneksi-redis@v0\.1\.0/);
        assert.doesNotMatch(output, /advisory|mandatory/);
      }
    });
  }

  it("fails the preview and the update of a production cache that is not what it has to be", async () => {
    const stack = session.inline(
      "policy",
      () => {
        new RedisCache("orders", {
          ...{ vpcId: "vpc-0123456789abcdef0", subnetIds: ["subnet-0123456789abcdef0"] },
          ...{ allowedCidrBlocks: ["0.0.0.0/0"], numCacheClusters: 1, snapshotRetentionLimit: 0 },
          ...{ transitEncryptionEnabled: false, atRestEncryptionEnabled: false },
        });
        return Promise.resolve({});
      },
      {},
      "prod",
    );
    const violated = (output: string) =>
      [...output.matchAll(/\[mandatory\] +([a-z-]+)/g)].map(([, policy]) => policy);
    const expected = [
      ...[
        "alarms-notify",
        "authentication",
        "backups",
        "encryption-at-rest",
        "encryption-in-transit",
      ],
      ...["failover", "private-ingress", "protection", "steady-nodes"],
    ];
    const preview = await stack.failing("preview", OPTIONS);
    assert.deepEqual(violated(preview.output), expected);
    const up = await stack.failing("up", OPTIONS);
    assert.deepEqual(
      stepsOf(up).filter((step) => step.includes("elasticache.ReplicationGroup")),
      [],
    );
  });

  it("fails the update of a production cache whose alarms tell nobody", async () => {
    const stack = session.inline(
      "silent",
      () => {
        new RedisCache(
          "silent",
          { nodeType: "cache.r7g.large", auth: { token: "a-token-of-sixteen-or-more" } },
          { protect: true },
        );
        return Promise.resolve({});
      },
      {},
      "prod",
    );
    const { output } = await stack.failing("preview", OPTIONS);
    assert.match(
      output,
      /\[mandatory\] +alarms-notify +\(aws:elasticache\/replicationGroup:ReplicationGroup: silent-replication-group\)/,
    );
    assert.match(output, /No alarm on a node of silent-redis has an action/);
    assert.equal(output.match(/\[mandatory\]/g)?.length, 1);
  });

  it("is refused before anything is written where there is none", async () => {
    const clone = new Clone();
    const ended = await clone.run("preview --stack staging --policy-pack components");
    assert.deepEqual(ended, {
      code: 1,
      stdout: "",
      stderr: "error: --policy-pack components: a folder with a PulumiPolicy.yaml is expected\n",
    });
    assert.equal(fs.existsSync(clone.home), false);
    clone.close();
  });
});
