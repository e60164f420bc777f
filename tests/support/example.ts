import * as path from "node:path";

/** Loads the program of an example again, as a deployment does, and returns its exports. */
export function loadExample(name: string): Record<string, unknown> {
  const file = path.resolve(__dirname, "../../examples", name, "index.ts");
  Reflect.deleteProperty(require.cache, file);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would run the program once for all tests
  return require(file) as Record<string, unknown>;
}
