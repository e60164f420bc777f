import * as fs from "node:fs";
import { PAGES, pageText, placeOf } from "./pages";

/** Writes the generated pages again. */
export async function write(): Promise<void> {
  for (const page of Object.keys(PAGES)) fs.writeFileSync(placeOf(page), await pageText(page));
}
