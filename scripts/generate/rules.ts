import { type Rule, rules, rulesByConcern } from "../../components/redis-cache/rules";
import { shapeRules } from "../../components/checking/shape";
import { code, GENERATED, table } from "./markdown";

const INTRODUCTION = `# Rules

What RedisCache checks before anything is registered, so that nothing which AWS refuses gets past the preview. All problems are
reported at once, each with the argument, what is wrong and what to write instead.

- An **error** is what AWS or its provider is known to refuse, by its documentation or by its own error message. It stops the
  program before the first resource.
- A **warning** is what AWS takes but should be known: something unwise, a quota that can be raised, a fact on which sources
  differ, a node type or version newer than the catalogue.

No refusal is a dead end: \`ignoreRules: [<rule>]\` turns a rule's errors into warnings, for a quota that was raised or a fact of AWS
that changed. \`npm run check\` names the rule behind each problem.

A value that becomes known only during the deployment (marked "also late") is held to the same rule when it is known, before the
resource that uses it is made.`;

const isLate = (rule: Rule) => "of" in rule;

function row(rule: Rule): string[] {
  return [code(rule.id), rule.severity, `${rule.says}${isLate(rule) ? " Also late." : ""}`];
}

const HEADER = ["rule", "", "what it demands"];

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
