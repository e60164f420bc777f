import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { ConfigurationError } from "../../components/checking/problem";
import { readSettings } from "../../program/settings";
import { ROOT, stackConfig } from "../support/program";

const README = readFileSync(path.join(ROOT, "README.md"), "utf8");

/** The block of code after a sentence that ends with this. */
const blockAfter = (sentence: string) =>
  README.split(`${sentence}\n\n\`\`\`\n`)[1]?.split("\n```\n")[0];

/** Mistakes in Pulumi.prod.yaml. */
const MISTAKES = {
  "koneksi-redis:snapshotWindow": "04:00-06:00",
  "koneksi-redis:numCacheClusters": "1",
  "koneksi-redis:automaticFailoverEnabled": "true",
  "koneksi-redis:parameters": '{"maxmemory-polcy":"allkeys-lru"}',
};

describe("README.md", () => {
  it("shows what Pulumi prints of three mistakes in Pulumi.prod.yaml", () => {
    const config = { ...stackConfig("prod"), ...MISTAKES };
    assert.throws(
      () => readSettings(config, { stack: "prod" }),
      (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.equal(
          blockAfter(
            "An unknown key is an error that names the nearest known one, never a silent default:",
          ),
          `error: ${error.message}`,
        );
        return true;
      },
    );
  });
});
