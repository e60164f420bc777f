import { listed, shown } from "../checking/format";

/** The forms of an ACL rule that an access string takes (valkey.io, "ACL"; ElastiCache user guide, "Role-based access control"). */
const FORMS = [
  /^(?:on|off|allkeys|resetkeys|allchannels|resetchannels|allcommands|nocommands|clearselectors)$/,
  /^(?:%(?:R|W|RW))?~\S+$/,
  /^&\S+$/,
  /^[+-](?:@[a-z]+|[a-z0-9_.-]+(?:\|[a-z0-9_-]+)?)$/i,
];

/** ACL rules about passwords. */
const PASSWORD = /^(?:nopass|resetpass|reset|sanitize-payload|[><#!][^]*)$/;

/** Commands that ElastiCache does not offer (user guide, "Restricted commands"). */
const RESTRICTED = new Set(
  "bgrewriteaof bgsave config debug migrate replicaof save shutdown slaveof sync".split(" "),
);

/** What an access string means. */
export interface AccessString {
  /** What is wrong with its form; undefined where AWS takes it. It quotes no word, because any word may be a password. */
  readonly malformed: string | undefined;
  /** Whether the user may log in, by the last `on` or `off`; undefined where there is neither. */
  readonly on: boolean | undefined;
  /** Its rules about commands that ElastiCache does not offer, quoted. */
  readonly restricted: readonly string[];
}

/** Its rules, those in selectors `(…)` included. */
const rulesOf = (text: string) =>
  text
    .replace(/(?<=^|\s)\(|\)(?=\s|$)/g, " ")
    .split(/\s+/)
    .filter((rule) => rule !== "");

function malformed(rules: readonly string[]): string | undefined {
  if (rules.length === 0)
    return 'empty; write what the user may do, for example "on ~app:* +@read"';
  if (rules.some((rule) => PASSWORD.test(rule))) {
    return "sets or resets a password, which AWS accepts only in other arguments of the user; remove that, and set authentication";
  }
  const wrong = rules.flatMap((rule, index) =>
    FORMS.some((form) => form.test(rule)) ? [] : [String(index + 1)],
  );
  if (wrong.length === 0) return undefined;
  const which =
    wrong.length === 1
      ? `rule ${wrong.join("")} is not a valid ACL rule`
      : `rules ${listed(wrong.slice(0, 5))} are not valid ACL rules`;
  return `${which}; write rules such as on, ~app:*, &*, +@read, -@dangerous or +get, separated by spaces`;
}

const isRestricted = (rule: string) =>
  RESTRICTED.has(/^[+-]([a-z]+)(?:\||$)/i.exec(rule)?.[1]?.toLowerCase() ?? "");

/** Reads an access string. */
export function parseAccessString(text: string): AccessString {
  const rules = rulesOf(text);
  const last = rules.filter((rule) => rule === "on" || rule === "off").at(-1);
  return {
    malformed: malformed(rules),
    on: last === undefined ? undefined : last === "on",
    restricted: rules.filter(isRestricted).map(shown),
  };
}
