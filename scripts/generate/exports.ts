import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

const COMPONENTS = path.resolve(__dirname, "../../components");

/** Something that the package exports: a function, or an interface or type as its source has it. */
export interface Export {
  readonly name: string;
  readonly kind: "function" | "type";
  /** What its documentation says; empty for a type, whose code holds it. */
  readonly description: string;
  readonly code: string;
}

function parse(file: string): ts.SourceFile {
  const full = path.join(COMPONENTS, file);
  return ts.createSourceFile(full, fs.readFileSync(full, "utf8"), ts.ScriptTarget.Latest, true);
}

/** The names that the package's entry exports one by one, with their files. */
const namedExports = (): readonly (readonly [string, string])[] =>
  parse("index.ts")
    .statements.filter(ts.isExportDeclaration)
    .flatMap(({ exportClause, moduleSpecifier }) => {
      if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
      if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
      return exportClause.elements.map(
        ({ name }) => [name.text, `${moduleSpecifier.text}.ts`] as const,
      );
    });

const describe = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) =>
      (ts.getTextOfJSDocComment(comment) ?? "").replace(/(?<!\n)\n(?!\n)/g, " "),
    )
    .join("\n\n");

const plain = (text: string) => text.replaceAll("pulumi.", "");

/** A function without its body. */
function signature(name: string, node: ts.FunctionDeclaration | ts.ArrowFunction): string {
  const list = (nodes: ts.NodeArray<ts.Node> | undefined) =>
    (nodes ?? []).map((one) => one.getText()).join(", ");
  const types = node.typeParameters === undefined ? "" : `<${list(node.typeParameters)}>`;
  const result = node.type?.getText() ?? "void";
  return plain(`${name}${types}(${list(node.parameters)}): ${result}`).replace(/\s+/g, " ");
}

/** The declarations of a name; of overloads those that a caller sees. */
function exported(name: string, source: ts.SourceFile): Export | undefined {
  const functions = source.statements
    .filter(ts.isFunctionDeclaration)
    .filter((node) => node.name?.text === name);
  const overloads = functions.filter(({ body }) => body === undefined);
  const seen = overloads.length > 0 ? overloads : functions;
  const [first] = seen;
  if (first !== undefined) {
    const code = seen.map((node) => signature(name, node)).join("\n");
    return { name, kind: "function", description: describe(first), code };
  }
  for (const node of source.statements) {
    if (
      (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) &&
      node.name.text === name
    ) {
      return { name, kind: "type", description: "", code: plain(node.getFullText().trim()) };
    }
    if (!ts.isVariableStatement(node)) continue;
    const [variable] = node.declarationList.declarations;
    const value = variable?.initializer;
    if (variable?.name.getText() !== name || value === undefined || !ts.isArrowFunction(value))
      continue;
    return { name, kind: "function", description: describe(node), code: signature(name, value) };
  }
  return undefined;
}

/** The functions and types that the package exports for TypeScript programs beside its components, whose schema has the rest. */
export const helpers = (): readonly Export[] =>
  namedExports().flatMap(([name, file]) => {
    const found = exported(name, parse(file));
    return found === undefined ? [] : [found];
  });
