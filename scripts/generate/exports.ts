import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

const COMPONENTS = path.resolve(__dirname, "../../components");

function parse(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
}

const read = (file: string) => fs.readFileSync(path.join(COMPONENTS, file), "utf8");

/** The names that a declaration declares: one, except for variables. */
function namesOf(node: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = node as { readonly name?: ts.Node };
  return name === undefined ? [] : [name.getText()];
}

/** The declarations of some names of a file with their documentation, by name; overloads are together. */
function declarationsOf(file: string, names: readonly string[]): (readonly [string, string])[] {
  const declared = ts.transpileDeclaration(read(file), {
    compilerOptions: { strict: true, stripInternal: true },
  });
  const { statements } = parse(file, declared.outputText);
  return names.map((name) => {
    const found = statements.filter((node) => namesOf(node).includes(name));
    const texts = found.map((node) => node.getFullText().trim().replaceAll("pulumi.", ""));
    return [name, texts.join("\n").replaceAll("export declare ", "export ")];
  });
}

/** What the package's entry exports name by name, each as its declaration. */
export const declarations = (): (readonly [string, string])[] =>
  parse("index.ts", read("index.ts"))
    .statements.filter(ts.isExportDeclaration)
    .flatMap(({ exportClause, moduleSpecifier }) => {
      if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
      if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
      const names = exportClause.elements.map(({ name }) => name.text);
      return declarationsOf(`${moduleSpecifier.text}.ts`, names);
    });
