import * as path from "node:path";
import * as prettier from "prettier";
import { monitoringPage } from "./alarms";
import { configurationPage } from "./configuration";
import { nodeTypesPage } from "./node-types";
import { parametersPage } from "./parameters";
import { referencePage } from "./reference";
import { rulesPage } from "./rules";
import { type Schema, readSchema } from "./schema";
import { shapesFile } from "./shapes";

const ROOT = path.resolve(__dirname, "../..");

/** The generated files by their path in the repository, each with what makes it; the schema, which they are made from, comes before. */
export const FILES: Readonly<Record<string, (schema: Schema) => string>> = {
  "components/redis-cache/argument-shapes.ts": shapesFile,
  "docs/configuration.md": configurationPage,
  "docs/monitoring.md": monitoringPage,
  "docs/node-types.md": nodeTypesPage,
  "docs/parameters.md": parametersPage,
  "docs/reference.md": referencePage,
  "docs/rules.md": rulesPage,
};

/** Where a file is. */
export const placeOf = (file: string): string => path.join(ROOT, file);

/** A file as it should be, formatted as everything else here. */
export async function fileText(file: string): Promise<string> {
  const filepath = placeOf(file);
  const options = await prettier.resolveConfig(filepath);
  return prettier.format(FILES[file]?.(readSchema()) ?? "", { ...options, filepath });
}
