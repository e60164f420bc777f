import * as assert from "node:assert/strict";
import { argumentShapes } from "../../components/redis-cache/argument-shapes";
import { resolve } from "../../components/redis-cache/spec";
import { readPage } from "../support/markdown";

/** Compares the guide with the names in the documentation of the Terraform module. */
const GUIDE = readPage("docs/guides/migrate-from-terraform.md");

const INPUTS = [
  "name_prefix",
  "project",
  "environment",
  "aws_region",
  "vpc_id",
  "elasticache_subnet_ids",
  "vpc_security_group_id",
  "node_type",
  "number_cache_clusters",
  "port",
  "parameter_group_name",
  "automatic_failover_enabled",
  "kms_key_id",
  "maintenance_window",
  "snapshot_window",
  "parameter_group_parameters",
  "tags",
];

const OUTPUTS = ["primary_endpoint_address", "reader_endpoint_address"];

/** The rows of the first table under a heading: the module's name, the name in this repository, and the note. */
function rowsOf(heading: string): readonly (readonly [string, string, string])[] {
  const [, section = ""] = GUIDE.split(`## ${heading}\n`);
  const [text = ""] = section.split("\n## ");
  return [...text.matchAll(/^\| `([a-z_]+)` *\| `([\w:]+)` *\|(?: *(.*?) *\|)?$/gm)].map(
    ([, module = "", here = "", note = ""]) => [module, here, note] as const,
  );
}

describe("the guide for users of the Terraform module", () => {
  it("lists every input of the module, in order", () => {
    assert.deepEqual(
      rowsOf("Inputs").map(([module]) => module),
      INPUTS,
    );
  });

  it("lists only existing arguments", () => {
    assert.deepEqual(
      rowsOf("Inputs")
        .map(([, here]) => here)
        .filter((here) => !Object.hasOwn(argumentShapes, here)),
      ["aws:region"],
    );
  });

  it("lists every output of the module", () => {
    assert.deepEqual(rowsOf("Outputs"), [
      ["primary_endpoint_address", "primaryEndpointAddress", ""],
      ["reader_endpoint_address", "readerEndpointAddress", ""],
    ]);
    assert.deepEqual(
      rowsOf("Outputs").map(([module]) => module),
      OUTPUTS,
    );
  });

  it("calls a default the same only if it is", () => {
    const same = rowsOf("Inputs").flatMap(([module, , note]) =>
      /the same default|same default policy/.test(note) ? [module] : [],
    );
    const spec = resolve("koneksi", {});
    const ours: Readonly<Record<string, unknown>> = {
      node_type: spec.nodeType,
      number_cache_clusters: spec.topology.numCacheClusters,
      port: spec.port,
      maintenance_window: spec.maintenance.maintenanceWindow,
      snapshot_window: spec.maintenance.snapshotWindow,
      parameter_group_parameters: spec.parameterGroup.parameters,
    };
    assert.deepEqual(
      Object.fromEntries(same.map((module) => [module, ours[module]])),
      // The defaults of the module.
      {
        node_type: "cache.t3.micro",
        number_cache_clusters: 2,
        port: 6379,
        maintenance_window: "sun:05:00-sun:09:00",
        snapshot_window: "03:00-05:00",
        parameter_group_parameters: { "maxmemory-policy": "allkeys-lru" },
      },
    );
  });
});
