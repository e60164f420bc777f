import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { EngineSession, REPOSITORY } from "../support/engine";
import { networkOutputs, runProgram } from "../support/program";
import { type Config, stackSnippets } from "../support/stack-snippets";

/**
 * Every stack configuration in the documentation, with the repository's Pulumi.yaml. `pulumi config` reads each like a
 * preview does, and refuses a stack without a value that Pulumi.yaml declares. The program then runs under mocks with
 * the values from the CLI. A whole preview takes 3 seconds, so the test previews one configuration of each kind.
 */
const KINDS: Readonly<Record<string, (config: Config) => boolean>> = {
  "in cluster mode": (config) => "koneksi-redis:numNodeGroups" in config,
  "with users": (config) => JSON.stringify(config["koneksi-redis:auth"] ?? {}).includes("users"),
  "in a network given by ids": (config) => "koneksi-redis:vpcId" in config,
  "with existing groups": (config) => "koneksi-redis:subnetGroupName" in config,
};

/** awsx creates the network with its own provider, which is not simulated. */
const makesNetwork = (config: Config) => "koneksi-redis:createNetwork" in config;

describe("stacks in the documentation", function () {
  this.timeout(600_000);
  const snippets = stackSnippets();
  let session: EngineSession;
  let file: string;

  before(async () => {
    session = await EngineSession.open();
    await session.project(REPOSITORY, {}, "docs");
    file = path.join(session.folders.home, "Pulumi.docs.yaml");
  });

  after(() => {
    session.close();
  });

  /** Runs a CLI command on the repository's program with this stack file. */
  async function pulumi(text: string, ...command: string[]): Promise<string> {
    fs.writeFileSync(file, text);
    const args = ["-C", REPOSITORY, ...command, "--stack", "docs", "--config-file", file];
    const { code, output, stdout } = await session.pulumi(args);
    assert.equal(code, 0, output);
    return stdout;
  }

  for (const { page, line, text, config } of snippets) {
    it(`${page}:${String(line)} is accepted by the CLI and the program`, async () => {
      const json = await pulumi(text, "config", "--json");
      const values = JSON.parse(json) as Record<string, { value: string }>;
      const handed = Object.entries(values).map(([key, { value }]) => [key, value] as const);
      const stacks = Object.fromEntries(
        ["staging", "prod"].map((stack) => [
          `organization/koneksi-network/${stack}`,
          networkOutputs,
        ]),
      );
      if (makesNetwork(config)) return;
      const { result } = await runProgram("docs", { config: Object.fromEntries(handed), stacks });
      assert.equal("replicationGroupId" in result, true);
    });
  }

  for (const [kind, is] of Object.entries(KINDS)) {
    it(`can be previewed ${kind}`, async () => {
      const snippet = snippets.find(({ config }) => is(config));
      assert.ok(snippet);
      const network = snippet.config["koneksi-redis:networkStack"];
      if (typeof network === "string") await session.network(network.split("/").at(-1) ?? "");
      const json = await pulumi(snippet.text, "preview", "--json");
      const { changeSummary, diagnostics = [] } = JSON.parse(json) as {
        changeSummary: { create: number };
        diagnostics?: { severity: string }[];
      };
      assert.equal(changeSummary.create > 5, true);
      assert.deepEqual(
        diagnostics.filter(({ severity }) => severity === "error"),
        [],
      );
    });
  }
});
