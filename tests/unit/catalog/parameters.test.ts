import * as assert from "node:assert/strict";
import {
  PARAMETER_FAMILIES,
  PARAMETER_SOURCES,
  RENAMABLE_COMMANDS,
  elastiCacheWay,
  familiesOf,
  findParameter,
  insteadOfSetting,
  parameterNames,
  parametersOf,
  redisConfNames,
} from "../../../components/catalog/parameters";

describe("parameters", () => {
  it("are 94, with the user guide's number in each family", () => {
    assert.equal(parameterNames.length, 94);
    assert.equal(new Set(parameterNames).size, 94);
    assert.deepEqual(
      PARAMETER_FAMILIES.map((family) => [family, parametersOf(family)?.size]),
      [
        ["redis2.8", 39],
        ["redis3.2", 42],
        ["redis4.0", 56],
        ["redis5.0", 61],
        ["redis6.x", 66],
        ["redis7", 68],
        ["valkey7", 68],
        ["valkey8", 71],
        ["valkey9", 72],
      ],
    );
  });

  it("differ between families where the guide says so", () => {
    const policies = (family: string) => findParameter(family, "maxmemory-policy")?.values?.length;
    assert.deepEqual([policies("redis3.2"), policies("redis4.0")], [6, 8]);
    const of = (family: string, name: string) => findParameter(family, name);
    assert.equal(of("redis2.8", "appendonly")?.modifiable, "always");
    assert.equal(of("redis3.2", "appendonly")?.modifiable, "never");
    assert.equal(of("redis6.x", "activerehashing")?.modifiable, "unused");
    assert.equal(of("redis7", "activerehashing")?.modifiable, "never");
    assert.equal(of("redis5.0", "databases")?.max, 1_200_000);
    assert.equal(of("redis6.x", "databases")?.max, 10_000);
    assert.equal(of("valkey7", "repl-backlog-size")?.default, "1048576");
    assert.equal(of("valkey8", "repl-backlog-size")?.default, "10485760");
    assert.equal(of("valkey7", "lazyfree-lazy-expire")?.default, "no");
    assert.equal(of("valkey8", "lazyfree-lazy-expire"), undefined);
    assert.equal(of("redis6.x", "list-max-ziplist-size")?.confidence, "low");
    assert.equal(of("redis8", "timeout"), undefined);
    assert.deepEqual(familiesOf("zset-max-ziplist-value"), {
      since: "redis2.8",
      until: "redis6.x",
    });
    assert.equal(familiesOf("save"), undefined);
  });

  it("have a default that they allow, and a source", () => {
    const sources = Object.keys(PARAMETER_SOURCES);
    for (const family of PARAMETER_FAMILIES) {
      for (const parameter of parametersOf(family)?.values() ?? []) {
        const { name, type, values, min, max, source } = parameter;
        assert.ok(source.length > 0 && source.every((key) => sources.includes(key)), name);
        const given = parameter.default;
        if (given === undefined || name === "timeout" || name === "cluster-databases") continue;
        if (values) assert.ok(values.includes(given), name);
        if (type !== "integer") continue;
        assert.ok(Number(given) >= (min ?? -Infinity) && Number(given) <= (max ?? Infinity), name);
      }
    }
  });

  it("say what to do instead of setting what cannot be set", () => {
    assert.equal(
      insteadOfSetting("maxmemory"),
      "the node type decides it; set reserved-memory-percent, or use a larger nodeType",
    );
    assert.equal(insteadOfSetting("constructor"), "AWS sets it; remove it");
  });

  it("say what to use instead of names that only redis.conf has", () => {
    for (const name of [
      "save",
      "tcp-backlog",
      "requirepass",
      "lazy-freeing",
      "bind",
      "io-threads",
    ]) {
      assert.ok(elastiCacheWay(name), name);
    }
    assert.equal(elastiCacheWay("constructor"), undefined);
    assert.deepEqual(
      redisConfNames.filter((name) => parameterNames.includes(name)),
      [],
    );
  });

  it("list the commands that can be renamed", () => {
    assert.equal(RENAMABLE_COMMANDS.size, 180);
    assert.ok(RENAMABLE_COMMANDS.has("KEYS") && RENAMABLE_COMMANDS.has("FLUSHALL"));
    assert.ok(!RENAMABLE_COMMANDS.has("CONFIG"));
  });
});
