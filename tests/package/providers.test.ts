import * as assert from "node:assert/strict";
import { Provider } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ConfigurationError, RedisCache } from "../../components";
import { run } from "../support/mocks";

/** A key in another region than the default provider: an error there, and valid with a provider for that region. */
const args = { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd" };

class Parent extends pulumi.ComponentResource {
  constructor(opts: pulumi.ComponentResourceOptions) {
    super("test:index:Parent", "parent", {}, opts);
  }
}

const elsewhere = () => new Provider("elsewhere", { region: "eu-west-1" });

/** Sources of a provider, and whether the region of the cache is then known. */
const cases: Readonly<Record<string, readonly [() => pulumi.ComponentResourceOptions, boolean]>> = {
  "no option": [() => ({}), true],
  // Pulumi's plugin host passes this for a consumer without its own provider.
  "an empty map of providers": [() => ({ providers: {} }), true],
  "a parent with the default provider": [() => ({ parent: new Parent({}) }), true],
  "a provider": [() => ({ provider: elsewhere() }), false],
  "a map of providers": [() => ({ providers: { aws: elsewhere() } }), false],
  "a list of providers": [() => ({ providers: [elsewhere()] }), false],
  "a parent's provider": [() => ({ parent: new Parent({ providers: [elsewhere()] }) }), false],
};

describe("the region for the check of a key", () => {
  for (const [name, [options, isKnown]] of Object.entries(cases)) {
    it(`is ${isKnown ? "that of the default provider" : "not known"} with ${name}`, async () => {
      const { result } = await run(
        () => {
          try {
            return new RedisCache("cache", args, options());
          } catch (error) {
            return error;
          }
        },
        { config: { "aws:region": "ap-southeast-1" } },
      );
      assert.equal(result instanceof ConfigurationError, isKnown);
      assert.equal(result instanceof RedisCache, !isKnown);
    });
  }
});
