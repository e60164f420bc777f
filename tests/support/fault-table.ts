import type { Fault } from "../../local/aws/faults";
import type { Again, Kind } from "./lone-resources";

/** What a fault leaves: between the account and the state, and at the resource itself. */
export type Left =
  /** Nothing was made or changed, and the state says so. */
  | "as before"
  /** It is in the account, and the state doesn't know of it. */
  | "unknown"
  /** It is made or changed, the state knows it, and knows that it isn't finished. */
  | "unfinished"
  /** The account has what was asked for, the state what was before. */
  | "ahead"
  /** It is gone from the account, the state still has it. */
  | "gone"
  /** The account has what somebody else wrote, the state what was before. */
  | "drifted";

/** A step on the way out, which the test of the case takes. */
export type Way =
  | "up"
  /** An `up` that sees nothing to do. */
  | "blind up"
  /** An `up` that AWS refuses, because the name is taken. */
  | "refused up"
  | "refresh"
  | "import"
  | "delete";

export interface Case {
  readonly what: string;
  /** What goes wrong; for a change outside Pulumi, what somebody does. */
  readonly fault:
    Required<Pick<Fault, "operation" | "action">> | { readonly outside: "deletion" | "change" };
  /** Only the types of which AWS does this when it is asked again. */
  readonly again?: Again;
  readonly left: Left;
  readonly ways: readonly Way[];
  /** What `up` does on the way out, at each resource. */
  readonly makesGood: Step;
}

type Step = (of: readonly Kind[]) => string[];

const each =
  (op: string): Step =>
  (of) =>
    of.map(({ name }) => `${op} ${name}`);

/** Every fault, for every type that it is about; its message, what it leaves and its ways out are tested. */
export const CASES: readonly Case[] = [
  {
    what: "a create is refused",
    fault: { operation: "create", action: "fail" },
    left: "as before",
    ways: ["up"],
    makesGood: each("create"),
  },
  {
    what: "a create is made, and waiting for it fails",
    fault: { operation: "create", action: "unfinished" },
    left: "unfinished",
    ways: ["up"],
    makesGood: each("update"),
  },
  {
    what: "a create is made, and its answer lost",
    fault: { operation: "create", action: "lose" },
    again: "overwritten",
    left: "unknown",
    ways: ["up"],
    makesGood: each("create"),
  },
  {
    what: "a create is made, and its answer lost",
    fault: { operation: "create", action: "lose" },
    again: "taken",
    left: "unknown",
    ways: ["refused up", "import", "up"],
    // What AWS doesn't tell, and an import can't know: the password, and that changes are made at once.
    makesGood: () => ["update cache", "update user"],
  },
  {
    what: "a create is made, and its answer lost",
    fault: { operation: "create", action: "lose" },
    again: "taken",
    left: "unknown",
    ways: ["refused up", "delete", "up"],
    makesGood: each("create"),
  },
  {
    what: "a create is made, and its answer lost",
    fault: { operation: "create", action: "lose" },
    again: "another",
    left: "unknown",
    ways: ["up", "delete"],
    makesGood: each("create"),
  },
  {
    what: "an update is refused",
    fault: { operation: "update", action: "fail" },
    left: "as before",
    ways: ["up"],
    makesGood: each("update"),
  },
  {
    what: "an update is made, and waiting for it fails",
    fault: { operation: "update", action: "unfinished" },
    left: "unfinished",
    ways: ["up"],
    makesGood: each("update"),
  },
  {
    what: "an update is made, and its answer lost",
    fault: { operation: "update", action: "lose" },
    left: "ahead",
    ways: ["up"],
    makesGood: each("update"),
  },
  {
    what: "somebody changes it outside Pulumi",
    fault: { outside: "change" },
    left: "drifted",
    ways: ["blind up", "refresh", "up"],
    makesGood: each("update"),
  },
  {
    what: "somebody deletes it outside Pulumi",
    fault: { outside: "deletion" },
    left: "gone",
    ways: ["blind up", "refresh", "up"],
    makesGood: each("create"),
  },
  {
    what: "a delete is refused",
    fault: { operation: "delete", action: "fail" },
    left: "as before",
    ways: ["up"],
    makesGood: each("delete"),
  },
  {
    what: "a delete is made, and its answer lost",
    fault: { operation: "delete", action: "lose" },
    left: "gone",
    ways: ["up"],
    makesGood: each("delete"),
  },
];

export const isOutside = (
  fault: Case["fault"],
): fault is Extract<Case["fault"], { outside: unknown }> => "outside" in fault;

/** The types that a case is about. An update of a type whose every change replaces is a create and a delete. */
export function kindsOf({ fault, again }: Case, all: readonly Kind[]): readonly Kind[] {
  const updates = isOutside(fault) ? fault.outside === "change" : fault.operation === "update";
  return all
    .filter((kind) => again === undefined || kind.again === again)
    .filter(({ differs }) => !updates || differs !== undefined);
}

const OF: Readonly<Record<Again, string>> = {
  taken: "a name that AWS gives once",
  overwritten: "a name that AWS overwrites",
  another: "an automatic name",
};

export const titleOf = ({ what, again, ways }: Case): string =>
  `${what}${again === undefined ? "" : `, of ${OF[again]}`}: ${ways.join(", ")}, and nothing is left to do`;

/** Last lines of a run that failed, for a person: word by word. */
export const LAST_LINES = {
  again: (operation: string) =>
    `${operation} of staging failed: put right what the engine says above, then run it again: it goes on from where it stopped`,
  taken: (deletions: readonly string[]) =>
    [
      "up of staging failed: the account has already what the state of staging doesn't know, as after an answer that was lost",
      "  delete it there, and run it again:",
      ...deletions.map((deletion) => `    ${deletion}`),
      "  or keep it, with pulumi import: docs/faults.md",
    ].join("\n"),
  gone: (operation: string) =>
    `${operation} of staging failed: something isn't in the account, or not any more: let the state see what is there, and run it again: npm run local -- refresh --stack staging`,
  snapshot: (operation: string) =>
    [
      `${operation} of staging failed: the name of the final snapshot is taken by an earlier one, and the cache is still there`,
      "  give it another finalSnapshotIdentifier in Pulumi.staging.yaml, bring that up, and run it again",
      "  or delete the earlier snapshot: docs/guides/snapshots-and-restore.md",
    ].join("\n"),
  interrupted: (operation: string) =>
    `${operation} of staging was interrupted; run it again, and it goes on from where it stopped`,
  locked: (operation: string, folder: string) =>
    `${operation} of staging failed: another run is working on staging: wait for it to end, then run the command again (if there is none: rm -r ${folder})`,
} as const;

/** First lines of a run after one that was killed. */
export const RELEASED = "The last run on staging was killed: its lock is released";
export const PENDING =
  "warning: Attempting to deploy or update resources with 1 pending operations from previous deployment.";
