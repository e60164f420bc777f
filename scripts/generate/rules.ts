import {
  type ChangeRule,
  type Rule,
  changeRules,
  rules,
  rulesByConcern,
} from "../../components/redis-cache/rules";
import { shapeRules } from "../../components/checking/shape";
import { code, table } from "./markdown";

const isLate = (rule: Rule | ChangeRule) => "of" in rule;

function row(rule: Rule | ChangeRule): string[] {
  return [code(rule.id), rule.severity, `${rule.says}${isLate(rule) ? " Also late." : ""}`];
}

const HEADER = ["rule", "severity", "requirement"];

const titled = (concern: string) => `${concern.charAt(0).toUpperCase()}${concern.slice(1)}`;

function section(title: string, rows: readonly (readonly string[])[]): string {
  return `## ${titled(title)}\n\n${table(HEADER, rows)}`;
}

/** The rules by concern. */
export function rulesPart(): string {
  const concerns: readonly (readonly [string, readonly Rule[]])[] = Object.entries(rulesByConcern);
  const listed = new Set(concerns.flatMap(([, list]) => list));
  return [
    section(
      "arguments",
      shapeRules.map(({ id, says }) => [code(id), "error", says]),
    ),
    ...concerns.map(([concern, list]) => section(concern, list.map(row))),
    section("changes of a running cache", changeRules.map(row)),
    section("ignoreRules", rules.filter((rule) => !listed.has(rule)).map(row)),
  ].join("\n\n");
}
