import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { ConfigurationError } from "../../components/checking/problem";
import { readSettings } from "../../program/settings";
import { PROJECT, ROOT, keys, nameOf, stackConfig } from "../support/program";

const README = readFileSync(path.join(ROOT, "README.md"), "utf8");

/** The block of code after a sentence with this ending. */
const blockAfter = (sentence: string) =>
  README.split(`${sentence}\n\n\`\`\`\n`)[1]?.split("\n```\n")[0];

/** Mistakes in Pulumi.prod.yaml. */
const MISTAKES = keys({
  snapshotWindow: "04:00-06:00",
  numCacheClusters: "1",
  automaticFailoverEnabled: "true",
  parameters: '{"maxmemory-polcy":"allkeys-lru"}',
});

describe("README.md", () => {
  it("shows what Pulumi prints for three mistakes in Pulumi.prod.yaml", () => {
    const config = { ...stackConfig("prod"), ...MISTAKES };
    assert.throws(
      () => readSettings(config, { project: PROJECT, stack: "prod" }),
      (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.equal(
          blockAfter(
            "An unknown key is an error that names the nearest known one, never a silent default:",
          ),
          `error: ${error.message.replace(nameOf("prod"), "koneksi-prod")}`,
        );
        return true;
      },
    );
  });
});
