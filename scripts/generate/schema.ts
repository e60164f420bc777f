import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { getPulumiComponents } from "@pulumi/pulumi/provider/experimental";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import {
  type ComplexType,
  type PackageSpec,
  type Property,
  generateSchema,
} from "@pulumi/pulumi/provider/experimental/schema";
import * as surface from "../../components";

export type { PackageSpec, Property } from "@pulumi/pulumi/provider/experimental/schema";

const ROOT = path.resolve(__dirname, "../..");

/** The schema that the plugin serves and that every SDK is generated from. */
export const SCHEMA_FILE = path.join(ROOT, "plugin/schema.json");

/** The schema as the plugin serves it: the source of every other description of arguments and outputs. */
export const readSchema = (): PackageSpec =>
  JSON.parse(fs.readFileSync(SCHEMA_FILE, "utf8")) as PackageSpec;

/** The fields of an interface, and which of them are required. */
export interface Fields {
  readonly properties: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
}

/** The arguments and the outputs of a component. */
export function componentOf(
  schema: PackageSpec,
  name: string,
): { readonly inputs: Fields; readonly outputs: Fields } {
  const component = schema.resources[`${schema.name}:index:${name}`];
  if (component === undefined) throw new Error(`the schema has no ${name}`);
  const { inputProperties = {}, requiredInputs = [], properties = {}, required = [] } = component;
  return {
    inputs: { properties: inputProperties, required: requiredInputs },
    outputs: { properties, required },
  };
}

/** The name of the interface or enumeration that a property refers to. */
export const referenceOf = (property: Property): string | undefined =>
  "$ref" in property ? property.$ref.split(":").at(-1) : undefined;

/** The interface or enumeration of this name. */
export function typeOf(schema: PackageSpec, name: string): Fields & Pick<ComplexType, "enum"> {
  const type = schema.types[`${schema.name}:index:${name}`];
  if (type === undefined) throw new Error(`the schema has no ${name}`);
  return { properties: {}, required: [], ...type };
}

/** The schema made from the sources, as Pulumi does for a plugin without one. It takes some seconds. */
export function schemaText(): string {
  const inRoot = (name: string) => path.join(ROOT, name);
  const { name, version, description } = JSON.parse(
    fs.readFileSync(inRoot("plugin/package.json"), "utf8"),
  ) as Readonly<Record<"name" | "version" | "description", string>>;
  // The scope of the package's name, as Pulumi takes it.
  const namespace = /^@([^/]+)\//.exec(name)?.[1];
  // Only of the components: with the tests, which the repository's own tsconfig.json includes, it takes three times as long.
  const folder = fs.mkdtempSync(path.join(tmpdir(), "schema-"));
  try {
    fs.writeFileSync(
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
      new Set(getPulumiComponents(surface).map((component) => component.name)),
    ).analyze();
    const parts = [components, typeDefinitions, dependencies] as const;
    const schema = generateSchema("redis-cache", version, description, ...parts, namespace);
    return `${JSON.stringify(schema, undefined, 2)}\n`;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
