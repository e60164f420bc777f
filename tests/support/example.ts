import * as path from "node:path";

const REPOSITORY = path.resolve(__dirname, "../..");

/** Loads a program afresh, as a deployment does, and returns what it exports. */
function load(...names: string[]): Record<string, unknown> {
  const file = path.join(REPOSITORY, ...names);
  Reflect.deleteProperty(require.cache, file);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would run the program once for all tests
  return require(file) as Record<string, unknown>;
}

export const loadExample = (name: string): Record<string, unknown> =>
  load("examples", name, "index.ts");

/** The repository's own program. */
export const loadCache = (): Record<string, unknown> => load("index.ts");
