import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { ConfigurationError } from "../../components/checking/problem";
import { readSettings } from "../../program/settings";
import { PROJECT, ROOT, keys, nameOf, stackConfig } from "../support/program";

const README = readFileSync(path.join(ROOT, "README.md"), "utf8");

/** The code block after a sentence. */
const blockAfter = (sentence: string) =>
  README.split(`${sentence}\n\n\`\`\`\n`)[1]?.split("\n```\n")[0];

/** Changes of Pulumi.prod.yaml, with three mistakes. */
const MISTAKES = keys({
  snapshotWindow: "04:00-06:00",
  numCacheClusters: "1",
  automaticFailoverEnabled: "true",
  parameters: '{"maxmemory-polcy":"allkeys-lru"}',
});

describe("README.md", () => {
  it("shows the error that Pulumi prints for three mistakes in Pulumi.prod.yaml", () => {
    const config = { ...stackConfig("prod"), ...MISTAKES };
    assert.throws(
      () => readSettings(config, { project: PROJECT, stack: "prod" }),
      (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.equal(
          blockAfter(
            "The preview reports all problems at once, each with its rule and a fix. An unknown key is an error:",
          ),
          `error: ${error.message.replace(nameOf("prod"), "koneksi-prod")}`,
        );
        return true;
      },
    );
  });
});
