import * as assert from "node:assert/strict";
import { inspect } from "../../../components/redis-cache/inspect";
import type { Problem } from "../../../components/checking/problem";
import { rules } from "../../../components/redis-cache/rules";
import { type Given, ruleCases } from "../../support/rules";

const NAME = "koneksi-test";

const inspected = ({ args, name, context }: Given, more: object = {}) =>
  inspect(name ?? NAME, { ...args, ...more }, context);

const of = (rule: string, problems: readonly Problem[]) =>
  problems.filter((problem) => problem.rule === rule);

const lines = (problems: readonly Problem[]) =>
  problems.map(({ path, reason }) => `${path}: ${reason}`);

/** The arguments, shortened, for the title of a test. */
const titled = ({ args, name, context }: Given) =>
  JSON.stringify({ ...args, ...(name === undefined ? {} : { name }), ...context }).slice(0, 100);

describe("rules", () => {
  for (const { rule: id, refused, accepted } of ruleCases) {
    const severity = rules.find((rule) => rule.id === id)?.severity ?? "error";
    describe(id, () => {
      for (const given of refused) {
        it(`${severity === "error" ? "refuses" : "warns of"} ${titled(given)}`, () => {
          const { errors, warnings } = inspected(given);
          const found = of(id, severity === "error" ? errors : warnings);
          assert.deepEqual(lines(found), given.found);
          assert.deepEqual(of(id, severity === "error" ? warnings : errors), []);
        });
      }
      for (const given of accepted) {
        it(`accepts ${titled(given)}`, () => {
          const { errors, warnings } = inspected(given);
          assert.deepEqual(of(id, [...errors, ...warnings]), []);
        });
      }
      if (severity === "error") {
        it("only warns where ignoreRules names it", () => {
          for (const given of refused) {
            const { errors, warnings } = inspected(given, { ignoreRules: [id] });
            assert.deepEqual(of(id, errors), []);
            assert.deepEqual(lines(of(id, warnings)), given.found);
          }
        });
      }
    });
  }

  it("let everything through where ignoreRules names all of them", () => {
    const ignoreRules = rules.map(({ id }) => id);
    for (const { rule, refused } of ruleCases) {
      for (const given of rule === "ignore-rules-unknown" ? [] : refused) {
        assert.deepEqual(inspected(given, { ignoreRules }).errors, []);
      }
    }
  });

  it("have cases, each of them once, of both kinds", () => {
    assert.deepEqual(rules.map(({ id }) => id).sort(), ruleCases.map(({ rule }) => rule).sort());
    for (const { rule, refused, accepted } of ruleCases) {
      assert.ok(refused.length > 0 && accepted.length > 0, rule);
    }
  });

  it("report problems in their own order", () => {
    const position = new Map(rules.map(({ id }, index) => [id, index]));
    const positions = (problems: readonly Problem[]) =>
      problems.flatMap(({ rule }) => position.get(rule) ?? []);
    for (const given of ruleCases.flatMap(({ refused }) => refused)) {
      const { errors, warnings } = inspected(given);
      for (const found of [positions(errors), positions(warnings)]) {
        assert.deepEqual(
          found,
          [...found].sort((a, b) => a - b),
          titled(given),
        );
      }
    }
  });

  it("have unique ids in kebab case", () => {
    const ids = rules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)),
      [],
    );
  });

  it("report twelve mistakes at once, in a stable order", () => {
    const { errors } = inspect(NAME, {
      tags: { "aws:team": "a" },
      snapshotRetentionLimit: 36,
      maintenanceWindow: "sun:03:00-sun:05:00",
      snapshotWindow: "04:00-06:00",
      kmsKeyId: "arn:aws:s3:::bucket",
      parameters: { "maxmemory-polcy": "allkeys-lru", timeout: "5" },
      numCacheClusters: 1,
      automaticFailoverEnabled: true,
      nodeType: "cache.r6g.lage",
      engineVersion: "7",
      port: 0,
      replicationGroupId: "my_cache",
      nodeTpye: "cache.t3.micro",
    });
    assert.deepEqual(
      errors.map(({ rule, path }) => `${rule} ${path}`),
      [
        "argument-unknown nodeTpye",
        "replication-group-id replicationGroupId",
        "port port",
        "engine-version engineVersion",
        "node-type-size nodeType",
        "failover-single-node numCacheClusters",
        "parameter-unknown parameters.maxmemory-polcy",
        "parameter-value parameters.timeout",
        "kms-key kmsKeyId",
        "window-overlap maintenanceWindow",
        "snapshot-retention snapshotRetentionLimit",
        "tag-key tags.aws:team",
      ],
    );
  });
});
