/** Runs the table of changes through a provider and records what it plans, refuses and leaves. */
import { type Checked, type Provider, type State, UNKNOWN, type Values } from "./provider";
import { FIXTURES } from "./table";
import type { Row } from "./table-types";

/**
 * `unmeasured`: what should exist before the change can't be made as the row wants it, so that the
 * change itself tells nothing.
 */
export type Operation = "create" | "update" | "replace" | "same" | "refused" | "unmeasured";

/** What a provider answers to one row. An absent property means: nothing of the kind. */
export interface Outcome {
  readonly operation: Operation;
  /** The properties that the plan shows as changed, and those of them that force a replacement. */
  readonly changed?: readonly string[];
  readonly replaces?: readonly string[];
  readonly deleteBeforeReplace?: true;
  /** Refusals before anything is sent to AWS: `property: reason`. */
  readonly refusals?: readonly string[];
  /** What came after a create or an update was made. */
  readonly afterwards?: Afterwards;
}

/**
 * `clean`: the next preview, and the one after a refresh, change nothing. Otherwise what they would
 * change again, or why AWS refused what was planned.
 */
export type Afterwards =
  "clean" | { readonly unclean: readonly string[] } | { readonly failure: string };

export type Outcomes = Readonly<Record<string, Outcome>>;

export interface Options {
  /** The rows to measure. */
  readonly rows: readonly Row[];
  /** Rows in flight at once; a real provider waits half a minute for each replication group. */
  readonly parallel: number;
  /** Begins every physical name, so that one emulator serves several runs. */
  readonly prefix: string;
  readonly report?: (id: string, outcome: Outcome) => void;
}

const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** Types whose rows share one AWS object, so that one row at a time may change it. */
const ONE_AT_A_TIME = new Set([SECRET_VERSION, INGRESS_RULE]);

export async function measure(provider: Provider, options: Options): Promise<Outcomes> {
  const session = new Session(provider, options.prefix);
  await session.makeFixtures();
  const outcomes = new Map<string, Outcome>();
  const run = async (row: Row, index: number): Promise<void> => {
    const outcome = await session.outcome(row, `${options.prefix}-${String(index)}`);
    outcomes.set(row.id, outcome);
    options.report?.(row.id, outcome);
  };
  const numbered = options.rows.map((row, index) => ({ row, index }));
  await pool(
    numbered.filter(({ row }) => !ONE_AT_A_TIME.has(row.type)),
    options.parallel,
    ({ row, index }) => run(row, index),
  );
  await pool(
    numbered.filter(({ row }) => ONE_AT_A_TIME.has(row.type)),
    1,
    ({ row, index }) => run(row, index),
  );
  return Object.fromEntries(options.rows.map(({ id }) => [id, known(outcomes.get(id), id)]));
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`nothing is known of ${what}`);
  return value;
}

async function pool<T>(
  items: readonly T[],
  size: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: size }, worker));
}

class Session {
  private readonly fixtures = new Map<string, string>();

  constructor(
    private readonly provider: Provider,
    private readonly prefix: string,
  ) {}

  async makeFixtures(): Promise<void> {
    for (const { key, type, args, output } of FIXTURES) {
      const name = `${this.prefix}-${key}`;
      const urn = urnOf(type, name);
      const checked = await this.provider.check(urn, this.resolve(args, name));
      const state = await this.provider.create(urn, accepted(checked, key), false);
      this.fixtures.set(key, output === undefined ? state.id : String(state.outputs[output]));
    }
  }

  async outcome(row: Row, name: string): Promise<Outcome> {
    const urn = urnOf(row.type, name);
    const after = this.resolve(row.after, name);
    if (row.before === undefined) return this.creation(urn, after);
    const checked = await this.provider.check(urn, this.resolve(row.before, name));
    const old = await attempt(this.provider.create(urn, accepted(checked, row.id), false));
    if (old instanceof Error) {
      return { operation: "unmeasured", afterwards: { failure: this.normalised(old.message) } };
    }
    const unclean = await this.leftover(urn, old, this.resolve(row.before, name));
    const outcome: Outcome =
      unclean.length > 0
        ? { operation: "unmeasured", afterwards: { unclean } }
        : await this.change(urn, old, after);
    await this.cleared(urn, old);
    return outcome;
  }

  /** AWS takes no rule twice: each row's goes before the next one's comes. */
  private async cleared(urn: string, made: State | Error): Promise<void> {
    if (made instanceof Error || !urn.includes(INGRESS_RULE)) return;
    await this.provider.delete(urn, made);
  }

  private async creation(urn: string, args: Values): Promise<Outcome> {
    const { inputs, failures } = await this.provider.check(urn, args);
    if (failures.length > 0) return this.refused(failures);
    const plan = await attempt(this.provider.create(urn, inputs, true));
    if (plan instanceof Error) return this.refused([{ property: "", reason: plan.message }]);
    if (unknownIn(inputs)) return { operation: "create" };
    const made = await attempt(this.provider.create(urn, inputs, false));
    const afterwards = await this.afterwards(urn, made, args);
    await this.cleared(urn, made);
    return { operation: "create", afterwards };
  }

  private async change(urn: string, old: State, args: Values): Promise<Outcome> {
    const { inputs, failures } = await this.provider.check(urn, args, old.inputs);
    if (failures.length > 0) return this.refused(failures);
    const diff = await attempt(this.provider.diff(urn, old, inputs));
    if (diff instanceof Error) return this.refused([{ property: "", reason: diff.message }]);
    if (!diff.changes && diff.replaces.length === 0) return { operation: "same" };
    // Outputs that follow a change (`tagsAll`, `memberClusters`) are no part of the comparison.
    const changed = {
      changed: diff.changed.filter((name) => name in inputs || name in old.inputs),
    };
    if (diff.replaces.length > 0) {
      return {
        operation: "replace",
        ...changed,
        replaces: diff.replaces,
        ...(diff.deleteBeforeReplace ? { deleteBeforeReplace: true } : {}),
      };
    }
    const plan = await attempt(this.provider.update(urn, old, inputs, true));
    if (plan instanceof Error) return this.refused([{ property: "", reason: plan.message }]);
    if (unknownIn(inputs)) return { operation: "update", ...changed };
    const made = await attempt(this.provider.update(urn, old, inputs, false));
    return { operation: "update", ...changed, afterwards: await this.afterwards(urn, made, args) };
  }

  private async afterwards(urn: string, made: State | Error, args: Values): Promise<Afterwards> {
    if (made instanceof Error) return { failure: this.normalised(made.message) };
    const read = await this.provider.read(urn, made);
    const refreshed =
      read === undefined
        ? ["(gone)"]
        : await this.leftover(urn, { ...read, inputs: made.inputs }, args);
    const unclean = new Set([...(await this.leftover(urn, made, args)), ...refreshed]);
    return unclean.size === 0 ? "clean" : { unclean: [...unclean].sort() };
  }

  private async leftover(urn: string, state: State, args: Values): Promise<readonly string[]> {
    const { inputs, failures } = await this.provider.check(urn, args, state.inputs);
    if (failures.length > 0) return failures.map(({ property }) => property);
    const diff = await attempt(this.provider.diff(urn, state, inputs));
    if (diff instanceof Error) return [this.normalised(diff.message)];
    if (!diff.changes && diff.replaces.length === 0) return [];
    return diff.changed.length > 0 ? diff.changed : ["(something)"];
  }

  private refused(failures: readonly { property: string; reason: string }[]): Outcome {
    const refusals = failures.map(({ property, reason }) => {
      const text = this.normalised(reason);
      return property === "" ? text : `${property}: ${text}`;
    });
    return { operation: "refused", refusals: [...refusals].sort() };
  }

  /** A message without what differs from run to run, in one line, led by the property it is about. */
  private normalised(message: string): string {
    const text = message
      .replaceAll(new RegExp(`${this.prefix}-[a-z0-9-]+`, "gi"), "<name>")
      .replaceAll(/\d+ errors? occurred:/g, "")
      .replaceAll(/\b[Rr]equest ?ID: [^,]+,? ?/g, "")
      .replaceAll(/(.)\1{40,}/g, "$1…")
      .replaceAll(/\s+/g, " ")
      .replaceAll(/ ?\* /g, "")
      .trim();
    const place = /^(.*?)\.? Examine values at '<name>\.([^']+)'\.$/.exec(text);
    const placed = place === null ? text : `${place[2] ?? ""}: ${place[1] ?? ""}`;
    return placed.replace(/^: /, "").replace(/ -$/, "");
  }

  private resolve(args: Values, name: string): Values {
    const value = (at: unknown): unknown => {
      if (typeof at === "string") return this.reference(at, name);
      if (Array.isArray(at)) return at.map(value);
      if (typeof at !== "object" || at === null) return at;
      return Object.fromEntries(Object.entries(at).map(([key, inner]) => [key, value(inner)]));
    };
    return value(args) as Values;
  }

  /** Puts names and ids in the place of each `@key` of a text. */
  private reference(text: string, name: string): string {
    const special: Readonly<Record<string, string>> = {
      "@name": name,
      "@NAME": name.toUpperCase(),
      "@name-other": `${name}-other`,
      "@path": `/${name}`,
      "@path-other": `/${name}-other`,
      "@unknown": UNKNOWN,
    };
    return text.replaceAll(
      /(?<=^|")@[a-zA-Z-]{3,}/g,
      (key) => special[key] ?? known(this.fixtures.get(key.slice(1)), `the fixture ${key}`),
    );
  }
}

function urnOf(type: string, name: string): string {
  return `urn:pulumi:dev::parity::${type}::${name}`;
}

function accepted({ inputs, failures }: Checked, what: string): Values {
  if (failures.length === 0) return inputs;
  const reasons = failures.map(({ property, reason }) => `${property}: ${reason}`).join("; ");
  throw new Error(`${what}: what should exist before the change was refused: ${reasons}`);
}

function unknownIn(value: unknown): boolean {
  return JSON.stringify(value).includes(UNKNOWN);
}

function attempt<T>(work: Promise<T>): Promise<T | Error> {
  return work.catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  );
}
