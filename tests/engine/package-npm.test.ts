import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as ts from "typescript";
import * as surface from "../../components";
import { copyPackage, npm } from "../support/plugin";
import { ROOT } from "../support/program";

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { CacheEngine, RedisCache, containerEnvironment, readConnection } from "@koneksi/redis-cache";

const cache = new RedisCache("sessions", { engine: CacheEngine.VALKEY, nodeType: "cache.r7g.large" });
export const host: pulumi.Output<string | undefined> = cache.primaryEndpointAddress;
export const tls: pulumi.Output<boolean> = cache.connection.tls;
const connection = readConnection(new pulumi.StackReference("organization/koneksi-redis/prod"));
export const names = containerEnvironment(connection).environment.apply((all) => all.map(({ name }) => name));
// @ts-expect-error -- no argument of this name
new RedisCache("typo", { nodeTyp: "cache.r7g.large" });
// @ts-expect-error -- an output where a plain value is meant
new RedisCache("later", { nodeType: pulumi.output("cache.r7g.large") });
`;

/** Creates a cache under mocks, and prints its endpoint. */
const RUN = `
const pulumi = require("@pulumi/pulumi");
pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => ({ id: name + "-id", state: { ...inputs, primaryEndpointAddress: "host-of-" + name } }),
  call: ({ inputs }) => inputs,
});
const { RedisCache } = require("@koneksi/redis-cache");
const network = { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] };
const cache = new RedisCache("sessions", { ...network, alarms: { enabled: false } });
cache.primaryEndpointAddress.apply(console.log);
`;

describe("the npm package, installed in another project", () => {
  let project: string;
  let installed: string;

  before(() => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-npm-"));
    const checkout = path.join(home, "checkout");
    project = path.join(home, "project");
    installed = path.join(project, "node_modules/@koneksi/redis-cache");
    fs.mkdirSync(installed, { recursive: true });
    copyPackage(checkout);
    const stale = path.join(checkout, "plugin/dist/removed.js");
    fs.mkdirSync(path.dirname(stale));
    fs.writeFileSync(stale, "");
    const packed = npm(checkout, "pack", "--silent", "--pack-destination", home);
    const tarball = path.join(home, packed.trim().split("\n").at(-1) ?? "");
    execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
    // Its dependencies, where npm would install them.
    for (const name of ["@pulumi", "@types", "fastest-levenshtein"]) {
      const target = path.join(project, "node_modules", name);
      fs.symlinkSync(path.join(ROOT, "node_modules", name), target);
    }
  });

  after(() => {
    fs.rmSync(path.dirname(project), { recursive: true, force: true });
  });

  it("contains only the compiled package", () => {
    const files = fs
      .readdirSync(installed, { recursive: true, encoding: "utf8" })
      .filter((file) => fs.statSync(path.join(installed, file)).isFile());
    const others = files.filter((file) => !/^dist\/.*\.(js|d\.ts)$/.test(file));
    assert.deepEqual(others.sort(), ["LICENSE", "README.md", "package.json"]);
    const modules = fs
      .readdirSync(path.join(ROOT, "components"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"));
    assert.equal(files.length, others.length + 2 * modules.length);
  });

  it("has the dependency versions that the repository is tested with", () => {
    const dependencies = (file: string) =>
      (
        JSON.parse(fs.readFileSync(file, "utf8")) as {
          dependencies: Readonly<Record<string, string>>;
        }
      ).dependencies;
    const tested = dependencies(path.join(ROOT, "package.json"));
    for (const [name, range] of Object.entries(
      dependencies(path.join(installed, "package.json")),
    )) {
      assert.equal(range, tested[name], name);
    }
  });

  it("exports the whole public API to plain Node.js", () => {
    const script = 'console.log(JSON.stringify(Object.keys(require("@koneksi/redis-cache"))))';
    const printed = execFileSync(process.execPath, ["-e", script], {
      cwd: project,
      encoding: "utf8",
    });
    assert.deepEqual((JSON.parse(printed) as string[]).sort(), Object.keys(surface).sort());
  });

  it("creates a cache", () => {
    const printed = execFileSync(process.execPath, ["-e", RUN], { cwd: project, encoding: "utf8" });
    assert.equal(printed, "host-of-sessions-replication-group\n");
  });

  it("has type declarations that check a program, also without skipLibCheck", () => {
    const file = path.join(project, "index.ts");
    fs.writeFileSync(file, PROGRAM);
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2020,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
    });
    const own = program
      .getSourceFiles()
      .filter(({ fileName }) => fileName === file || fileName.startsWith(installed));
    assert.ok(own.length > 5);
    const errors = own
      .flatMap((source) => [...program.getSemanticDiagnostics(source)])
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
    assert.deepEqual(errors, []);
  });
});
