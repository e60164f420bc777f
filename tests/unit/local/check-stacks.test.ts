import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { main } from "../../../local/check-stacks";

const REPOSITORY = path.resolve(__dirname, "../../..");

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(...argv: string[]): Ran {
  let [out, err] = ["", ""];
  const code = main(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

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

  /** A stack file somewhere else. */
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

  it("shows nodes with usable memory, parameter family and alarm matrix", () => {
    const { code, out } = run("--stack", "prod");
    assert.equal(code, 0);
    const lines = out.split("\n");
    assert.ok(
      lines.includes(
        "koneksi-prod-redis: redis 7.1, parameter family redis7, cluster mode disabled",
      ),
    );
    assert.deepEqual(lines.slice(lines.indexOf("Nodes (3)"), lines.indexOf("Nodes (3)") + 4), [
      "Nodes (3)",
      "  koneksi-prod-redis-001  cache.r6g.large  9.80 GiB usable",
      "  koneksi-prod-redis-002  cache.r6g.large  9.80 GiB usable",
      "  koneksi-prod-redis-003  cache.r6g.large  9.80 GiB usable",
    ]);
    assert.ok(
      lines.some((line) =>
        /^ {2}engineCpu +EngineCPUUtilization +Average > 90 % in 5 of 5 periods of 60 s +001 002 003 +notifies$/.test(
          line,
        ),
      ),
    );
  });

  it("says the same as JSON", () => {
    const prod = only(documentOf("--stack", "prod"));
    assert.deepEqual(
      prod.nodes,
      ["001", "002", "003"].map((node) => ({
        id: `koneksi-prod-redis-${node}`,
        nodeType: "cache.r6g.large",
        // 14,037,181,030 bytes less a quarter.
        usableMemoryBytes: 10_527_885_772,
      })),
    );
    assert.equal(prod.parameterFamily, "redis7");
    assert.equal(prod.alarms.length, 33);
  });

  it("takes off the reserve that the parameters name", () => {
    const { nodes } = only(
      documentOf("--stack", "prod", "--config", 'parameters={"reserved-memory-percent":"50"}'),
    );
    assert.equal(nodes[0]?.usableMemoryBytes, 7_018_590_515);
  });

  it("refuses with exit code 1, and says what, where and by which rule", () => {
    const wrong = file(
      "Pulumi.dev.yaml",
      "koneksi-redis:createNetwork: true",
      "koneksi-redis:engineVersion: 7.0",
      "koneksi-redis:numCacheCluster: 2",
      "koneksi-redis:parameters:",
      "  maxmemory-polcy: allkeys-lru",
      "  timeout: 300",
    );
    const { code, out } = run("--file", wrong);
    assert.equal(code, 1);
    assert.deepEqual(
      out.split("\n").filter((line) => line.startsWith("  error")),
      [
        "  error numCacheCluster: not a configuration key of koneksi-redis; did you mean numCacheClusters? [configuration-key]",
        '  error engineVersion: "7" is no version of Redis OSS as AWS writes it; write "7.0" or "7.1" in quotes, because YAML reads an unquoted 7.0 as the number 7 [engine-version]',
        "  error parameters.maxmemory-polcy: not a parameter of redis7; did you mean maxmemory-policy? [parameter-unknown]",
      ],
    );
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

  it("checks what it can around what is encrypted or imported", () => {
    const encrypted = path.join(folder, "Pulumi.dev.yaml");
    fs.writeFileSync(
      encrypted,
      [
        "environment: [redis-dev]",
        "config:",
        "  koneksi-redis:createNetwork: true",
        "  koneksi-redis:authToken: {secure: v1:abc}",
        "  koneksi-redis:nodeType: {secure: v1:abc}",
        "  koneksi-redis:kmsKeyId: {secure: v1:abc}",
        "  koneksi-redis:tags: {Team: {secure: v1:abc}, 'aws:x': y}",
      ].join("\n"),
    );
    const { errors, unseen } = only(documentOf("--file", encrypted));
    assert.deepEqual(
      errors.map(({ path: where }) => where),
      ["tags.aws:x"],
    );
    assert.deepEqual(unseen, [
      "koneksi-redis:authToken (encrypted)",
      "koneksi-redis:nodeType (encrypted)",
      "koneksi-redis:kmsKeyId (encrypted)",
      "koneksi-redis:tags (encrypted)",
      "keys of the Pulumi ESC environment",
    ]);
  });

  it("has words for a node type that it does not know, and for many nodes", () => {
    const many = file(
      "big.yaml",
      "koneksi-redis:createNetwork: true",
      "koneksi-redis:nodeType: cache.x9.large",
      "koneksi-redis:numNodeGroups: 10",
    );
    const { code, out } = run("--file", many);
    assert.equal(code, 0);
    const lines = out.split("\n");
    assert.match(lines[0] ?? "", /^koneksi-big \(.*big\.yaml\): 0 errors, \d+ warnings$/);
    assert.ok(lines.includes("Nodes (20)"));
    assert.ok(lines.includes("  koneksi-big-redis-0001-001  cache.x9.large  memory unknown"));
    assert.ok(lines.includes("  … and 8 more"));
  });

  const mistakes: readonly (readonly [string[], string])[] = [
    [
      ["--stack", "prd"],
      "unknown stack prd: it is one of prod, staging, uat (each has a Pulumi.<stack>.yaml); did you mean prod?",
    ],
    [
      ["--stak", "prod"],
      "unknown flag --stak: it is one of --stack, --file, --config, --json, --help; did you mean --stack?",
    ],
    [["--stack", "prod", "--file", "x"], "--stack and --file are both given; give one of them"],
    [["--config", "x"], "--config needs <key>=<value>, got x"],
    [["--file", "nope.yaml"], "can't read nope.yaml (ENOENT): it has to be a readable file"],
  ];
  for (const [argv, message] of mistakes) {
    it(`explains ${argv.join(" ")}`, () => {
      assert.deepEqual(run(...argv), { code: 1, out: "", err: `error: ${message}\n` });
      assert.deepEqual(documentOf(...argv), { ok: false, error: message });
    });
  }

  it("explains a file that is no YAML, a list of words, and help", () => {
    const broken = path.join(folder, "Pulumi.dev.yaml");
    fs.writeFileSync(broken, "config: [\n");
    assert.match(run("--file", broken).err, /^error: Pulumi\.dev\.yaml:\d+ is not valid YAML: /);
    assert.match(run("prod").err, /^error: Unexpected argument 'prod'/);
    const { code, out } = run("--help");
    assert.equal(code, 0);
    assert.match(out, /^Usage: npm run check/m);
  });

  it("is a process of its own, with that exit code, and loads neither Pulumi nor the AWS provider", () => {
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
    assert.match(wrong.stdout, /^ {2}error port: 0 is no TCP port/m);
  });
});
