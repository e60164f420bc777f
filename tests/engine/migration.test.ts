import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import type { RedisCacheArgs } from "../../components";
import {
  EngineSession,
  type OperationResult,
  type StackUnderTest,
  stepsOf,
} from "../support/engine";
import { blocks } from "../support/markdown";

/**
 * The steps of docs/guides/migrate-from-terraform.md: import a running cache that another tool created with other
 * names, and add what it lacks, without replacing it.
 */
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const UPDATE = "update elasticache.ReplicationGroup koneksi-prod-replication-group";

const stepsAtGroups = (result: OperationResult) =>
  stepsOf(result).filter((step) => step.includes(" elasticache."));

describe("migration from the Terraform module", function () {
  this.timeout(600_000);
  let session: EngineSession;
  let stack: StackUnderTest;
  let args: RedisCacheArgs;

  before(async () => {
    session = await EngineSession.open();
    const terraform = await session.program("terraform", "terraform");
    await terraform.up();
    const securityGroup = terraform.resources().find(({ type }) => type.endsWith(":SecurityGroup"));
    args = {
      subnetGroupName: "koneksi-prod-redis-subnet-group",
      parameterGroupName: "koneksi-prod-redis-params",
      securityGroupIds: [securityGroup?.id ?? ""],
      nodeType: "cache.r6g.large",
      numCacheClusters: 3,
      auth: { mode: "none" },
    };
    stack = await session.program("redis-cache", "koneksi-prod", { args, protect: true });
  });
  after(() => {
    session.close();
  });

  it("imports the running cache, and updates it in place", async () => {
    const [example] = blocks(["json"], ["docs/guides/migrate-from-terraform.md"]);
    const file = path.join(stack.configFolder, "import.json");
    fs.writeFileSync(file, example?.text ?? "");
    await stack.command(
      ...["import", "--file", file, "--protect=false", "--generate-code=false"],
      ...["--yes", "--skip-preview"],
    );
    assert.deepEqual(stepsAtGroups(await stack.up()), [UPDATE]);
    const attributes = session.account.get(GROUP, "koneksi-prod-redis")?.attributes;
    assert.deepEqual(
      [attributes?.["multiAzEnabled"], attributes?.["snapshotRetentionLimit"]],
      [true, 7],
    );
  });

  it("adds its own parameter group in place, and changes nothing else", async () => {
    const { parameterGroupName, ...own } = args;
    assert.equal(parameterGroupName, "koneksi-prod-redis-params");
    assert.deepEqual(stepsAtGroups(await stack.edit({ args: own }).preview()), [
      "create elasticache.ParameterGroup koneksi-prod-parameter-group",
      UPDATE,
    ]);
  });
});
