import * as assert from "node:assert/strict";
import * as path from "node:path";
import { EngineSession, REPOSITORY, type StackUnderTest } from "../support/engine";

/** The pack, loaded by `pulumi`. tests/policy tests each policy. */
const WITH_PACK = { args: ["--policy-pack", path.join(REPOSITORY, "policy")] };

describe("the policy pack", function () {
  this.timeout(600_000);
  let session: EngineSession;
  let cache: StackUnderTest;

  before(async () => {
    session = await EngineSession.open();
    cache = await session.cache("prod");
  });

  after(() => {
    session.close();
  });

  it("accepts the production stack without violations", async () => {
    const { output } = await cache.preview(WITH_PACK);
    assert.match(output, /Policies:\n +✅ koneksi-redis@v0\.1\.0/);
    assert.doesNotMatch(output, /advisory|mandatory/);
  });

  it("fails the preview of a production cache with violations", async () => {
    const { output } = await cache
      .edit({
        protect: undefined,
        useNetworkKmsKey: undefined,
        numCacheClusters: "1",
        snapshotRetentionLimit: "0",
        transitEncryptionEnabled: "false",
        atRestEncryptionEnabled: "false",
        networkStack: undefined,
        vpcId: "vpc-0123456789abcdef0",
        subnetIds: ["subnet-0123456789abcdef0"],
        allowedCidrBlocks: ["0.0.0.0/0"],
        nodeType: "cache.t3.micro",
      })
      .failing("preview", WITH_PACK);
    assert.deepEqual(
      [...output.matchAll(/\[mandatory\] +([a-z-]+)/g)].map(([, policy]) => policy),
      [
        ...["alarms-notify", "authentication", "backups", "encryption-at-rest"],
        ...["encryption-in-transit", "failover", "private-ingress", "protection", "steady-nodes"],
      ],
    );
  });
});
