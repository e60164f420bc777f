import { listed, shown } from "../checking/format";

/** The words and forms of a Redis ACL rule that stand in an access string (valkey.io, "ACL", and ElastiCache's user guide). */
const RULES = [
  /^(?:on|off|allkeys|resetkeys|allchannels|resetchannels|allcommands|nocommands|clearselectors)$/,
  /^(?:%(?:R|W|RW))?~\S+$/,
  /^&\S+$/,
  /^[+-](?:@[a-z]+|[a-z0-9_.-]+(?:\|[a-z0-9_-]+)?)$/i,
];

/** Rules about passwords. They are never repeated in a message: what follows the sign may be one. */
const PASSWORDS = /^(?:nopass|resetpass|reset|sanitize-payload|[><#!][^]*)$/;

/** The rules of an access string, those in selectors `(…)` included. */
const rulesOf = (accessString: string) =>
  accessString
    .replace(/(?<=^|\s)\(|\)(?=\s|$)/g, " ")
    .split(/\s+/)
    .filter((rule) => rule !== "");

/** What is wrong with the form of an access string; undefined when AWS takes it. */
export function malformed(accessString: string): string | undefined {
  const rules = rulesOf(accessString);
  if (rules.length === 0) {
    return 'empty; say what the user may do, for example "on ~app:* +@read"';
  }
  if (rules.some((rule) => PASSWORDS.test(rule))) {
    return "sets or resets passwords, which AWS takes as arguments of the user alone; leave that out, and write authentication";
  }
  const wrong = rules.filter((rule) => !RULES.some((form) => form.test(rule)));
  return wrong.length === 0
    ? undefined
    : `${listed(wrong.slice(0, 5).map(shown))} ${wrong.length === 1 ? "is no rule" : "are no rules"} of an access string; write rules such as on, ~app:*, &*, +@read, -@dangerous or +get`;
}

/** Whether the access string leaves it to AWS whether the user may log in, which then is not so. */
export const saysNeitherOnNorOff = (accessString: string): boolean =>
  !rulesOf(accessString).some((rule) => rule === "on" || rule === "off");

/** Commands that ElastiCache keeps from everybody (user guide, "Restricted commands"). */
const RESTRICTED = new Set(
  "bgrewriteaof bgsave config debug migrate replicaof save shutdown slaveof sync".split(" "),
);

/** The rules of an access string about commands, or subcommands of them, that ElastiCache keeps from everybody. */
export const restrictedRules = (accessString: string): readonly string[] =>
  rulesOf(accessString).filter((rule) => {
    const command = /^[+-]([a-z]+)(?:\||$)/i.exec(rule)?.[1];
    return command !== undefined && RESTRICTED.has(command.toLowerCase());
  });

/** Whether the user may log in: of several such rules the last one counts. */
export const saysOn = (accessString: string): boolean =>
  rulesOf(accessString)
    .filter((rule) => rule === "on" || rule === "off")
    .at(-1) === "on";
