import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { drift, vanish } from "../../local/aws/outside";
import { OperationFailed } from "../../local/engine";
import { explainFailure } from "../../local/explain";
import { BALANCED, type Balance, balanceOf, nameOf } from "../support/balance";
import {
  EngineSession,
  type FailedResult,
  REPOSITORY,
  type StackUnderTest,
  type StateResource,
  stepsOf,
} from "../support/engine";
import {
  type Case,
  CASES,
  isOutside,
  kindsOf,
  LAST_LINES,
  titleOf,
  type Way,
} from "../support/fault-table";
import { importResources } from "../support/import";
import { type Kind, KINDS, loneResources, typeOf } from "../support/lone-resources";

const PROJECT = "lone";
const MESSAGE = "AWS was not in the mood";
/** One fault keeps no other from striking: each resource stands alone. */
const ALL = { continueOnError: true };

const sorted = (texts: Iterable<string>) => [...texts].sort();
const names = (kinds: readonly Kind[]) => sorted(kinds.map(({ name }) => name));

/** Errors at resources, by name, as a person sees each under its resource; without the sum that the engine adds to them. */
const errorsOf = ({ diagnostics }: FailedResult) =>
  Object.fromEntries(
    diagnostics
      .filter(({ severity, message }) => severity === "error" && message !== "update failed")
      .map(({ urn = "", message }) => [nameOf(urn), message]),
  );

/** The last line of `npm run local`. */
const explained = (result: FailedResult) =>
  explainFailure(new OperationFailed("", result), {
    operation: "up",
    stack: "staging",
    home: "/home",
    lockFolder: "/home/locks",
    interrupted: false,
  }).message;

/** For the names that AWS gives once; a rule of a security group has none. */
const TAKEN = LAST_LINES.taken(
  [
    "cloudwatch/LogGroup log",
    "elasticache/ReplicationGroup cache",
    "elasticache/User user",
    "elasticache/UserGroup user-group",
    "ssm/Parameter /parameter",
    "vpc/SecurityGroupIngressRule ID",
  ].map((what) => `SIMULATED_AWS_DIR=/home/.aws node local/aws/console.js delete ${what}`),
);

/** `create cache` for each step at a resource under test. */
const stepsAt = (kinds: readonly Kind[], result: Parameters<typeof stepsOf>[0]) => {
  const known = new Set(names(kinds));
  return sorted(
    result.steps
      .filter(({ op, name }) => op !== "same" && op !== "refresh" && known.has(name))
      .map(({ op, name }) => `${op} ${name}`),
  );
};

const eachOf = (op: string, kinds: readonly Kind[]) =>
  sorted(names(kinds).map((n) => `${op} ${n}`));

describe("a fault, whatever type it is about", function () {
  this.timeout(300_000);

  /** What the program makes on its ground. */
  let kinds: readonly Kind[];
  let revision: number;
  let session: EngineSession | undefined;
  let stack: StackUnderTest;

  const theSession = () => {
    assert.ok(session);
    return session;
  };
  const account = () => theSession().account;
  const balance = () => balanceOf(account(), stack);

  async function open(): Promise<void> {
    session = await EngineSession.open();
    kinds = [];
    revision = 1;
    stack = session.inline(PROJECT, () => {
      loneResources(kinds, revision);
      return Promise.resolve({});
    });
    await stack.up();
  }

  /** A case that went wrong leaves its mess to no other. */
  afterEach(function () {
    if (this.currentTest?.state === "passed") return;
    session?.close();
    session = undefined;
  });
  after(() => {
    session?.close();
  });

  /** Brings the program to where it makes these and no others. */
  async function have(wanted: readonly Kind[]): Promise<void> {
    if (session === undefined) await open();
    if (wanted === kinds) return;
    kinds = wanted;
    await stack.up();
  }

  /** What the account has of resources under test, by what the state says of them. */
  async function known(of: readonly Kind[]) {
    const resources = new Map((await stack.resources()).map((r) => [nameOf(r.urn), r]));
    return of.flatMap((kind) => {
      const resource: StateResource | undefined = resources.get(kind.name);
      return resource?.id === undefined ? [] : [{ kind, resource, id: resource.id }];
    });
  }

  /** What the account has and no state knows, by kind. */
  async function unknown(of: readonly Kind[]) {
    const ids = new Set((await stack.resources()).map(({ type, id }) => `${type} ${id ?? ""}`));
    return of.flatMap((kind) =>
      account()
        .list(kind.token)
        .filter(({ type, id, hidden }) => {
          return !ids.has(`${type} ${id}`) && hidden["deletionDate"] === undefined;
        })
        .map(({ id }) => ({ kind, id })),
    );
  }

  /** Of an argument that differs between revisions: whether the account and the state have the same, in each kind. */
  async function agreeing(of: readonly Kind[]) {
    return (await known(of))
      .filter(({ kind: { token, differs = "" }, resource, id }) => {
        const there = account().get(token, id)?.attributes[differs];
        return JSON.stringify(there) === JSON.stringify(resource.outputs?.[differs]);
      })
      .map(({ kind }) => kind);
  }

  async function strike({ fault }: Case, of: readonly Kind[]): Promise<void> {
    if (isOutside(fault)) {
      for (const { kind, id } of await known(of)) {
        if (fault.outside === "deletion") vanish(account(), kind.token, id);
        else drift(account(), kind.token, id, { [kind.differs ?? ""]: kind.drifted ?? null });
      }
      return;
    }
    const { operation, action } = fault;
    if (operation === "create") kinds = of;
    if (operation === "update") revision += 1;
    if (operation === "delete") kinds = [];
    await theSession().setFaults(
      ...of.map((kind) => ({ operation, action, type: typeOf(kind), nth: 0, message: MESSAGE })),
    );
    const failed = await stack.failing("up", ALL);
    await theSession().setFaults();
    const said = action === "unfinished" ? `1 error occurred:\n\t* ${MESSAGE}` : MESSAGE;
    assert.deepEqual(errorsOf(failed), Object.fromEntries(of.map(({ name }) => [name, said])));
    assert.deepEqual(stepsAt(KINDS, failed), eachOf(operation, of));
    assert.equal(explained(failed), LAST_LINES.again("up"));
  }

  /** What the case leaves between the account and the state. */
  async function expectLeft({ left, fault }: Case, of: readonly Kind[]): Promise<void> {
    const expected: Balance = {
      ...BALANCED,
      ...(left === "unknown" ? { orphans: sorted(of.map(({ token }) => token)) } : {}),
      ...(left === "gone" ? { missing: names(of) } : {}),
    };
    assert.deepEqual(await balance(), expected);
    const unfinished = (await known(of)).filter(({ resource }) => resource.initErrors);
    assert.deepEqual(
      names(unfinished.map(({ kind }) => kind)),
      left === "unfinished" ? names(of) : [],
    );
    const isUpdate = isOutside(fault) ? fault.outside === "change" : fault.operation === "update";
    if (!isUpdate) return;
    const apart = left === "ahead" || left === "drifted";
    assert.deepEqual(names(await agreeing(of)), apart ? [] : names(of));
  }

  /** Steps of the way out; each asserts what it does. */
  const WAYS: Readonly<Record<Way, (entry: Case, of: readonly Kind[]) => Promise<void>>> = {
    up: async (entry, of) => {
      const result = await stack.up();
      assert.deepEqual(stepsAt(KINDS, result), sorted(entry.makesGood(of)));
    },
    "blind up": async () => {
      assert.deepEqual(stepsOf(await stack.up()), []);
    },
    "refused up": async (_, of) => {
      const failed = await stack.failing("up", ALL);
      const errors = errorsOf(failed);
      assert.deepEqual(sorted(Object.keys(errors)), names(of));
      for (const error of Object.values(errors)) assert.match(error, /already exists/);
      assert.equal(explained(failed), TAKEN);
    },
    refresh: async ({ fault }, of) => {
      const op = isOutside(fault) && fault.outside === "deletion" ? "delete" : "update";
      const result = await stack.refresh();
      assert.deepEqual(stepsAt(KINDS, result), eachOf(op, of));
    },
    import: async (_, of) => {
      const there = (await unknown(of)).map(({ kind, id }) => ({
        type: kind.token,
        name: kind.name,
        id,
      }));
      assert.deepEqual(sorted(there.map(({ name }) => name)), names(of));
      await importResources(theSession(), { project: PROJECT }, there);
      assert.deepEqual(await balance(), BALANCED);
    },
    delete: async (_, of) => {
      const there = await unknown(of);
      assert.deepEqual(names(there.map(({ kind }) => kind)), names(of));
      for (const { kind, id } of there) vanish(account(), kind.token, id);
      assert.deepEqual(await balance(), BALANCED);
    },
  };

  it("is in the table: each type of AWS that the component makes", () => {
    const folder = path.join(REPOSITORY, "components");
    const sources = fs
      .readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
    // As `new sns.Topic(`: the SDK's modules are imported by their own names.
    const made = [...sources.join("\n").matchAll(/\bnew ([a-z]\w*)\.([A-Z]\w*)\(/g)]
      .map(([, module = "", type = ""]) => `${module}/${type}`)
      .filter((type) => !/^(pulumi|random)\//.test(type));
    assert.deepEqual(sorted(new Set(made)), sorted(KINDS.map(typeOf)));
  });

  for (const entry of CASES) {
    it(titleOf(entry), async () => {
      const of = kindsOf(entry, KINDS);
      const creates = !isOutside(entry.fault) && entry.fault.operation === "create";
      await have(creates ? [] : KINDS);
      await strike(entry, of);
      await expectLeft(entry, of);
      for (const way of entry.ways) await WAYS[way](entry, of);
      assert.deepEqual(await balance(), BALANCED);
      assert.deepEqual(stepsOf(await stack.up()), []);
    });
  }
});
