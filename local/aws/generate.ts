/**
 * Writes `data/aws.json` and `data/random.json`: the properties of every simulated type, read from
 * the typings of the installed `@pulumi/aws` and `@pulumi/random`. Run with
 * `npx ts-node --transpile-only local/aws/generate.ts` after an update of either package; a test compares the result.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";
import { AWS_FUNCTIONS, AWS_RESOURCES, RANDOM_RESOURCES, token } from "./names";
import type { FunctionSchema, ProviderSchema, ResourceSchema, Shape } from "./schema";

type Interfaces = Map<string, ts.InterfaceDeclaration>;

class Package {
  readonly directory: string;
  readonly version: string;
  private nested: Interfaces | undefined;

  constructor(name: string) {
    const file = require.resolve(`${name}/package.json`);
    this.directory = path.dirname(file);
    const meta = JSON.parse(fs.readFileSync(file, "utf8")) as { version: string };
    this.version = meta.version;
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.directory, file), "utf8");
  }

  parse(file: string): ts.SourceFile {
    return ts.createSourceFile(file, this.read(file), ts.ScriptTarget.ES2022, false);
  }

  /** `elasticache.ReplicationGroupLogDeliveryConfiguration` of `types/input.d.ts`. */
  interface(name: string): ts.InterfaceDeclaration | undefined {
    this.nested ??= namespaces(this.parse("types/input.d.ts"));
    return this.nested.get(name);
  }
}

function namespaces(source: ts.SourceFile): Interfaces {
  const found: Interfaces = new Map();
  const visit = (nodes: readonly ts.Node[], prefix: string): void => {
    for (const node of nodes) {
      if (ts.isInterfaceDeclaration(node)) found.set(prefix + node.name.text, node);
      if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body)) {
        visit(node.body.statements, `${prefix}${node.name.text}.`);
      }
    }
  };
  visit(source.statements, "");
  return found;
}

const SCALARS = new Map<ts.SyntaxKind, Shape>([
  [ts.SyntaxKind.StringKeyword, "string"],
  [ts.SyntaxKind.NumberKeyword, "number"],
  [ts.SyntaxKind.BooleanKeyword, "boolean"],
  [ts.SyntaxKind.AnyKeyword, "any"],
]);

function isUndefined(type: ts.TypeNode): boolean {
  return type.kind === ts.SyntaxKind.UndefinedKeyword;
}

function shapeOf(pkg: Package, type: ts.TypeNode, text: ts.SourceFile | undefined): Shape {
  const scalar = SCALARS.get(type.kind);
  if (scalar !== undefined) return scalar;
  if (ts.isArrayTypeNode(type)) return { list: shapeOf(pkg, type.elementType, text) };
  if (ts.isParenthesizedTypeNode(type)) return shapeOf(pkg, type.type, text);
  if (ts.isUnionTypeNode(type)) return shapeOfUnion(pkg, type, text);
  if (ts.isTypeLiteralNode(type)) {
    const index = type.members.find(ts.isIndexSignatureDeclaration);
    return { map: index ? shapeOf(pkg, index.type, text) : "any" };
  }
  if (ts.isTypeReferenceNode(type)) return shapeOfReference(pkg, type, text);
  return "any";
}

/** The SDK accepts `string | Topic` or `string | PolicyDocument`: a string reaches the provider. */
function shapeOfUnion(
  pkg: Package,
  type: ts.UnionTypeNode,
  text: ts.SourceFile | undefined,
): Shape {
  const shapes = type.types.filter((t) => !isUndefined(t)).map((t) => shapeOf(pkg, t, text));
  return shapes.includes("string") ? "string" : (shapes[0] ?? "any");
}

function shapeOfReference(
  pkg: Package,
  type: ts.TypeReferenceNode,
  text: ts.SourceFile | undefined,
): Shape {
  const name = entityName(type.typeName);
  const argument = type.typeArguments?.[0];
  if ((name === "pulumi.Input" || name === "pulumi.Output") && argument) {
    return shapeOf(pkg, argument, text);
  }
  if (!name.startsWith("inputs.")) return "string"; // an enum, an ARN or a resource: its text
  const declaration = pkg.interface(name.slice("inputs.".length));
  if (!declaration) throw new Error(`no interface ${name} in ${pkg.directory}`);
  const object: Record<string, Shape> = {};
  const required: string[] = [];
  for (const property of properties(declaration)) {
    object[property.name] = shapeOf(pkg, property.type, undefined);
    if (!property.optional) required.push(property.name);
  }
  return required.length > 0 ? { object, required } : { object };
}

function entityName(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${entityName(name.left)}.${name.right.text}`;
}

interface Property {
  name: string;
  type: ts.TypeNode;
  optional: boolean;
}

function properties(node: ts.InterfaceDeclaration | ts.ClassDeclaration): Property[] {
  const found: Property[] = [];
  for (const member of node.members) {
    const signature = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
    if (!signature || !member.type || !ts.isIdentifier(member.name)) continue;
    if (member.modifiers?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword)) continue;
    found.push({
      name: member.name.text,
      type: member.type,
      optional: member.questionToken !== undefined,
    });
  }
  return found;
}

function declarationFile(kind: string): string {
  const [module = "", name = ""] = kind.split("/");
  const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`;
  return module === "index" ? file : `${module}/${file}`;
}

function find<T extends ts.InterfaceDeclaration | ts.ClassDeclaration>(
  source: ts.SourceFile,
  is: (node: ts.Node) => node is T,
  name: string,
): T | undefined {
  return source.statements.filter(is).find((s) => s.name?.text === name);
}

function inputsOf(pkg: Package, declaration: ts.InterfaceDeclaration | undefined) {
  const inputs: Record<string, Shape> = {};
  const required: string[] = [];
  for (const property of declaration ? properties(declaration) : []) {
    inputs[property.name] = shapeOf(pkg, property.type, undefined);
    if (!property.optional) required.push(property.name);
  }
  return { inputs, required };
}

function mayBeUndefined(type: ts.TypeNode): boolean {
  const inner = ts.isTypeReferenceNode(type) ? type.typeArguments?.[0] : undefined;
  return inner !== undefined && ts.isUnionTypeNode(inner) && inner.types.some(isUndefined);
}

function resource(pkg: Package, kind: string): ResourceSchema {
  const file = declarationFile(kind);
  const name = kind.split("/")[1] ?? "";
  const source = pkg.parse(file);
  const { inputs, required } = inputsOf(
    pkg,
    find(source, ts.isInterfaceDeclaration, `${name}Args`),
  );
  const declared = find(source, ts.isClassDeclaration, name);
  if (!declared) throw new Error(`no class ${name} in ${file}`);
  const outputs = properties(declared);
  const always = outputs.filter((p) => !mayBeUndefined(p.type)).map((p) => p.name);
  const maybe = outputs.filter((p) => mayBeUndefined(p.type)).map((p) => p.name);
  const code = pkg.read(file.replace(/\.d\.ts$/, ".js"));
  const secrets = /additionalSecretOutputs: (\[[^\]]*\])/.exec(code)?.[1] ?? "[]";
  return {
    inputs,
    required,
    computed: always.filter((p) => p in inputs && !required.includes(p)),
    outputs: always.filter((p) => !(p in inputs)),
    maybe: maybe.filter((p) => !(p in inputs)),
    secrets: JSON.parse(secrets) as string[],
  };
}

function invoke(pkg: Package, kind: string): FunctionSchema {
  const source = pkg.parse(declarationFile(kind));
  const name = kind.split("/")[1] ?? "";
  const interfaceName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const args = find(source, ts.isInterfaceDeclaration, `${interfaceName}Args`);
  const result = find(source, ts.isInterfaceDeclaration, `${interfaceName}Result`);
  if (!result) throw new Error(`no result of ${kind}`);
  return { ...inputsOf(pkg, args), outputs: properties(result).map((p) => p.name) };
}

export function generate(
  provider: string,
  resources: readonly string[],
  functions: readonly string[],
): ProviderSchema {
  const pkg = new Package(`@pulumi/${provider}`);
  return {
    version: pkg.version,
    resources: Object.fromEntries(resources.map((k) => [token(provider, k), resource(pkg, k)])),
    functions: Object.fromEntries(functions.map((k) => [token(provider, k), invoke(pkg, k)])),
  };
}

export function generateAll(): Record<string, ProviderSchema> {
  return {
    aws: generate("aws", AWS_RESOURCES, AWS_FUNCTIONS),
    random: generate("random", RANDOM_RESOURCES, []),
  };
}

/** JSON with a line for each resource type and function. */
function print({ version, resources, functions }: ProviderSchema): string {
  const lines = (all: object) =>
    Object.entries(all)
      .map(([name, schema]) => `    ${JSON.stringify(name)}: ${JSON.stringify(schema)}`)
      .join(",\n");
  return `{\n  "version": ${JSON.stringify(version)},\n  "resources": {\n${lines(resources)}\n  },\n  "functions": {\n${lines(functions)}\n  }\n}\n`;
}

if (require.main === module) {
  for (const [provider, schema] of Object.entries(generateAll())) {
    fs.writeFileSync(path.join(__dirname, "data", `${provider}.json`), print(schema));
  }
}
