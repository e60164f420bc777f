import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Failure } from "../../../local/failure";
import { listStacks, readStackFile } from "../../../local/stack-file";
import { LATE } from "../../../program/configuration";
import { DECLARED, READ, READ_FILE, REFUSED } from "../../support/stack-file-table";

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    assert.ok(thrown instanceof Failure, String(thrown));
    return thrown.message;
  }
  assert.fail("nothing was refused");
}

describe("local/stack-file", () => {
  let project: string;
  const write = (name: string, content: string | Buffer) => {
    fs.writeFileSync(path.join(project, name), content);
  };
  const read = (overrides: Readonly<Record<string, string>> = {}) =>
    readStackFile(project, path.join(project, "Pulumi.dev.yaml"), overrides);
  const refusal = () => messageOf(() => read());
  beforeEach(() => {
    project = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-stack-file-"));
    write("Pulumi.yaml", "name: app\nruntime: nodejs\n");
  });
  afterEach(() => {
    fs.rmSync(project, { recursive: true });
  });

  it("lists the stacks that have a file", () => {
    for (const name of ["Pulumi.prod.yaml", "Pulumi.dev.yaml", "Pulumi.dev.yaml.bak", "x.yaml"]) {
      write(name, "");
    }
    assert.deepEqual(listStacks(project), ["dev", "prod"]);
  });

  describe("the table of values", () => {
    let values: Readonly<Record<string, unknown>> | undefined;
    beforeEach(() => {
      write("Pulumi.dev.yaml", READ_FILE);
      values ??= read().config;
    });

    for (const [index, [yaml, value]] of READ.entries()) {
      it(`reads ${JSON.stringify(yaml)}`, () => {
        assert.deepEqual(values?.[`app:k${String(index)}`], value);
      });
    }
  });

  for (const [what, text, message] of REFUSED) {
    it(`refuses ${what}`, () => {
      write("Pulumi.dev.yaml", text);
      assert.equal(refusal(), `Pulumi.dev.yaml${message}`);
    });
  }

  it("refuses a list that is nested too deeply", () => {
    write("Pulumi.dev.yaml", `config:\n  a: ${"[".repeat(100_000)}`);
    assert.equal(refusal(), "Pulumi.dev.yaml is nested too deeply");
  });

  it("accepts as many aliases as Pulumi does", () => {
    const list = `[${Array(2000).fill("*a").join(", ")}]`;
    write("Pulumi.dev.yaml", `config:\n  a: &a x\n  b: ${list}\n`);
    assert.deepEqual(read().config["app:b"], Array(2000).fill("x"));
  });

  it("counts a mapping's own keys before what it merges, as Pulumi does", () => {
    write(
      "Pulumi.dev.yaml",
      `config:\n  a: &a { b: [${Array(2000).fill("x").join(", ")}] }\n  <<: *a\n`,
    );
    assert.deepEqual(read().config["app:b"], Array(2000).fill("x"));
  });

  it("refuses a file that is missing, a folder, or not UTF-8", () => {
    assert.equal(refusal(), "cannot read Pulumi.dev.yaml: it does not exist");
    write("Pulumi.dev.yaml", Buffer.from([0x61, 0xff]));
    assert.equal(refusal(), "cannot read Pulumi.dev.yaml: it is not UTF-8");
    fs.rmSync(path.join(project, "Pulumi.dev.yaml"));
    fs.mkdirSync(path.join(project, "Pulumi.dev.yaml"));
    assert.equal(refusal(), "cannot read Pulumi.dev.yaml: it is a folder");
  });

  it("accepts an empty file, and a byte order mark", () => {
    write("Pulumi.dev.yaml", "");
    assert.deepEqual(read(), { project: "app", config: {}, environment: false, problems: [] });
    write("Pulumi.dev.yaml", "\ufeffconfig: {a: 1}");
    assert.deepEqual(read().config, { "app:a": "1" });
  });

  it("reports whether the stack imports an environment", () => {
    for (const [text, imports] of [
      ["environment: [a]", true],
      ["environment: {values: {}}", true],
      ["environment:", false],
    ] as const) {
      write("Pulumi.dev.yaml", text);
      assert.equal(read().environment, imports, text);
    }
  });

  it("gives a key its namespace, and refuses one that is given twice", () => {
    write("Pulumi.dev.yaml", "config: {a: 1, app:b: 2, 'aws:config:region': eu-west-1}");
    assert.deepEqual(read().config, { "app:a": "1", "app:b": "2", "aws:region": "eu-west-1" });
    write("Pulumi.dev.yaml", "config: {a: 1, 'app:a': 1}");
    assert.equal(refusal(), "Pulumi.dev.yaml: app:a is given twice; remove one");
  });

  it("lets the text of --config override everything else", () => {
    write("Pulumi.dev.yaml", "config: {a: 1, b: {secure: v1:x}, c: 2}");
    assert.deepEqual(read({ a: '{"x":1}', "app:b": "", "aws:region": "eu-west-1" }).config, {
      "app:a": '{"x":1}',
      "app:b": "",
      "app:c": "2",
      "aws:region": "eu-west-1",
    });
  });

  describe("what Pulumi.yaml declares", () => {
    it("is the value of a key that the stack file does not give", () => {
      write("Pulumi.yaml", DECLARED.project);
      write("Pulumi.dev.yaml", DECLARED.stack);
      assert.deepEqual(read(), {
        project: "app",
        config: DECLARED.values,
        environment: false,
        problems: [],
      });
    });

    const declare = (key: string, declaration: string, config = "") => {
      write("Pulumi.yaml", `name: app\nruntime: nodejs\nconfig:\n  ${key}: ${declaration}\n`);
      write("Pulumi.dev.yaml", config);
      return read().problems.map(({ rule, path: where, reason }) => [rule, where, reason]);
    };

    it("is required without a default, unless an environment may contain it", () => {
      const missing = [
        "configuration-required",
        "a",
        "required; Pulumi.yaml declares it without a default",
      ];
      assert.deepEqual(declare("a", "{type: string}"), [missing]);
      assert.deepEqual(declare("app:a", "{description: x}"), [missing]);
      assert.deepEqual(declare("a", "{type: string, default: ''}"), []);
      assert.deepEqual(declare("a", "{type: string}", "config: {a: x}"), []);
      assert.deepEqual(declare("a", "{type: string}", "environment: [x]"), []);
    });

    const types: readonly (readonly [declared: string, right: string, wrong: string])[] = [
      ["string", "1", "[a]"],
      ["integer", "0x1F", "1.5"],
      ["integer", "'7'", "seven"],
      ["boolean", "true", "yes"],
      ["object", "{a: 1}", "[a]"],
      ["array, items: {type: integer}", "[1, 2.0]", "[1, 2.5]"],
      ["array, items: {type: string}", "[a, {secure: v1:x}]", "[1]"],
      ["array, items: {type: array, items: {type: boolean}}", "[[true]]", "[true]"],
    ];
    for (const [declared, right, wrong] of types) {
      it(`is of the type ${declared}: ${right} is, ${wrong} is not`, () => {
        const type = declared.split(",", 1)[0] ?? "";
        const reason = `not of the type ${type}, which Pulumi.yaml declares`;
        assert.deepEqual(declare("a", `{type: ${declared}}`, `config: {a: ${right}}`), []);
        assert.deepEqual(declare("a", `{type: ${declared}}`, "config: {a: {secure: v1:x}}"), []);
        assert.deepEqual(declare("a", `{type: ${declared}}`, `config: {a: ${wrong}}`), [
          ["configuration-type", "a", reason],
        ]);
      });
    }

    it("is encrypted where it is secret", () => {
      const secret = "{type: string, secret: true}";
      assert.deepEqual(declare("a", secret, "config: {a: {secure: v1:x}}"), []);
      assert.deepEqual(declare("a", secret, "config: {a: x}"), [
        [
          "configuration-secret",
          "a",
          "not encrypted; Pulumi.yaml declares it secret: pulumi config set --secret a",
        ],
      ]);
    });
  });

  it("keeps an encrypted value unknown", () => {
    write("Pulumi.dev.yaml", "config: {a: {secure: v1:x}}");
    assert.equal(read().config["app:a"], LATE);
  });

  it("refuses a project without a name", () => {
    write("Pulumi.yaml", "runtime: nodejs\n");
    write("Pulumi.dev.yaml", "");
    assert.equal(refusal(), "Pulumi.yaml: name: required");
  });
});
