import { printable } from "../components/checking/format";

/** Most characters in a printed line. */
export const WIDTH = 120;

/** Text of one or more lines, without characters that change what a terminal shows. */
export const visible = (text: string): string => text.split("\n").map(printable).join("\n");

const GAP = "  ";

/** Breaks text between its words into lines of at most `width` characters; a word that is longer is broken, too. */
function broken(text: string, width: number): string[] {
  const line = new RegExp(`\\S.{0,${String(width - 1)}}(?=\\s|$)|\\S{${String(width)}}`, "gu");
  return text.match(line)?.map((part) => part.trimEnd()) ?? [""];
}

/** A line that fits, or its parts: the parts after the first are indented more. */
export function folded(line: string): string[] {
  if (line.length <= WIDTH) return [line];
  const indent = /^ */.exec(line)?.[0] ?? "";
  return broken(line, WIDTH - indent.length - GAP.length).map(
    (part, index) => `${indent}${index === 0 ? "" : GAP}${part}`,
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const longest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));

/** Widths of columns that fit the line: the widest are reduced first, and words are broken last. */
function widthsOf(columns: readonly (readonly string[])[]): number[] {
  const widest = columns.map(longest);
  const words = columns.map((cells) => longest(cells.flatMap((cell) => cell.split(" "))));
  const room = WIDTH - GAP.length * columns.length;
  for (const least of [words, columns.map(() => 1)]) {
    for (let most = Math.max(...widest); most > 0; most--) {
      const limit = most;
      const widths = widest.map((width, column) =>
        Math.min(width, Math.max(limit, least[column] ?? 1)),
      );
      if (sum(widths) <= room) return widths;
    }
  }
  return widest;
}

/** Indented lines of columns, each as wide as its widest cell where they fit. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = widthsOf((rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? "")));
  return rows.flatMap((row) => {
    const cells = widths.map((width, column) => broken(row[column] ?? "", Math.max(1, width)));
    const height = Math.max(...cells.map((parts) => parts.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((parts, column) => GAP + (parts[line] ?? "").padEnd(widths[column] ?? 0))
        .join("")
        .trimEnd(),
    );
  });
}
