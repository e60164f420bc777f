import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { main } from "../../../local/check-stacks";
import { PROJECT, key, nameOf } from "../../support/program";

const REPOSITORY = path.resolve(__dirname, "../../..");

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function runIn(project: string, ...argv: string[]): Ran {
  let [out, err] = ["", ""];
  const streams = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
  };
  const code = main(argv, streams, project);
  return { code, out, err };
}

const run = (...argv: string[]) => runIn(REPOSITORY, ...argv);

interface Document {
  readonly ok: boolean;
  readonly error?: string;
  readonly stacks?: readonly {
    readonly stack: string;
    readonly file: string;
    readonly name: string;
    readonly errors: readonly { path: string; rule: string; severity: string; reason: string }[];
    readonly warnings: readonly { path: string; rule: string }[];
    readonly unseen: readonly string[];
    readonly parameterFamily?: string;
    readonly clusterMode: string;
    readonly nodes: readonly { id: string; nodeType: string; usableMemoryBytes?: number }[];
    readonly alarms: readonly { key: string; nodeId: string }[];
  }[];
}

const documentOf = (...argv: string[]) => JSON.parse(run(...argv, "--json").out) as Document;

/** The only stack of a document. */
function only(document: Document) {
  const [stack, ...others] = document.stacks ?? [];
  assert.ok(stack);
  assert.deepEqual(others, []);
  return stack;
}

describe("npm run check", () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-check-"));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  /** A stack file in another folder. */
  function file(name: string, ...lines: string[]): string {
    const where = path.join(folder, name);
    fs.writeFileSync(where, ["config:", ...lines.map((line) => `  ${line}`)].join("\n"));
    return where;
  }

  it("finds nothing wrong with the stacks of this repository", () => {
    const { ok, stacks = [] } = documentOf();
    assert.equal(ok, true);
    assert.deepEqual(
      stacks.map(({ stack, errors }) => [stack, errors]),
      [
        ["prod", []],
        ["staging", []],
        ["uat", []],
      ],
    );
    assert.equal(run().code, 0);
  });

  it("shows nodes with usable memory, parameter family and alarms", () => {
    const { code, out } = run("--stack", "prod");
    assert.equal(code, 0);
    const lines = out.split("\n");
    assert.ok(
      lines.includes(
        `${nameOf("prod")}-redis: redis 7.1, parameter family redis7, cluster mode disabled`,
      ),
    );
    assert.deepEqual(lines.slice(lines.indexOf("Nodes (3)"), lines.indexOf("Nodes (3)") + 4), [
      "Nodes (3)",
      `  ${nameOf("prod")}-redis-001  cache.r6g.large  9.80 GiB usable`,
      `  ${nameOf("prod")}-redis-002  cache.r6g.large  9.80 GiB usable`,
      `  ${nameOf("prod")}-redis-003  cache.r6g.large  9.80 GiB usable`,
    ]);
    assert.ok(lines.includes("Alarms (11 on each of 3 nodes)"));
    assert.ok(
      lines.some((line) =>
        /^ {2}engineCpu +EngineCPUUtilization +Average > 90 % in 5 of 5 periods of 60 s +yes$/.test(
          line,
        ),
      ),
    );
  });

  it("reports the same as JSON", () => {
    const prod = only(documentOf("--stack", "prod"));
    assert.deepEqual(
      prod.nodes,
      ["001", "002", "003"].map((node) => ({
        id: `${nameOf("prod")}-redis-${node}`,
        nodeType: "cache.r6g.large",
        // 14,037,181,030 bytes less a quarter.
        usableMemoryBytes: 10_527_885_772,
      })),
    );
    assert.equal(prod.parameterFamily, "redis7");
    assert.equal(prod.alarms.length, 33);
  });

  it("subtracts the reserved memory that the parameters set", () => {
    const { nodes } = only(
      documentOf("--stack", "prod", "--config", 'parameters={"reserved-memory-percent":"50"}'),
    );
    assert.equal(nodes[0]?.usableMemoryBytes, 7_018_590_515);
  });

  it("exits with code 1 on an error, and reports path, problem and rule", () => {
    const wrong = file(
      "Pulumi.dev.yaml",
      "createNetwork: true",
      "engineVersion: 7.0",
      "numCacheCluster: 2",
      "parameters:",
      "  maxmemory-polcy: allkeys-lru",
      "  timeout: 300",
    );
    const { code, out } = run("--file", wrong);
    assert.equal(code, 1);
    assert.deepEqual(out.split("\n").slice(1), [
      `  error numCacheCluster: not a configuration key of ${PROJECT}; did you mean numCacheClusters? [configuration-key]`,
      '  error engineVersion: "7" is not a valid version of Redis OSS; write "7.0" or "7.1" in quotes, because YAML reads an',
      "    unquoted 7.0 as the number 7 [engine-version]",
      "  error parameters.maxmemory-polcy: not a parameter of redis7; did you mean maxmemory-policy? [parameter-unknown]",
      "  warning alarms.actionArns: empty, so the alarms notify nobody; give the ARN of an SNS topic [alarm-actions-empty]",
      "",
    ]);
    const document = documentOf("--file", wrong);
    assert.equal(document.ok, false);
    assert.deepEqual(
      only(document).errors.map(({ path: where, rule }) => [where, rule]),
      [
        ["numCacheCluster", "configuration-key"],
        ["engineVersion", "engine-version"],
        ["parameters.maxmemory-polcy", "parameter-unknown"],
      ],
    );
  });

  it("checks everything that is not encrypted or imported", () => {
    const encrypted = path.join(folder, "Pulumi.dev.yaml");
    fs.writeFileSync(
      encrypted,
      [
        "environment: [redis-dev]",
        "config:",
        "  createNetwork: true",
        "  authToken: {secure: v1:abc}",
        "  nodeType: {secure: v1:abc}",
        "  kmsKeyId: {secure: v1:abc}",
        "  tags: {Team: {secure: v1:abc}, 'aws:x': y}",
      ].join("\n"),
    );
    const { errors, unseen } = only(documentOf("--file", encrypted));
    assert.deepEqual(
      errors.map(({ path: where }) => where),
      ["tags.aws:x"],
    );
    assert.deepEqual(unseen, [
      `${key("authToken")} (encrypted)`,
      `${key("nodeType")} (encrypted)`,
      `${key("kmsKeyId")} (encrypted)`,
      `${key("tags")} (encrypted)`,
      "keys of the Pulumi ESC environment",
    ]);
  });

  it("shows control characters of keys, values and names as JSON writes them", () => {
    const hostile = file(
      "Pulumi.\u001b[2Jdev.yaml",
      "createNetwork: true",
      '"port\\e[31m": 1',
      '"nodeType": "\\x9b2Jm7g\\u202e"',
      '"name": "\\r\\nok"',
      '"tags": {"a\\e": {secure: v1:abc}}',
    );
    for (const argv of [
      ["--file", hostile],
      ["--file", hostile, "--json"],
      ["--file", "\u001b[2J.yaml"],
      ["--stack", "\u009b", "--json"],
    ]) {
      const { code, out, err } = run(...argv);
      assert.equal(code, 1);
      assert.doesNotMatch(`${out}${err}`, /(?!\n)[\p{Cc}\p{Cf}]/u);
      assert.match(`${out}${err}`, /\\u00(1b|9b)/);
      if (argv.includes("--json")) assert.doesNotThrow(() => JSON.parse(out) as unknown);
    }
  });

  it("reports keys under the name of another project", () => {
    const renamed = file("Pulumi.dev.yaml", "other-redis:createNetwork: true", "aws:port: 1");
    assert.deepEqual(
      only(documentOf("--file", renamed)).errors.map(({ path: where, reason }) => [where, reason]),
      [
        [
          "other-redis:createNetwork",
          `not a key of this project, whose name in Pulumi.yaml is ${PROJECT}; rename it to ${key("createNetwork")}`,
        ],
      ],
    );
  });

  it("reads numbers as Pulumi does", () => {
    const wrong = file(
      "Pulumi.dev.yaml",
      "createNetwork: true",
      "port: 0o0",
      "snapshotRetentionLimit: 0x24",
    );
    assert.deepEqual(
      only(documentOf("--file", wrong)).errors.map(({ path: where, reason }) => [where, reason]),
      [
        ["port", "0 is not a valid TCP port; use a whole number from 1 to 65535, such as 6379"],
        [
          "snapshotRetentionLimit",
          "36 is not a whole number of days from 0 to 35; use for example 7",
        ],
      ],
    );
  });

  it("reports a value that contradicts Pulumi.yaml once", () => {
    const declared = ["nodeType: {type: string}", "environment: {type: string}", "port: 0"];
    fs.writeFileSync(
      path.join(folder, "Pulumi.yaml"),
      ["name: koneksi-redis", "config:", ...declared.map((line) => `  ${line}`)].join("\n"),
    );
    file("Pulumi.dev.yaml", "koneksi-redis:createNetwork: true", "koneksi-redis:nodeType: [a]");
    const { code, out } = runIn(folder, "--json");
    assert.equal(code, 1);
    assert.deepEqual(
      only(JSON.parse(out) as Document).errors.map(({ path: where, rule }) => [where, rule]),
      [
        ["environment", "configuration-required"],
        ["nodeType", "argument-type"],
        ["port", "port"],
      ],
    );
  });

  it("is never wider than 120 columns, with the longest alarms and names", () => {
    const custom = {
      metricName: "DatabaseCapacityUsageCountedForEvictPercentage",
      statistic: "SampleCount",
      threshold: 99.123456789,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      periodSeconds: 3600,
      evaluationPeriods: 24,
    };
    const long = file(
      "long.yaml",
      "createNetwork: true",
      "nodeType: cache.r6g.large",
      "replicationGroupId: a123456789b123456789c123456789d123456789",
      "numNodeGroups: 90",
      `alarms: ${JSON.stringify({ custom: { ["k".repeat(50)]: custom } })}`,
    );
    for (const argv of [
      ["--file", long],
      ["--file", long, "--config", "port=0"],
      ["--file", `${"folder/".repeat(30)}x.yaml`],
      ["--stack", "x".repeat(200)],
    ]) {
      const { out, err } = run(...argv);
      const lines = `${out}${err}`.split("\n");
      assert.deepEqual(
        lines.filter((line) => line.length > 120),
        [],
      );
      assert.equal(out.includes("Alarms"), argv.length === 2 && err === "");
    }
  });

  it("reports a node type that it does not know, and shortens a long list of nodes", () => {
    const many = file(
      "big.yaml",
      "createNetwork: true",
      "nodeType: cache.x9.large",
      "numNodeGroups: 10",
    );
    const { code, out } = run("--file", many);
    assert.equal(code, 0);
    const lines = out.split("\n");
    const first = lines[0] ?? "";
    assert.equal(first.startsWith(`${nameOf("big")} (`), true);
    assert.match(first, / \(.*big\.yaml\): 0 errors, \d+ warnings$/);
    assert.ok(lines.includes("Nodes (20)"));
    assert.ok(lines.includes(`  ${nameOf("big")}-redis-0001-001  cache.x9.large  memory unknown`));
    assert.ok(lines.includes("  … and 8 more"));
  });

  const mistakes: readonly (readonly [string[], string])[] = [
    [
      ["--stack", "prd"],
      "--stack prd: Pulumi.prd.yaml does not exist; the stacks are prod, staging, uat; did you mean prod?",
    ],
    [["--stak", "prod"], "Unknown option '--stak'; npm run check -- --help lists the flags"],
    [["--stack", "prod", "--file", "x"], "--stack and --file cannot be combined; give one of them"],
    [["--config", "authToken:secret"], "--config: write <key>=<value>"],
    [["--file", "nope.yaml"], "cannot read nope.yaml: it does not exist"],
  ];
  for (const [argv, message] of mistakes) {
    it(`explains ${argv.join(" ")}`, () => {
      assert.deepEqual(run(...argv), { code: 1, out: "", err: `error: ${message}\n` });
      assert.deepEqual(documentOf(...argv), { ok: false, error: message });
    });
  }

  it("explains a file that is not YAML, an argument without a flag, and the help", () => {
    const broken = path.join(folder, "Pulumi.dev.yaml");
    fs.writeFileSync(broken, "config: [\n");
    assert.match(run("--file", broken).err, /^error: Pulumi\.dev\.yaml:\d+ is not valid YAML: /);
    assert.match(run("prod").err, /^error: Unexpected argument 'prod'/);
    const { code, out } = run("--help");
    assert.equal(code, 0);
    assert.match(out, /^Usage: npm run check/m);
  });

  it("exits with that code as a process, and loads neither Pulumi nor the AWS provider", () => {
    const loaded = [
      "process.on('exit', () => {",
      "  const from = Object.keys(require.cache).filter((file) => /node_modules.(@pulumi|typescript.lib|ts-node)/.test(file));",
      "  if (from.length > 0) process.stderr.write(from.join('\\n'));",
      "});",
    ].join("\n");
    const hook = path.join(folder, "loaded.js");
    fs.writeFileSync(hook, loaded);
    const check = (...argv: string[]) =>
      spawnSync(process.execPath, ["--require", hook, "local/check.js", ...argv], {
        cwd: REPOSITORY,
        encoding: "utf8",
      });
    // The first run may have to transpile, for which it loads the compiler.
    check("--stack", "prod");
    const right = check("--stack", "prod");
    assert.deepEqual([right.status, right.stderr], [0, ""]);
    const wrong = check("--stack", "prod", "--config", "port=0");
    assert.deepEqual([wrong.status, wrong.stderr], [1, ""]);
    assert.match(wrong.stdout, /^ {2}error port: 0 is not a valid TCP port/m);
  });
});
