import { type Rule, rules, rulesByConcern } from "../../components/redis-cache/rules";
import { shapeRules } from "../../components/checking/shape";
import { code, GENERATED, table } from "./markdown";

const INTRODUCTION = `# Rules

What RedisCache checks before it registers anything, so that the preview already finds what AWS would refuse. All problems are
reported together. Each names the argument, the problem and the fix.

- An **error** is something that AWS or its provider refuses, according to its documentation or its own error message. It stops
  the program before the first resource.
- A **warning** is something that AWS accepts but that you should know: a risk, a quota that can be raised, a fact on which
  sources differ, a node type or version that the catalogue does not know.

\`ignoreRules: [<rule>]\` turns the errors of a rule into warnings, for a raised quota or a change at AWS that this version does not
know. \`npm run check\` names the rule of each problem.

Rules marked "also late" check a late value too: a value that is known only during the deployment. They check it as soon as it is
known, before the resource that uses it is made.`;

const isLate = (rule: Rule) => "of" in rule;

function row(rule: Rule): string[] {
  return [code(rule.id), rule.severity, `${rule.says}${isLate(rule) ? " Also late." : ""}`];
}

const HEADER = ["rule", "severity", "requirement"];

const titled = (concern: string) => `${concern.charAt(0).toUpperCase()}${concern.slice(1)}`;

function section(title: string, rows: readonly (readonly string[])[]): string {
  return `## ${titled(title)}\n\n${table(HEADER, rows)}`;
}

/** The page about the rules. */
export function rulesPage(): string {
  const concerns: readonly (readonly [string, readonly Rule[]])[] = Object.entries(rulesByConcern);
  const listed = new Set(concerns.flatMap(([, list]) => list));
  return [
    GENERATED,
    INTRODUCTION,
    section(
      "arguments",
      shapeRules.map(({ id, says }) => [code(id), "error", says]),
    ),
    ...concerns.map(([concern, list]) => section(concern, list.map(row))),
    section("ignoreRules", rules.filter((rule) => !listed.has(rule)).map(row)),
  ].join("\n\n");
}
