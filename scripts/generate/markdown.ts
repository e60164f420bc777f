/** Text that a table's cell shows unchanged. */
export const cell = (text: string): string => text.replaceAll("|", "\\|");

/** A name as code. */
export const code = (text: string): string => `\`${text}\``;

/** A table; prettier aligns it. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}
