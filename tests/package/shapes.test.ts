import * as assert from "node:assert/strict";
import type { PackageSpec, Property } from "../../scripts/generate/schema";
import { argumentsOf } from "../../scripts/generate/shapes";

const schemaOf = (
  inputProperties: Record<string, Property>,
  requiredInputs: string[] = [],
): PackageSpec => ({
  name: "p",
  resources: { "p:index:RedisCache": { type: "object", inputProperties, requiredInputs } },
  types: {
    "p:index:Mode": { type: "string", enum: [{ name: "ON", value: "on" }] },
    "p:index:User": {
      type: "object",
      properties: { name: { type: "string", plain: true }, key: { type: "string" } },
      required: ["name"],
    },
  },
});

const shapeOf = (property: Property) => argumentsOf(schemaOf({ it: property }))["it"];

describe("the shape of an argument in the schema", () => {
  const text: Property = { type: "string", plain: true };

  it("is late unless the argument is plain, in a list or a map too", () => {
    assert.deepEqual(shapeOf(text), { kind: "string" });
    assert.deepEqual(shapeOf({ type: "number" }), { kind: "number", late: true });
    assert.deepEqual(shapeOf({ type: "array", items: text, plain: true }), {
      kind: "list",
      of: { kind: "string" },
    });
    assert.deepEqual(shapeOf({ type: "array", items: { type: "string" } }), {
      kind: "list",
      of: { kind: "string", late: true },
      late: true,
    });
    assert.deepEqual(
      shapeOf({ type: "object", additionalProperties: { type: "boolean" }, plain: true }),
      { kind: "map", of: { kind: "boolean", late: true } },
    );
  });

  it("has the values of an enumeration and the fields of an interface", () => {
    assert.deepEqual(shapeOf({ $ref: "#/types/p:index:Mode", plain: true }), {
      kind: "enum",
      values: ["on"],
    });
    assert.deepEqual(shapeOf({ $ref: "#/types/p:index:User", plain: true }), {
      kind: "object",
      fields: { name: { kind: "string", required: true }, key: { kind: "string", late: true } },
    });
  });

  it("is required where the argument is", () => {
    assert.deepEqual(argumentsOf(schemaOf({ a: text, b: text }, ["b"])), {
      a: { kind: "string" },
      b: { kind: "string", required: true },
    });
  });

  it("is nothing else", () => {
    assert.throws(() => shapeOf({ $ref: "pulumi.json#/Any" }), /the schema has no/);
    assert.throws(() => shapeOf({ type: "integer", plain: true }), /no shape for/);
  });
});
