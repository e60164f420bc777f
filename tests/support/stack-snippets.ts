import { parse } from "yaml";
import { type Block, blocks } from "./markdown";

export type Config = Readonly<Record<string, unknown>>;

/** A block of the documentation that is a stack file, or a part of one. */
export interface Snippet extends Pick<Block, "page" | "line"> {
  /** The whole stack file: the block as it is, with a network if it names none. */
  readonly text: string;
  readonly config: Config;
}

/** Name of the project in the examples of the documentation. */
export const DOCUMENTED_PROJECT = "koneksi-redis";

const PLACED = /:(networkStack|createNetwork|vpcId|subnetIds|subnetGroupName)$/;
const NETWORK = `  ${DOCUMENTED_PROJECT}:networkStack: koneksi-network/staging\n`;

function stackFile(text: string): string {
  const whole = /^config:$/m.test(text) ? text : `config:\n${text.replace(/^(?=.)/gm, "  ")}`;
  const { config } = parse(whole) as { config: Config };
  return Object.keys(config).some((key) => PLACED.test(key)) ? whole : whole + NETWORK;
}

const isConfig = (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).every((key) => /^[\w-]+:[\w-]+$/.test(key));

/** Every stack configuration that the documentation shows. */
export const stackSnippets = (): Snippet[] =>
  blocks(["yaml", "yml"])
    .filter(({ text }) => {
      const content = parse(text) as { config?: unknown };
      return isConfig(content.config ?? content);
    })
    .map(({ page, line, text: block }) => {
      const text = stackFile(block);
      return { page, line, text, ...(parse(text) as { config: Config }) };
    });
