import * as fs from "node:fs";
import { FILES, fileText, placeOf } from "./files";
import { SCHEMA_FILE, schemaText } from "./schema";

/** Writes the generated files again. */
export async function write(): Promise<void> {
  fs.writeFileSync(SCHEMA_FILE, schemaText());
  for (const file of FILES) fs.writeFileSync(placeOf(file), await fileText(file));
}
