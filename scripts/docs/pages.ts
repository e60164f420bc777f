import * as path from "node:path";
import * as prettier from "prettier";
import { configurationPage } from "./configuration";
import { nodeTypesPage } from "./node-types";
import { parametersPage } from "./parameters";
import { referencePage } from "./reference";
import { rulesPage } from "./rules";

const DOCS = path.resolve(__dirname, "../../docs");

/** The generated pages by their file's name, each with what makes it. */
export const PAGES: Readonly<Record<string, () => string>> = {
  "configuration.md": configurationPage,
  "node-types.md": nodeTypesPage,
  "parameters.md": parametersPage,
  "reference.md": referencePage,
  "rules.md": rulesPage,
};

/** Where a page is. */
export const placeOf = (page: string): string => path.join(DOCS, page);

/** A page as it should be, formatted as everything else here. */
export async function pageText(page: string): Promise<string> {
  const file = placeOf(page);
  const options = await prettier.resolveConfig(file);
  return prettier.format(PAGES[page]?.() ?? "", { ...options, filepath: file });
}
