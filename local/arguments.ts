import { didYouMean } from "../components/nearest";
import { Failure } from "./failure";

/** The commands, in the order in which help lists them. */
export const COMMANDS = {
  preview: "show what an up would change",
  up: "bring the stack up, its network stack first",
  refresh: "read the simulated resources again into the state",
  outputs: "print the stack outputs",
  destroy: "delete everything, the consumer first and the network last",
  "install-cli": "find, download or build the Pulumi CLI, and print its path",
} as const;

export type Command = keyof typeof COMMANDS;

interface Flag {
  readonly describe: string;
  readonly commands: readonly Command[];
  /** Name of the value that follows, absent for a switch. */
  readonly value?: string;
}

const STACK_COMMANDS = ["preview", "up", "refresh", "outputs", "destroy"] as const;

const FLAGS = {
  "--stack": {
    describe: "the stack: Pulumi.<stack>.yaml of this folder",
    commands: STACK_COMMANDS,
    value: "<stack>",
  },
  "--json": {
    describe: "print one JSON document on stdout, nothing else",
    commands: STACK_COMMANDS,
  },
  "--config": {
    describe: "set a configuration key for this run alone (repeatable)",
    commands: ["preview", "up", "refresh"],
    value: "<key>=<value>",
  },
  "--diff": {
    describe: "show the changed properties in full",
    commands: ["preview", "up", "refresh"],
  },
  "--policy-pack": {
    describe: "also hold the run to the policies of this folder (repeatable)",
    commands: ["preview", "up"],
    value: "<folder>",
  },
  "--with-consumer": {
    describe: "also bring up an ECS task definition that reads `connection`",
    commands: ["up"],
  },
  "--unprotect": {
    describe: "lift the protection in the local state first",
    commands: ["destroy"],
  },
} as const satisfies Record<string, Flag>;

type FlagName = keyof typeof FLAGS;

/** What the command line asks for. */
export interface Request {
  readonly command: Command | "help";
  /** Empty for a command that takes no stack. */
  readonly stack: string;
  readonly json: boolean;
  readonly diff: boolean;
  readonly withConsumer: boolean;
  readonly unprotect: boolean;
  /** Folders of policy packs. */
  readonly policyPacks: readonly string[];
  /** Configuration of this run alone, by key as written. */
  readonly config: Readonly<Record<string, string>>;
}

const HELP_WORDS = ["help", "--help", "-h"];
const SHORT: Readonly<Record<string, string>> = { "-s": "--stack", "-c": "--config" };

function isOneOf<T extends string>(table: Record<T, unknown>, name: string): name is T {
  return Object.hasOwn(table, name);
}

/** The help text. */
export function help(stacks: readonly string[]): string {
  const row = (name: string, text: string) => `  ${name.padEnd(26)}${text}`;
  const flags = Object.entries<Flag>(FLAGS).map(([name, flag]) =>
    row(flag.value === undefined ? name : `${name} ${flag.value}`, flag.describe),
  );
  return [
    "Runs this repository's program with the real Pulumi engine and a simulated AWS.",
    "",
    "Usage: npm run local -- <command> --stack <stack> [flags]",
    "",
    "Commands",
    ...Object.entries(COMMANDS).map(([name, text]) => row(name, text)),
    "",
    "Flags",
    ...flags,
    "",
    `Stacks: ${stacks.join(", ")}`,
  ].join("\n");
}

function commandOf(word: string | undefined): Command {
  const names = Object.keys(COMMANDS);
  if (word === undefined) {
    throw new Failure(`a command is needed: one of ${names.join(", ")}`);
  }
  if (isOneOf(COMMANDS, word)) return word;
  throw new Failure(
    `unknown command ${word}: it is one of ${names.join(", ")}${didYouMean(word, names)}`,
  );
}

function flagOf(word: string, command: Command): FlagName {
  if (!word.startsWith("-")) {
    throw new Failure(`unexpected argument ${word}: a stack is named with --stack ${word}`);
  }
  const name = SHORT[word] ?? word;
  const known = Object.keys(FLAGS);
  if (!isOneOf(FLAGS, name)) {
    throw new Failure(
      `unknown flag ${name}: it is one of ${known.join(", ")}${didYouMean(name, known)}`,
    );
  }
  const allowed: readonly Command[] = FLAGS[name].commands;
  if (!allowed.includes(command)) {
    throw new Failure(`${name} does not belong to ${command}: it belongs to ${allowed.join(", ")}`);
  }
  return name;
}

function setting(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new Failure(`--config needs <key>=<value>, got ${text}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** `--flag=value` as two words, so that the loop below knows one form. */
function split(word: string): string[] {
  const match = /^(--[a-z-]+)=(.*)$/s.exec(word);
  return match === null ? [word] : [match[1] ?? "", match[2] ?? ""];
}

function stackOf(given: string | undefined, command: Command, stacks: readonly string[]): string {
  if (!(STACK_COMMANDS as readonly string[]).includes(command)) return "";
  const list = stacks.join(", ");
  if (given === undefined) {
    throw new Failure(`--stack is needed: one of ${list} (each has a Pulumi.<stack>.yaml)`);
  }
  if (stacks.includes(given)) return given;
  throw new Failure(
    `unknown stack ${given}: it is one of ${list} (each has a Pulumi.<stack>.yaml)${didYouMean(given, stacks)}`,
  );
}

/** Reads the command line; every mistake in it is a Failure that says what to write instead. */
export function parse(argv: readonly string[], stacks: readonly string[]): Request {
  const words = argv.flatMap(split);
  const given = new Map<FlagName, string[]>();
  const request = (command: Request["command"], stack: string): Request => ({
    command,
    stack,
    json: given.has("--json"),
    diff: given.has("--diff"),
    withConsumer: given.has("--with-consumer"),
    unprotect: given.has("--unprotect"),
    policyPacks: given.get("--policy-pack") ?? [],
    config: Object.fromEntries((given.get("--config") ?? []).map(setting)),
  });
  if (words.some((word) => HELP_WORDS.includes(word))) return request("help", "");
  const command = commandOf(words.shift());
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const name = flagOf(word, command);
    const flag: Flag = FLAGS[name];
    const value = flag.value === undefined ? "" : words.shift();
    if (value === undefined) throw new Failure(`${name} needs a value: ${String(flag.value)}`);
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  return request(command, stackOf(given.get("--stack")?.at(-1), command, stacks));
}
