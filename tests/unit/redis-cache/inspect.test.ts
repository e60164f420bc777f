import * as assert from "node:assert/strict";
import { inspect } from "../../../components/redis-cache/inspect";

describe("inspect", () => {
  it("gives the spec, and apart from it what is an error and what is a warning", () => {
    const { spec, errors, warnings } = inspect(
      "koneksi-test",
      { numCacheClusters: 7, snapshotRetentionLimit: 0, subnetIds: ["subnet-1", "subnet-2"] },
      { region: "eu-west-1", protect: true },
    );
    assert.equal(spec.id, "koneksi-test-redis");
    assert.deepEqual(spec.context, { region: "eu-west-1", protect: true });
    assert.deepEqual(
      errors.map(({ rule, severity }) => [rule, severity]),
      [["num-cache-clusters", "error"]],
    );
    assert.deepEqual(
      warnings.map(({ rule, severity }) => [rule, severity]),
      ["nobody-may-connect", "burstable-production", "no-backups", "alarm-actions"].map((rule) => [
        rule,
        "warning",
      ]),
    );
  });

  it("turns the errors of ignored rules into warnings, and of no others", () => {
    const wrong = { numCacheClusters: 7, port: 0, ignoreRules: ["num-cache-clusters"] };
    const { errors, warnings } = inspect("koneksi-test", wrong);
    assert.deepEqual(
      errors.map(({ rule }) => rule),
      ["port"],
    );
    assert.ok(
      warnings.some(
        ({ rule, severity }) => rule === "num-cache-clusters" && severity === "warning",
      ),
    );
  });

  it("ignores no error that means a value cannot be read", () => {
    const { errors } = inspect("koneksi-test", {
      prt: 1,
      engineVersion: 7,
      ignoreRules: ["argument-unknown", "argument-type"],
    });
    assert.deepEqual(
      errors.map(({ rule }) => rule),
      ["argument-type", "argument-unknown"],
    );
  });

  it("checks what is right beside what is not", () => {
    const { errors } = inspect("koneksi-test", { engine: "memcached", port: 0, ignoreRules: 7 });
    assert.deepEqual(
      errors.map(({ path }) => path),
      ["engine", "ignoreRules", "port"],
    );
  });
});
