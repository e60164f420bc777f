import * as assert from "node:assert/strict";
import {
  DEFAULT_VERSION,
  defaultParameterGroup,
  engineOfVersion,
  engineVersions,
  findEngineVersion,
  hasVersionForm,
  newestVersionOf,
  parameterFamily,
  versionsOf,
} from "../../../components/catalog/engines";
import { isAtLeast, parseVersion } from "../../../components/formats/version";
import { findNodeType, nodeTypes } from "../../../components/catalog/node-types";
import { parametersOf } from "../../../components/catalog/parameters";

describe("engine versions", () => {
  it("are those that AWS offers, each with its parameter family", () => {
    assert.deepEqual(versionsOf("redis"), ["4.0.10", "5.0.6", "6.0", "6.2", "7.0", "7.1"]);
    assert.deepEqual(versionsOf("valkey"), ["7.2", "8.0", "8.1", "8.2", "9.0", "9.1"]);
    for (const { engine, version, family } of engineVersions) {
      assert.equal(parameterFamily(engine, parseVersion(version)), family);
      assert.ok(hasVersionForm(engine, version));
      assert.equal(engineOfVersion(version), engine);
      assert.ok(parametersOf(family), family);
    }
  });

  it("have defaults that run on every node type of the engine", () => {
    for (const engine of ["redis", "valkey"] as const) {
      assert.ok(findEngineVersion(engine, DEFAULT_VERSION[engine]));
    }
    for (const { minimumRedis, type } of nodeTypes) {
      assert.ok(
        minimumRedis === undefined || isAtLeast(parseVersion(DEFAULT_VERSION.redis), minimumRedis),
        type,
      );
    }
  });

  it("are found by name, and 6.x is the newest 6", () => {
    assert.equal(findEngineVersion("redis", "6.x")?.version, "6.2");
    assert.equal(findEngineVersion("redis", "7.2"), undefined);
  });

  it("have parameter families, also when they are newer than the catalogue", () => {
    const families: readonly (readonly [string, string, string | undefined])[] = [
      ["redis", "2.8.24", "redis2.8"],
      ["redis", "3.2.10", "redis3.2"],
      ["redis", "6.x", "redis6.x"],
      ["redis", "6.2", "redis6.x"],
      ["redis", "7.1", "redis7"],
      ["redis", "8.9", "redis8"],
      ["valkey", "7.2", "valkey7"],
      ["valkey", "10.0", "valkey10"],
      ["memcached", "1.6.22", undefined],
      ["redis", "latest", undefined],
      ["redis", "7", "redis7"],
      ["redis", "5", undefined],
      ["redis", "5.x", undefined],
      ["redis", "0.1", undefined],
    ];
    for (const [engine, version, family] of families) {
      assert.equal(parameterFamily(engine, parseVersion(version)), family, `${engine} ${version}`);
    }
    assert.equal(newestVersionOf("redis6.x"), "6.2");
    assert.equal(newestVersionOf("redis3.2"), "3.2.10");
    assert.equal(newestVersionOf("valkey10"), undefined);
    assert.equal(newestVersionOf("constructor"), undefined);
  });

  it("have parameter groups provided by AWS", () => {
    assert.deepEqual(defaultParameterGroup("default.redis7"), {
      family: "redis7",
      clusterOn: false,
    });
    assert.deepEqual(defaultParameterGroup("Default.Redis6.x.Cluster.On"), {
      family: "redis6.x",
      clusterOn: true,
    });
    assert.deepEqual(defaultParameterGroup("default.memcached1.6"), {
      family: "memcached1.6",
      clusterOn: false,
    });
    for (const name of [
      "redis7",
      "default.redis",
      "default.redis7.cluster.off",
      "my.default.redis7",
    ]) {
      assert.equal(defaultParameterGroup(name), undefined, name);
    }
  });

  it("do not find a node type by another name", () => {
    assert.equal(findNodeType("cache.r6gd.large"), undefined);
    assert.equal(findNodeType("constructor"), undefined);
  });
});
