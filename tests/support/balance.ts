import * as fs from "node:fs";
import { Account, type Stored } from "../../local/aws/account";
import { type Folders, stacksInBackend, stateFile } from "../../local/workspace";
import type { StackUnderTest, StateResource } from "./engine";

/** What the account and the states of stacks say of each other; all empty when nothing is lost and nothing orphaned. */
export interface Balance {
  /** In the account, and in no state: by type. */
  readonly orphans: readonly string[];
  /** In a state, and not in the account: by Pulumi's name. */
  readonly missing: readonly string[];
  /** Operations that an engine began and didn't end. */
  readonly pending: readonly string[];
}

export const BALANCED: Balance = { orphans: [], missing: [], pending: [] };

/** A resource that was deleted to be replaced, and whose successor is not there yet, stays in the state with a mark. */
interface Kept extends StateResource {
  readonly pendingReplacement?: boolean;
}

interface Deployment {
  readonly resources?: readonly Kept[];
  readonly pending_operations?: readonly { readonly resource: StateResource }[];
}

const SNAPSHOT = "aws:elasticache/snapshot:Snapshot";

/** What AWS keeps after its deletion is no orphan: secrets and keys until their deletion date, the final snapshot. */
const outlives = ({ type, hidden }: Stored) =>
  type === SNAPSHOT || hidden["deletionDate"] !== undefined;

export const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;

/** Compares all that the account holds with all that the stacks' states say, both ways. */
export async function balanceOf(account: Account, ...stacks: StackUnderTest[]): Promise<Balance> {
  const states = (await Promise.all(stacks.map((stack) => stack.state()))) as {
    readonly deployment: Deployment;
  }[];
  return compare(
    account,
    states.map(({ deployment }) => deployment),
  );
}

/** The same for all stacks of a local run, by its files. */
export function balanceIn(folders: Folders): Balance {
  if (!fs.existsSync(folders.account)) return BALANCED;
  const deployments = stacksInBackend(folders).map((stack) => {
    const file = stateFile(folders, { ...stack, workDir: "" });
    const { checkpoint } = JSON.parse(fs.readFileSync(file, "utf8")) as {
      readonly checkpoint: { readonly latest: Deployment | null };
    };
    return checkpoint.latest ?? {};
  });
  return compare(new Account(folders.account), deployments);
}

function compare(account: Account, deployments: readonly Deployment[]): Balance {
  const known = deployments
    .flatMap(({ resources }) => resources ?? [])
    .filter(({ type, id }) => type.startsWith("aws:") && id !== undefined)
    .filter(({ pendingReplacement }) => pendingReplacement !== true);
  const key = ({ type, id = "" }: { type: string; id?: string }) => `${type} ${id}`;
  const ids = new Set(known.map(key));
  const held = account.all().filter((stored) => !outlives(stored));
  const there = new Set(held.map(key));
  return {
    orphans: held
      .filter((stored) => !ids.has(key(stored)))
      .map(({ type }) => type)
      .sort(),
    missing: known
      .filter((resource) => !there.has(key(resource)))
      .map(({ urn }) => nameOf(urn))
      .sort(),
    pending: deployments
      .flatMap(({ pending_operations }) => pending_operations ?? [])
      .map(({ resource }) => nameOf(resource.urn)),
  };
}
