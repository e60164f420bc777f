import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as surface from "../../components";
import { type PackageSpec, type Property, schemaText } from "../../scripts/generate/schema";
import { run } from "../support/mocks";
import { ROOT } from "../support/program";
import { SCHEMA } from "../support/plugin";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const readManifest = (folder: string) =>
  JSON.parse(readFileSync(path.join(ROOT, folder, "package.json"), "utf8")) as Manifest;

/** The outputs; those that do not exist in every mode are optional. */
const OUTPUTS: Readonly<Record<string, "required" | "optional">> = {
  primaryEndpointAddress: "optional",
  readerEndpointAddress: "optional",
  configurationEndpointAddress: "optional",
  port: "required",
  replicationGroupId: "required",
  arn: "required",
  engineVersionActual: "required",
  memberClusters: "required",
  nodeIds: "required",
  subnetGroupName: "optional",
  parameterGroupName: "required",
  securityGroupId: "optional",
  authSecretArn: "optional",
  alarms: "required",
  alarmArns: "required",
  iamConnectPolicy: "optional",
  connection: "required",
};

const namesWith = (need: string) =>
  Object.keys(OUTPUTS)
    .filter((name) => OUTPUTS[name] === need)
    .sort();

const manifest = readManifest("plugin");

describe("the schema of the package", () => {
  let text: string;
  let schema: PackageSpec;

  before(() => {
    text = schemaText();
    schema = JSON.parse(text) as PackageSpec;
  });

  const component = () => {
    const {
      inputProperties = {},
      properties = {},
      ...others
    } = schema.resources["redis-cache:index:RedisCache"] ?? {};
    return { inputProperties, properties, ...others };
  };

  it("has one component, RedisCache, with the name and version of the package", () => {
    const { name, version } = manifest;
    assert.equal(`@${schema.namespace ?? ""}/${schema.name}`, name);
    assert.equal(schema.version, version);
    assert.deepEqual(Object.keys(schema.resources), ["redis-cache:index:RedisCache"]);
    assert.deepEqual(component().requiredInputs, []);
  });

  // A change here is a change of every generated SDK: look at it, and at the version in plugin/package.json.
  it("is the one that the plugin serves (else: npm run generate)", () => {
    assert.equal(readFileSync(SCHEMA, "utf8"), text);
  });

  it("has exactly the outputs of the contract, those of one mode alone as optional", () => {
    const { properties, required } = component();
    assert.deepEqual(Object.keys(properties), Object.keys(OUTPUTS));
    assert.deepEqual(required, namesWith("required"));
    const optional = Object.entries(properties)
      .filter(([, property]) => "optional" in property && property.optional === true)
      .map(([name]) => name);
    assert.deepEqual(optional.sort(), namesWith("optional"));
  });

  it("has exactly the outputs that a cache registers", async () => {
    const { result } = await run(() => new surface.RedisCache("cache", {}));
    const fields = Object.keys(result).filter((name) => !name.startsWith("__"));
    assert.deepEqual(fields.filter((name) => name !== "urn").sort(), Object.keys(OUTPUTS).sort());
  });

  it("describes every property, type member and the component", () => {
    const described: [string, string | undefined][] = [
      ["RedisCache", component().description],
      ...descriptions("arguments", component().inputProperties),
      ...descriptions("outputs", component().properties),
      ...Object.entries(schema.types).flatMap(([name, type]): [string, string | undefined][] => [
        ...descriptions(name, type.properties ?? {}),
        ...(type.enum ?? []).map(({ value, description }): [string, string | undefined] => [
          `${name}.${String(value)}`,
          description,
        ]),
      ]),
    ];
    const wrong = described.filter(
      ([, description]) => description === undefined || !/^[A-Z“`][^]*\.$/.test(description),
    );
    assert.deepEqual(wrong, []);
  });

  const descriptions = (
    owner: string,
    properties: Readonly<Record<string, Property>>,
  ): [string, string | undefined][] =>
    Object.entries(properties).map(([name, { description }]) => [`${owner}.${name}`, description]);

  it("gives the default of every argument that has one", () => {
    const silent = Object.entries(component().inputProperties)
      .filter(([, { description = "" }]) => !/Defaults\sto\s/.test(description))
      .map(([name]) => name);
    assert.deepEqual(silent, []);
  });

  it("has nothing that the analyzer misreads or drops", () => {
    assert.ok(!text.includes("[object "), "a link among the docs");
    assert.ok(!text.includes("pulumi.json#/Any"), "a type that became Any");
    assert.ok(!/"__|@internal/.test(text), "something private");
  });
});
