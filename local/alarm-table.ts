import type { CacheAlarm } from "../components/alarms";
import { condition } from "../components/alarms";

/** Nodes as a person reads them: a run of keys as its ends, the rest one by one. */
function nodesOf(rows: readonly CacheAlarm[]): string {
  const nodes = rows.map(({ node }) => node);
  const [first, last] = [nodes[0], nodes.at(-1)];
  return nodes.length > 3 && first !== undefined && last !== undefined
    ? `${first} … ${last} (${String(nodes.length)})`
    : nodes.join(" ");
}

/** What is said of a row in the last column. */
const notified = (rows: readonly CacheAlarm[]) =>
  rows.every(({ notify }) => notify) ? "notifies" : "shows its state only";

const HEADER = ["alarm", "metric", "fires when", "nodes", ""] as const;

/**
 * What watches what, as a compact table: a line a key, with metric, condition and nodes. One line that says so when there are no
 * alarms.
 */
export function renderAlarmMatrix(matrix: readonly CacheAlarm[]): string {
  if (matrix.length === 0) return "no alarms";
  const byKey = new Map<string, CacheAlarm[]>();
  for (const alarm of matrix) byKey.set(alarm.key, [...(byKey.get(alarm.key) ?? []), alarm]);
  const lines: (readonly string[])[] = [HEADER];
  for (const [key, rows] of byKey) {
    const [first] = rows;
    if (first === undefined) continue;
    lines.push([key, first.metricName, condition(first), nodesOf(rows), notified(rows)]);
  }
  const widths = HEADER.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? "").length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
