import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { getPulumiComponents } from "@pulumi/pulumi/provider/experimental";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema } from "@pulumi/pulumi/provider/experimental/schema";
import * as surface from "../../components";

const ROOT = path.resolve(__dirname, "../..");

/** The schema that the plugin serves and that every SDK is generated from. */
export const SCHEMA_FILE = path.join(ROOT, "plugin/schema.json");

/** A type in the schema of the package: a scalar, a reference, a list or a map. */
export interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: Property;
  readonly additionalProperties?: Property;
  /** Whether the value must be known at preview; else it is an Input. */
  readonly plain?: boolean;
  readonly optional?: boolean;
  readonly description?: string;
}

export type Properties = Readonly<Record<string, Property>>;

/** An interface or an enumeration. */
export interface TypeDefinition {
  readonly type: string;
  readonly properties?: Properties;
  readonly required?: readonly string[];
  readonly enum?: readonly {
    readonly name: string;
    readonly value: string;
    readonly description?: string;
  }[];
}

/** A component: its arguments and outputs. */
export interface Component {
  readonly description: string;
  readonly inputProperties: Properties;
  readonly requiredInputs: readonly string[];
  readonly properties: Properties;
  readonly required: readonly string[];
}

/** The schema of the package, as `pulumi package get-schema` prints it. */
export interface Schema {
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
  readonly resources: Readonly<Record<string, Component>>;
  readonly types: Readonly<Record<string, TypeDefinition>>;
}

/** The schema as the plugin serves it: the source of all that is said of arguments and outputs elsewhere. */
export const readSchema = (): Schema => JSON.parse(fs.readFileSync(SCHEMA_FILE, "utf8")) as Schema;

/** The component that has this name in the package. */
export function componentOf(schema: Schema, name: string): Component {
  const component = schema.resources[`${schema.name}:index:${name}`];
  if (component === undefined) throw new Error(`the schema has no ${name}`);
  return component;
}

/** The name of the interface or enumeration that a property refers to. */
export const referenceOf = ({ $ref }: Property): string | undefined => $ref?.split(":").at(-1);

/** The interface or enumeration of this name. */
export function typeOf(schema: Schema, name: string): TypeDefinition {
  const type = schema.types[`${schema.name}:index:${name}`];
  if (type === undefined) throw new Error(`the schema has no ${name}`);
  return type;
}

/** Analyses the package as Pulumi's component host does at each start of a plugin that brings no schema. It takes some seconds. */
export function schemaText(): string {
  const inRoot = (name: string) => path.join(ROOT, name);
  const { version, description } = JSON.parse(
    fs.readFileSync(inRoot("plugin/package.json"), "utf8"),
  ) as { readonly version: string; readonly description: string };
  // Of the components alone: with the tests, which the repository's own tsconfig.json includes, it takes three times as long.
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
      new Set(getPulumiComponents(surface).map(({ name }) => name)),
    ).analyze();
    const schema = generateSchema(
      "redis-cache",
      version,
      description,
      components,
      typeDefinitions,
      dependencies,
      "koneksi",
    );
    return `${JSON.stringify(schema, undefined, 2)}\n`;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
