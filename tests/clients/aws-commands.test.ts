import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { blocks } from "../support/markdown";
import { shell } from "../support/shell";
import { type Listener, listen } from "./listener";
import { installAwsCli, orSkip } from "./tools";

/**
 * Runs every AWS CLI command of the documentation in a shell. The CLI checks all arguments against AWS's description of
 * the API, and sends its requests to this process.
 */
const TOOLS = `
aws() { python3 -m awscli "$@"; }
pulumi() { echo "from pulumi"; }
`;

const SECRET = "token-0123456789-abcdef";

/** The names of the API operations that a text calls. */
const operations = (text: string) =>
  [...text.matchAll(/^ *aws [a-z0-9-]+ ([a-z-]+)/gm)].map(([, command = ""]) =>
    command.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );

describe("commands of the AWS CLI in the documentation", function () {
  this.timeout(600_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aws-commands-"));
  let aws: Listener;
  let env: Record<string, string>;

  before(async function () {
    const awsCli = orSkip(this, "the AWS CLI", installAwsCli);
    aws = await listen();
    fs.writeFileSync(path.join(folder, "token.txt"), SECRET);
    env = {
      ...{ PYTHONPATH: awsCli, AWS_ENDPOINT_URL: aws.url, AWS_DEFAULT_REGION: "ap-southeast-1" },
      ...{ AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_PAGER: "" },
    };
  });

  after(() => {
    (aws as Listener | undefined)?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  for (const { page, line, text } of blocks(["sh", "bash", "shell"])) {
    if (operations(text).length === 0) continue;
    it(`${page}:${String(line)}`, async () => {
      const before = aws.called.length;
      const { status, output } = await shell(TOOLS, text, folder, env);
      assert.equal(status, 0, output);
      assert.deepEqual(aws.called.slice(before), operations(text));
    });
  }

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    [
      "a missing argument",
      "aws elasticache create-replication-group --replication-group-id a --snapshot-name b",
      /--replication-group-description/,
    ],
    ["an unknown option", "aws elasticache describe-users --person a", /--person/],
  ];
  for (const [what, text, sign] of wrong) {
    it(`fails with ${what}`, async () => {
      const before = aws.called.length;
      const { status, output } = await shell(TOOLS, text, folder, env);
      assert.notEqual(status, 0);
      assert.match(output, sign);
      assert.equal(aws.called.length, before);
    });
  }
});
