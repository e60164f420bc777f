import {
  type Case,
  CASES,
  isOutside,
  kindsOf,
  LAST_LINES,
  type Left,
  PENDING,
  RELEASED,
  type Way,
} from "../../tests/support/fault-table";
import { KINDS, typeOf } from "../../tests/support/lone-resources";
import { code, GENERATED, table } from "./markdown";

const LEFT: Readonly<Record<Left, string>> = {
  "as before": "nothing: account and state agree on what was before",
  unknown: "it is in the account, and the state doesn't know of it",
  unfinished: "it is in the account and in the state, which notes that it isn't finished",
  ahead: "the account has the new values, the state the old ones",
  gone: "it is gone from the account, and still in the state",
  drifted: "the account has the other's values, the state yours",
};

const WAYS: Readonly<Record<Way, string>> = {
  up: "`up`",
  "blind up": "`up` sees nothing to do",
  "refused up": "`up` is refused: the name is taken",
  refresh: "`refresh`",
  import: "[import it](#importing)",
  delete: "[delete what was left](#deleting)",
};

const SEEN = {
  fail: "AWS's error, at the resource",
  unfinished: "the error of the wait, at the resource",
  lose: "the error of the connection, at the resource",
} as const;

function seen({ fault }: Case): string {
  if (isOutside(fault)) return "nothing, until a `refresh`";
  return fault.action === "hang" ? "" : SEEN[fault.action];
}

function typesOf(entry: Case): string {
  const kinds = kindsOf(entry, KINDS);
  const others = KINDS.filter((kind) => !kinds.includes(kind)).map((kind) => code(typeOf(kind)));
  if (others.length === 0) return "each";
  if (entry.again === undefined) return `each but ${others.join(", ")}, which is replaced instead`;
  return kinds.map((kind) => code(typeOf(kind))).join(", ");
}

const row = (entry: Case): string[] => [
  entry.what,
  typesOf(entry),
  seen(entry),
  LEFT[entry.left],
  entry.ways.map((way) => WAYS[way]).join(", then "),
];

/** Whole runs, as the tests of the command line stop them. */
const RUNS: readonly (readonly string[])[] = [
  [
    "Ctrl-C in the middle of a create, update or delete",
    code(LAST_LINES.interrupted("up")),
    "nothing: account and state agree, and there is no lock",
    "the same command",
  ],
  [
    "the run and its engine are killed in the middle",
    `the next run says ${code(RELEASED)}, and the engine ${code(PENDING)}`,
    "the operation stands in the state as begun; what AWS made of it is unknown",
    "the same command; after a create then `refresh`, which ends the warning. Had AWS made it, its name is taken: as above",
  ],
  [
    "a second run on the same stack",
    code(LAST_LINES.locked("up", "…")),
    "nothing",
    "wait for the first one",
  ],
  ["runs on two stacks of one account at once", "nothing", "nothing", "nothing"],
  [
    "a change of something that is gone from the account",
    code(LAST_LINES.gone("up")),
    "it is gone from the account, and still in the state",
    "`refresh`, then `up`",
  ],
  [
    "a replacement whose old cache is deleted, and whose new one is refused",
    "AWS's error, at the resource",
    "there is no cache; the state knows that one is to be made",
    "`up`",
  ],
  [
    "a deletion, or a replacement, whose final snapshot's name an earlier one has",
    code(LAST_LINES.snapshot("destroy").split("\n", 1)[0] ?? ""),
    "the cache; what depends on it is gone, from the account and from the state",
    "`up` with another `finalSnapshotIdentifier`, then the same command ([why](guides/snapshots-and-restore.md))",
  ],
];

/** docs/faults.md: what goes wrong between Pulumi and AWS, and the way out. */
export function faultsPage(): string {
  return [
    GENERATED,
    "# Faults",
    "What goes wrong on the way between Pulumi and AWS, what it leaves, and the way out. Each row is a test on the real engine with the " +
      "simulated AWS (`tests/engine/faults*.test.ts`), for each type that it names: the fault strikes, what the account holds and what " +
      "the state says is compared item by item, the way out is taken, and after it `up` has nothing to do and nothing is lost or " +
      "orphaned. The same ways lead out in an account of yours, with `pulumi` instead of `npm run local --`.",
    "The component is also stopped at each of its steps in turn, in its creation, an update with a new token, replacements and its " +
      "deletion: the engine ends what is under way, begins nothing else, and the next run does the rest.",
    "## At a resource",
    "A failed run ends with this line:",
    `\`\`\`\n${LAST_LINES.again("up")}\n\`\`\``,
    table(["fault", "types", "what you see", "what is left", "what to do"], CASES.map(row)),
    "Where a name is taken, the last lines are:",
    `\`\`\`\n${LAST_LINES.taken(["node local/aws/console.js delete elasticache/ReplicationGroup koneksi-staging-redis"])}\n\`\`\``,
    "Pulumi can't know of an answer that never came. A name that AWS gives once makes the next `up` say so. An automatic name doesn't: " +
      "the next `up` makes another one, and the first stays until somebody deletes it. Groups and topics cost nothing; a forgotten " +
      "secret or key is paid for. A forgotten version of a secret is the secret's previous one to AWS, holds the same value, and needs no deletion.",
    "## In a run",
    table(["fault", "what you see", "what is left", "what to do"], RUNS),
    "AWS may go on with what an interrupted or killed run has asked it for. Then it is as after an answer that was lost. Pulumi's own " +
      "command for the lock of a killed run is `pulumi cancel`; `npm run local` needs none.",
    "## Importing",
    "Keeps what AWS has made, as for a cache that took 20 minutes or already holds data. The parent is the component; `pulumi stack --show-urns` " +
      "lists its URN:",
    '```sh\npulumi import aws:elasticache/replicationGroup:ReplicationGroup \\\n  koneksi-prod-replication-group koneksi-prod-redis \\\n  --parent "cache=urn:pulumi:prod::koneksi-redis::redis-cache:index:RedisCache::koneksi-prod" \\\n  --protect=false --generate-code=false\n```',
    "The next `up` sends what AWS doesn't tell, such as a token or a password, which stays the one that clients know.",
    "## Deleting",
    "In the simulated account: `node local/aws/console.js list`, then `delete TYPE ID`. In an account of yours: with the AWS console or CLI, " +
      "by the name that the error gives; an automatic name starts with Pulumi's name of the resource.",
  ].join("\n\n");
}
