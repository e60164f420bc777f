import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

const COMPONENTS = path.resolve(__dirname, "../../components");

/** A field of an interface or class, or a value of an enumeration, as its source documents it. */
export interface Documented {
  readonly name: string;
  /** Its type as the source writes it; an enumeration's value for a value. */
  readonly type: string;
  readonly optional: boolean;
  readonly description: string;
}

/** An exported function: its signatures, and what its documentation says. */
export interface DocumentedFunction {
  readonly name: string;
  readonly signatures: readonly string[];
  readonly description: string;
}

/** The arguments, by concern. */
const ARGS = ["catalog/enums.ts", "redis-cache/args.ts", "access/args.ts", "monitoring/args.ts"];

const parsed = new Map<string, ts.SourceFile>();

/** A file of the package, such as `args.ts`, with its comments. */
function sourceOf(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const text = (file === "args.ts" ? ARGS : [file])
    .map((name) => fs.readFileSync(path.join(COMPONENTS, name), "utf8"))
    .join("\n");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

/** The text of a node's documentation, on one line for each paragraph. */
function descriptionOf(node: ts.Node): string {
  const text = ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "")
    .join("\n\n");
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .join("\n\n");
}

/** Types as a reader of the documentation knows them, without Pulumi's name in front of each. */
const typeText = (type: ts.TypeNode | undefined, source: ts.SourceFile) =>
  (type?.getText(source) ?? "").replaceAll("pulumi.", "").replace(/\s+/g, " ");

function found<T>(what: T | undefined, name: string, file: string): T {
  if (what === undefined) throw new Error(`components/${file} has no ${name}`);
  return what;
}

/** The fields of an interface, in the order of the source. */
export function fieldsOf(name: string, file = "args.ts"): readonly Documented[] {
  const source = sourceOf(file);
  const node = source.statements
    .filter(ts.isInterfaceDeclaration)
    .find((at) => at.name.text === name);
  return found(node, name, file)
    .members.filter(ts.isPropertySignature)
    .map((member) => ({
      name: member.name.getText(source),
      type: typeText(member.type, source),
      optional: member.questionToken !== undefined,
      description: descriptionOf(member),
    }));
}

/** What an interface is. */
export function aboutInterface(name: string, file = "args.ts"): string {
  const node = sourceOf(file)
    .statements.filter(ts.isInterfaceDeclaration)
    .find((at) => at.name.text === name);
  return descriptionOf(found(node, name, file));
}

/** The outputs of a component: its documented fields. */
export function outputsOf(name: string, file: string): readonly Documented[] {
  const source = sourceOf(file);
  const node = source.statements.filter(ts.isClassDeclaration).find((at) => at.name?.text === name);
  return found(node, name, file)
    .members.filter(ts.isPropertyDeclaration)
    .map((member) => ({
      name: member.name.getText(source),
      type: typeText(member.type, source).replace(/^Output<(.*)>$/, "$1"),
      optional: false,
      description: descriptionOf(member),
    }));
}

/** An enumeration: `export const X = { … } as const`. */
export interface DocumentedEnum {
  readonly name: string;
  readonly description: string;
  readonly values: readonly Documented[];
}

const objectOf = (declaration: ts.VariableDeclaration | undefined) => {
  const value = declaration?.initializer;
  const inner = value !== undefined && ts.isAsExpression(value) ? value.expression : undefined;
  return inner !== undefined && ts.isObjectLiteralExpression(inner) ? inner : undefined;
};

/** The enumerations of args.ts, in the order of the source. */
export function enumsOf(file = "args.ts"): readonly DocumentedEnum[] {
  const source = sourceOf(file);
  return source.statements.filter(ts.isVariableStatement).flatMap((statement) => {
    const [declaration] = statement.declarationList.declarations;
    const object = objectOf(declaration);
    if (declaration === undefined || object === undefined) return [];
    const values = object.properties.filter(ts.isPropertyAssignment).map((property) => ({
      name: property.name.getText(source),
      type: property.initializer.getText(source).replace(/^"|"$/g, ""),
      optional: false,
      description: descriptionOf(property),
    }));
    return [
      { name: declaration.name.getText(source), description: descriptionOf(statement), values },
    ];
  });
}

/** An exported function; of overloads those that a caller sees. */
export function functionOf(name: string, file: string): DocumentedFunction {
  const source = sourceOf(file);
  const nodes = source.statements
    .filter(ts.isFunctionDeclaration)
    .filter((at) => at.name?.text === name);
  const overloads = nodes.filter(({ body }) => body === undefined);
  const seen = overloads.length > 0 ? overloads : nodes;
  const [first] = seen;
  return {
    name,
    description: descriptionOf(found(first, name, file)),
    signatures: seen.map((node) => {
      const parameters = node.parameters.map((parameter) => parameter.getText(source)).join(", ");
      const text = `${name}(${parameters}): ${node.type?.getText(source) ?? "void"}`;
      return text.replaceAll("pulumi.", "").replace(/\s+/g, " ");
    }),
  };
}
