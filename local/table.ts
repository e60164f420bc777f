/** Most characters in a printed line. */
export const WIDTH = 120;

/** A character that changes what a terminal shows, other than the end of a line. */
const CONTROL = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The text with control characters as JSON writes them: `\u001b`. */
export const visible = (text: string): string =>
  text.replace(CONTROL, (character) =>
    Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
      .map((code) => `\\u${code.toString(16).padStart(4, "0")}`)
      .join(""),
  );

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
