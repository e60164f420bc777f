import { parseArgs } from "node:util";

/** What the local run needs to know about a `pulumi` command line. The CLI reads the rest. */
export interface Command {
  /** The command line without the folder. */
  readonly args: readonly string[];
  /** `-C`: the program's folder. */
  readonly cwd: string | undefined;
  /** The first words that are not flags, such as `stack` and `output`. */
  readonly words: readonly string[];
  /** `--stack`. */
  readonly stack: string | undefined;
  /** The values of `--config`, `<key>=<value>`. */
  readonly config: readonly string[];
  readonly has: (flag: string) => boolean;
}

/** Flags of the CLI that take a value and may precede the command, besides those that are read here. */
const WITH_VALUE = ["color", "tracing", "profiling", "memprofilerate", "otel-traces"];

const OPTIONS = {
  cwd: { type: "string", short: "C" },
  stack: { type: "string", short: "s" },
  config: { type: "string", short: "c" },
  verbose: { type: "string", short: "v" },
  ...Object.fromEntries(WITH_VALUE.map((name) => [name, { type: "string" } as const])),
} as const;

/** Reads a command line as far as the local run needs it. The CLI refuses unknown commands and flags. */
export function parseCommand(argv: readonly string[]): Command {
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options = tokens.filter((token) => token.kind === "option");
  const valuesOf = (name: string) =>
    options
      .filter((option) => option.name === name)
      .map(({ value }) => value)
      .filter((value) => value !== undefined);
  const cwd = options.filter(({ name }) => name === "cwd");
  const left = new Set(
    cwd.flatMap(({ index, inlineValue }) => (inlineValue === true ? [index] : [index, index + 1])),
  );
  return {
    args: argv.filter((_, index) => !left.has(index)),
    cwd: valuesOf("cwd").at(-1),
    words: tokens.filter((token) => token.kind === "positional").map(({ value }) => value),
    stack: valuesOf("stack").at(-1),
    config: valuesOf("config"),
    has: (flag) => options.some(({ name }) => name === flag),
  };
}
