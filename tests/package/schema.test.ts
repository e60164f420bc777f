import * as assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { getPulumiComponents } from "@pulumi/pulumi/provider/experimental";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import * as surface from "../../components";
import { type Shape, argumentShapes } from "../../components/checking/shape";
import { run } from "../support/mocks";
import { ROOT } from "../support/program";
import { SCHEMA } from "../support/plugin";

/** A property of the schema: a scalar, a reference, a list or a map. */
interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: Property;
  readonly additionalProperties?: Property;
  readonly plain?: boolean;
  readonly optional?: boolean;
  readonly description?: string;
}

interface TypeDefinition {
  readonly type: string;
  readonly properties?: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
  readonly enum?: readonly { readonly value: string; readonly description?: string }[];
}

interface Schema {
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly inputProperties: Readonly<Record<string, Property>>;
        readonly requiredInputs: readonly string[];
        readonly properties: Readonly<Record<string, Property>>;
        readonly required: readonly string[];
      }
    >
  >;
  readonly types: Readonly<Record<string, TypeDefinition>>;
}

const TOKEN = "redis-cache:index:RedisCache";
const TYPE = "#/types/redis-cache:index:";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const readManifest = (folder: string) =>
  JSON.parse(readFileSync(path.join(ROOT, folder, "package.json"), "utf8")) as Manifest;

/** The outputs of contract.md, and `iamConnectPolicy`; those that don't exist in a mode are optional. */
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
  let schema: Schema;

  // As Pulumi's component host makes it for each start of a plugin that brings none.
  before(() => {
    const names = new Set(getPulumiComponents(surface).map(({ name }) => name));
    // Of the components alone: with the tests, which the repository's own tsconfig.json includes, it takes three times as long.
    const folder = mkdtempSync(path.join(tmpdir(), "schema-"));
    const inRoot = (name: string) => path.join(ROOT, name);
    writeFileSync(
      path.join(folder, "tsconfig.json"),
      JSON.stringify({
        extends: inRoot("tsconfig.json"),
        include: [inRoot("components")],
        compilerOptions: { types: ["node"], typeRoots: [inRoot("node_modules/@types")] },
      }),
    );
    const { components, typeDefinitions, dependencies } = new Analyzer(
      folder,
      "redis-cache",
      { main: path.relative(folder, inRoot("components/index.ts")) },
      names,
    ).analyze();
    rmSync(folder, { recursive: true });
    const { version, description } = manifest;
    const made = generateSchema(
      "redis-cache",
      version,
      description,
      components,
      typeDefinitions,
      dependencies,
      // The scope of the package's name, as Pulumi takes it.
      /^@([^/]+)\//.exec(manifest.name)?.[1],
    );
    text = `${JSON.stringify(made, undefined, 2)}\n`;
    schema = JSON.parse(text) as Schema;
  });

  const component = () => {
    const found = schema.resources[TOKEN];
    assert.ok(found !== undefined);
    return found;
  };

  const typeOf = (property: Property, where: string): TypeDefinition => {
    const { $ref = "" } = property;
    const found = schema.types[$ref.replace("#/types/", "")];
    assert.ok($ref.startsWith(TYPE) && found !== undefined, `${where}: no type ${$ref}`);
    return found;
  };

  it("has one component, RedisCache, under the package's own name and version", () => {
    const { name, version } = manifest;
    assert.equal(`@${schema.namespace}/${schema.name}`, name);
    assert.equal(schema.version, version);
    assert.deepEqual(Object.keys(schema.resources), [TOKEN]);
    assert.equal(component().requiredInputs.length, 0);
  });

  // A change here is a change of every generated SDK: look at it, and at the version in plugin/package.json.
  it("is the one that the plugin serves", () => {
    if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(SCHEMA, text);
    assert.equal(text, readFileSync(SCHEMA, "utf8"));
  });

  it("has every argument with its type, at every depth", () => {
    holdObject(argumentShapes, component().inputProperties, "");
  });

  function holdObject(
    fields: Readonly<Record<string, Shape>>,
    properties: Readonly<Record<string, Property>> | undefined,
    where: string,
  ): void {
    assert.deepEqual(Object.keys(properties ?? {}).sort(), Object.keys(fields).sort(), where);
    for (const [key, shape] of Object.entries(fields)) {
      const property = properties?.[key];
      assert.ok(property !== undefined);
      holdProperty(shape, property, where === "" ? key : `${where}.${key}`);
    }
  }

  /** What may be known only during the deployment is an Input; all else is plain, so that a wrong Output doesn't compile. */
  function holdProperty(shape: Shape, property: Property, where: string): void {
    assert.equal(property.plain ?? false, shape.later !== true, `${where}: plain`);
    switch (shape.kind) {
      case "string":
      case "number":
      case "boolean":
        assert.equal(property.type, shape.kind, where);
        break;
      case "enum":
        assert.deepEqual(
          typeOf(property, where)
            .enum?.map(({ value }) => value)
            .sort(),
          [...shape.values].sort(),
          where,
        );
        break;
      case "list":
        assert.ok(property.items !== undefined, where);
        holdProperty(shape.of, property.items, `${where}[]`);
        break;
      case "map":
        assert.ok(property.additionalProperties !== undefined, where);
        holdProperty(shape.of, property.additionalProperties, `${where}.*`);
        break;
      case "object":
        holdObject(shape.fields, typeOf(property, where).properties, where);
    }
  }

  it("has exactly the outputs of the contract, those of one mode alone as optional", () => {
    const { properties, required } = component();
    assert.deepEqual(Object.keys(properties), Object.keys(OUTPUTS));
    assert.deepEqual(required, namesWith("required"));
    const optional = Object.entries(properties)
      .filter(([, property]) => property.optional === true)
      .map(([name]) => name);
    assert.deepEqual(optional.sort(), namesWith("optional"));
  });

  it("has no output that a cache doesn't register, and none less", async () => {
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
          `${name}.${value}`,
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

  it("says the default of every argument that has one", () => {
    const silent = Object.entries(component().inputProperties)
      .filter(([, { description = "" }]) => !description.includes("Defaults to "))
      .map(([name]) => name);
    assert.deepEqual(silent, []);
  });

  it("has nothing that the analyzer garbles, gives up or lets through by mistake", () => {
    assert.ok(!text.includes("[object "), "a link among the docs");
    assert.ok(!text.includes("pulumi.json#/Any"), "a type that became Any");
    assert.ok(!/"__|@internal/.test(text), "something private");
  });
});
