import * as fs from "node:fs";
import * as path from "node:path";

export const REPOSITORY = path.resolve(__dirname, "../..");

/** A fenced block of a page. */
export interface Block {
  /** Path of the page in the repository. */
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

function pagesIn(folder: string): string[] {
  return fs.readdirSync(path.join(REPOSITORY, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return pagesIn(name);
    return entry.name.endsWith(".md") ? [name] : [];
  });
}

/** The paths of all documentation pages in the repository. */
export const pages = (): string[] => [
  ...fs.readdirSync(REPOSITORY).filter((name) => name.endsWith(".md")),
  ...[...pagesIn("docs"), "examples/README.md"].sort(),
];

export const readPage = (page: string): string =>
  fs.readFileSync(path.join(REPOSITORY, page), "utf8");

const FENCE = /^( *)```(\w*)[^\n]*\n([\s\S]*?)^\1```/gm;

/** The fenced blocks of a page, without their indentation. */
export function blocksOf(page: string): Block[] {
  const text = readPage(page);
  return [...text.matchAll(FENCE)].map((match) => {
    const [, indent = "", language = "", body = ""] = match;
    return {
      page,
      language,
      line: text.slice(0, match.index).split("\n").length,
      text: body.replace(new RegExp(`^${indent}`, "gm"), ""),
    };
  });
}

export const blocks = (languages: readonly string[], of = pages()): Block[] =>
  of.flatMap(blocksOf).filter(({ language }) => languages.includes(language));
