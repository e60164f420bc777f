import * as assert from "node:assert/strict";
import {
  findNodeType,
  isPreviousGeneration,
  nodeFamilies,
  nodeTypes,
  parseNodeType,
  sizesOf,
  usableMemoryBytes,
} from "../../../components/catalog/node-types";

describe("node types", () => {
  it("are 94, each once", () => {
    assert.equal(nodeTypes.length, 94);
    assert.equal(new Set(nodeTypes.map(({ type }) => type)).size, 94);
  });

  it("have the facts of the user guide", () => {
    const { sizes: _, ...large } = { sizes: 0, ...findNodeType("cache.r6g.large") };
    assert.deepEqual(large, {
      family: "r6g",
      suits: "Large data sets on Graviton2",
      architecture: "arm64",
      generation: "current",
      burstable: false,
      ipv6: true,
      minimumRedis: "5.0.6",
      type: "cache.r6g.large",
      size: "large",
      vcpu: 2,
      memoryGiB: 13.07,
      maxmemoryBytes: 14_037_181_030,
      networkBaselineGbps: 0.75,
      networkGbps: 10,
      ssdGiB: undefined,
      maxclients: 65_000,
      engines: ["redis", "valkey"],
    });
    assert.equal(findNodeType("cache.t4g.micro")?.minimumRedis, "4.0.10");
    assert.equal(findNodeType("cache.t4g.small")?.minimumRedis, "5.0.6");
    assert.equal(findNodeType("cache.t3.micro")?.maxclients, 20_000);
    assert.equal(findNodeType("cache.r6gd.xlarge")?.ssdGiB, 99.33);
    assert.deepEqual(findNodeType("cache.r8g.large")?.engines, ["valkey"]);
    assert.deepEqual(findNodeType("cache.c7gn.large")?.absentFrom, ["ap-southeast-1"]);
  });

  it("have less memory for data than advertised, and more burst than baseline network", () => {
    const odd = nodeTypes.filter(
      (node) =>
        !(usableMemoryBytes(node) < node.memoryGiB * 1024 ** 3 * 0.76) ||
        node.networkBaselineGbps > node.networkGbps ||
        (node.ssdGiB !== undefined) !== (node.family === "r6gd"),
    );
    assert.deepEqual(odd, []);
  });

  it("leave 75 % of maxmemory for data, or what reserved-memory-percent leaves", () => {
    const node = { maxmemoryBytes: 1001 };
    assert.equal(usableMemoryBytes(node), 750);
    assert.equal(usableMemoryBytes(node, 0), 1001);
    assert.equal(usableMemoryBytes(node, 50), 500);
    assert.equal(usableMemoryBytes(node, 100), 0);
  });

  it("are known by family and size, also retired ones", () => {
    assert.deepEqual(sizesOf("t3"), ["micro", "small", "medium"]);
    assert.deepEqual(sizesOf("m3"), ["medium", "large", "xlarge", "2xlarge"]);
    assert.equal(sizesOf("x9"), undefined);
    assert.equal(sizesOf("constructor"), undefined);
    assert.deepEqual(nodeFamilies.filter(isPreviousGeneration), [
      "t2",
      "t1",
      "m1",
      "m2",
      "m3",
      "c1",
      "r3",
    ]);
  });

  it("are parsed also when they are not in the catalogue", () => {
    assert.deepEqual(parseNodeType("cache.x9zz.99xlarge"), { family: "x9zz", size: "99xlarge" });
    for (const text of [
      "cache.r6g",
      "r6g.large",
      "cache.R6g.large",
      "cache.r6g.large.x",
      "cache..x",
    ]) {
      assert.equal(parseNodeType(text), undefined, text);
    }
  });
});
