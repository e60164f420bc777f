/**
 * Compares the simulated AWS with the real provider. real-provider.json has what terraform-provider-aws answered, behind a bridge and
 * with an emulator of AWS: a line for each argument (a resource is created with it; it is added, changed, removed) and for each
 * combination of arguments. `@name` is a name of the row's own, `@unknown` an unknown value, any other `@key` a fixture.
 */
import * as assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Account } from "../../local/aws/account";
import { Faults } from "../../local/aws/faults";
import { Provider } from "../../local/aws/provider";
import { loadSchema } from "../../local/aws/schema";
import { AWS } from "../../local/aws/services";
import type { Failure } from "../../local/aws/types";
import {
  hasUnknown,
  plainProperties,
  type Properties,
  text,
  UNKNOWN,
} from "../../local/aws/values";

/** What is planned: `create`, `same`, `update: <arguments>`, `replace: <arguments>`, or `refused: <arguments>`. */
type Plan = string;

/** A plan of the real provider; why the simulation plans something else; what AWS, in the simulation, answers to the plan. */
type Measured =
  | Plan
  | {
      readonly real: Plan;
      readonly simulated?: Plan;
      readonly because?: string;
      readonly aws?: string;
    };

interface Table {
  readonly type: string;
  readonly base: Properties;
  /** Arguments without a line, and why. */
  readonly unmeasured: Readonly<Record<string, string>>;
  readonly arguments: readonly {
    readonly name: string;
    readonly note?: string;
    readonly from: Properties[string];
    readonly to: Properties[string];
    /** Arguments that this one needs, and those of the base that it excludes. */
    readonly with?: Properties;
    readonly without?: readonly string[];
    readonly rows: Readonly<Partial<Record<"given" | "added" | "changed" | "removed", Measured>>>;
  }[];
  /** Arguments that differ from the base; null removes one. Without `before`, the resource is created. */
  readonly combinations: readonly {
    readonly name: string;
    readonly before?: Properties;
    readonly after: Properties;
    readonly row: Measured;
  }[];
}

interface Fixture {
  readonly key: string;
  readonly type: string;
  readonly args: Properties;
  /** The output that `@key` stands for. Defaults to the id. */
  readonly output?: string;
}

interface Row {
  readonly id: string;
  readonly before?: Properties | undefined;
  readonly after: Properties;
  readonly measured: Measured;
}

const { fixtures, reasons, tables } = JSON.parse(
  readFileSync(join(__dirname, "real-provider.json"), "utf8"),
) as {
  readonly fixtures: readonly Fixture[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly tables: readonly Table[];
};

function argumentRows({ base }: Table, argument: Table["arguments"][number]): Row[] {
  const { name, note, from, to, without = [] } = argument;
  const excluded = [...without, name];
  const others = Object.entries({ ...base, ...argument.with });
  const rest = Object.fromEntries(others.filter(([key]) => !excluded.includes(key)));
  const [first, second] = [from, to].map((value) => ({ ...rest, [name]: value }));
  const changes = {
    given: [undefined, first],
    added: [rest, first],
    changed: [first, second],
    removed: [first, rest],
  } as const;
  return Object.entries(argument.rows).map(([change, measured]) => {
    const [before, after = rest] = changes[change as keyof typeof changes];
    return {
      id: `${name}${note === undefined ? "" : ` (${note})`} ${change}`,
      before,
      after,
      measured,
    };
  });
}

function rowsOf(table: Table): Row[] {
  const args = (changes: Properties) => plainProperties({ ...table.base, ...changes });
  return [
    ...table.arguments.flatMap((argument) => argumentRows(table, argument)),
    ...table.combinations.map(({ name, before, after, row }) => ({
      id: name,
      before: before && args(before),
      after: args(after),
      measured: row,
    })),
  ];
}

class Refused extends Error {
  constructor(readonly failures: readonly Failure[]) {
    super(failures.map(({ property, reason }) => `${property}: ${reason}`).join("; "));
  }
}

interface Made {
  readonly id: string;
  readonly inputs: Properties;
  readonly state: Properties;
}

const topLevel = (paths: Iterable<string>) =>
  [...new Set([...paths].map((path) => path.split(/[.[]/, 1)[0] ?? path))].sort();

const planOf = (operation: string, names: readonly string[]): Plan =>
  names.length === 0 ? operation : `${operation}: ${names.join(", ")}`;

/** AWS's own code and message, without what differs between runs. */
const messageOf = (thrown: unknown, name: string) =>
  (thrown as Error).message
    .replace(/^.*api error /, "")
    .replaceAll(name, "<name>")
    .replaceAll(/(.)\1{40,}/g, "$1…");

class Session {
  private readonly directory = mkdtempSync(join(tmpdir(), "parity-"));
  private readonly provider = new Provider(AWS, new Account(this.directory), new Faults([]));
  private readonly fixtures = new Map<string, string>();
  private names = 0;

  async start(): Promise<void> {
    this.provider.region = "us-east-1";
    for (const { key, type, args, output } of fixtures) {
      const { id, state } = await this.create(type, key, args);
      this.fixtures.set(`@${key}`, output === undefined ? id : text(state[output]));
    }
  }

  stop(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** What the engine would show for the row, and what AWS refuses or a second preview would change after it. */
  async answer(type: string, row: Row): Promise<{ plan: Plan; aws?: string }> {
    const name = `parity-${String(this.names++)}`;
    const old = row.before && (await this.create(type, name, row.before));
    let made = old;
    let plan = "create";
    try {
      const inputs = this.check(type, name, row.after, old);
      const diff = old && this.provider.diff(type, old.state, inputs);
      if (diff?.changes.size === 0) return { plan: "same" };
      if (old && diff) {
        const changed = topLevel(diff.changes.keys()).filter(
          (key) => key in inputs || key in old.inputs,
        );
        const { replaces, deleteBeforeReplace } = diff;
        if (replaces.length > 0) {
          const rest = changed.filter((key) => !replaces.includes(key));
          const operation = deleteBeforeReplace ? "replace, deleted first" : "replace";
          const replace = planOf(operation, topLevel(replaces));
          return { plan: rest.length === 0 ? replace : `${replace}; changes ${rest.join(", ")}` };
        }
        plan = planOf("update", changed);
      }
      if (hasUnknown(inputs)) return { plan };
      made = old ? await this.update(type, old, inputs) : await this.create(type, name, row.after);
      const again = await this.changedAgain(type, name, made, row.after);
      return again.length === 0 ? { plan } : { plan, aws: `changes again: ${again.join(", ")}` };
    } catch (thrown) {
      if (!(thrown instanceof Refused)) return { plan, aws: messageOf(thrown, name) };
      return { plan: planOf("refused", topLevel(thrown.failures.map(({ property }) => property))) };
    } finally {
      // AWS accepts no rule of a security group twice.
      if (made && type.includes("GroupIngressRule"))
        await this.provider.delete(type, made.id, made.state);
    }
  }

  /** What the next preview would change, and one after a refresh. */
  private async changedAgain(
    type: string,
    name: string,
    made: Made,
    args: Properties,
  ): Promise<string[]> {
    const read = await this.provider.read(type, made.id, made.state, made.inputs);
    assert.ok(read, `${name} does not exist`);
    const inputs = this.check(type, name, args, made);
    return topLevel(
      [made.state, plainProperties(read.state)].flatMap((state) => [
        ...this.provider.diff(type, state, inputs).changes.keys(),
      ]),
    );
  }

  private check(type: string, name: string, args: Properties, old?: Made): Properties {
    const news = this.resolve(args, name) as Properties;
    const seed = new Uint8Array(32);
    const { inputs, failures } = this.provider.check(type, name, old?.inputs ?? {}, news, seed);
    if (failures.length > 0) throw new Refused(failures);
    return inputs;
  }

  private async create(type: string, name: string, args: Properties): Promise<Made> {
    const inputs = this.check(type, name, args);
    const { id, state } = await this.provider.create(type, inputs);
    return { id, inputs, state: plainProperties(state) };
  }

  private async update(type: string, { id, state }: Made, inputs: Properties): Promise<Made> {
    return {
      id,
      inputs,
      state: plainProperties(await this.provider.update(type, id, state, inputs)),
    };
  }

  /** Puts names, and ids of fixtures, in the place of each `@key`. */
  private resolve(value: Properties[string], name: string): Properties[string] {
    const special: Readonly<Record<string, string>> = {
      "@name": name,
      "@NAME": name.toUpperCase(),
      "@name-other": `${name}-other`,
      "@path": `/${name}`,
      "@path-other": `/${name}-other`,
      "@unknown": UNKNOWN,
    };
    const json = JSON.stringify(value).replaceAll(
      /(?<=")@[a-zA-Z-]{3,}|(?<=\\")@[a-zA-Z-]{3,}/g,
      (key) => {
        const found = special[key] ?? this.fixtures.get(key);
        assert.ok(found !== undefined, `no fixture ${key}`);
        return found;
      },
    );
    return JSON.parse(json) as Properties[string];
  }
}

/**
 * The words of a refusal are the provider's own; the arguments that it names are compared. Of two arguments that exclude each other the
 * simulation may name one, and any where the real provider refuses the plan as a whole.
 */
function isSameRefusal(real: Plan, simulated: Plan): boolean {
  if (![real, simulated].every((plan) => plan.startsWith("refused"))) return false;
  const named = (plan: Plan) => plan.split(/: |, /).slice(1);
  return named(real).length === 0 || named(simulated).every((name) => named(real).includes(name));
}

describe("the simulated AWS beside the real provider", () => {
  const session = new Session();
  before(() => session.start());
  after(() => {
    session.stop();
  });

  for (const table of tables) {
    const { type, unmeasured } = table;
    const rows = rowsOf(table);

    it(`${type}: each argument has a line, or a reason why it has none`, () => {
      const all = Object.keys(loadSchema("aws").resources[type]?.inputs ?? {});
      const measured = table.arguments.map(({ name }) => name);
      assert.deepEqual(new Set([...measured, ...Object.keys(unmeasured)]), new Set(all));
      assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    });

    it(`${type}: plans, refusals and second previews are those of the real provider`, async () => {
      const expected: Record<string, unknown> = {};
      const found: Record<string, unknown> = {};
      for (const row of rows) {
        const measured = typeof row.measured === "string" ? { real: row.measured } : row.measured;
        const wanted = measured.simulated ?? measured.real;
        const { plan, ...after } = await session.answer(type, row);
        found[row.id] = { plan: isSameRefusal(wanted, plan) ? wanted : plan, ...after };
        expected[row.id] = {
          plan: wanted,
          ...(measured.aws === undefined ? {} : { aws: measured.aws }),
        };
      }
      assert.deepEqual(found, expected);
    });
  }

  it("each difference from the real provider is one, and has a reason", () => {
    const differences = tables
      .flatMap(rowsOf)
      .map(({ measured }) => measured)
      .filter((measured) => typeof measured !== "string" && "simulated" in measured);
    for (const { real, simulated, because = "" } of differences as Exclude<Measured, Plan>[]) {
      assert.notEqual(simulated, real);
      assert.ok(because in reasons, because);
    }
    assert.equal(differences.length, 19);
  });
});
