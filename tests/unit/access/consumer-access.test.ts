import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { connectionOf } from "../../../components/connection/connection";
import { allowConsumer, securityGroupOf } from "../../../components/access/consumer-access";
import { run } from "../../support/mocks";

const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const connection = connectionOf({
  engine: "valkey",
  engineVersion: "8.1",
  clusterMode: "disabled",
  tls: true,
  port: 6380,
  primaryEndpoint: "master.example",
  securityGroupId: "sg-cache",
});

const withoutGroup = connectionOf({ ...connection, securityGroupId: undefined });

describe("allowConsumer", () => {
  it("opens the cache's port, and it alone, to the consumer's security group", async () => {
    const deployment = await run(() =>
      allowConsumer("web", {
        connection: pulumi.output(connection),
        consumerSecurityGroupId: "sg-web",
        tags: { Team: "core" },
      }),
    );
    const rule = deployment.one(RULE);
    assert.equal(rule.name, "web-cache-access");
    assert.deepEqual(rule.inputs, {
      securityGroupId: "sg-cache",
      referencedSecurityGroupId: "sg-web",
      ipProtocol: "tcp",
      fromPort: 6380,
      toPort: 6380,
      description: "valkey from web",
      tags: { Team: "core" },
    });
  });

  it("makes a rule of its own for each consumer", async () => {
    const { identities } = await run(() => {
      for (const name of ["web", "jobs"]) {
        allowConsumer(name, { connection, consumerSecurityGroupId: `sg-${name}` });
      }
    });
    assert.deepEqual(
      identities.filter((identity) => identity.startsWith(RULE)),
      [`${RULE}::jobs-cache-access`, `${RULE}::web-cache-access`],
    );
  });

  it("takes another group of the cache, which a cache without one of its own needs", async () => {
    const deployment = await run(() =>
      allowConsumer("web", {
        connection: withoutGroup,
        consumerSecurityGroupId: "sg-web",
        securityGroupId: "sg-shared",
      }),
    );
    assert.equal(deployment.one(RULE).inputs["securityGroupId"], "sg-shared");
    assert.equal(Object.hasOwn(deployment.one(RULE).inputs, "tags"), false);
  });

  it("says what to give where the cache has no group of its own", () => {
    assert.equal(securityGroupOf(connection), "sg-cache");
    assert.throws(() => securityGroupOf(withoutGroup), {
      message:
        "The component made no security group for the cache; give securityGroupId, the id of a group that is attached to the cache",
    });
  });

  it("hands its options on", async () => {
    const deployment = await run(() =>
      allowConsumer("web", { connection, consumerSecurityGroupId: "sg-web" }, { protect: true }),
    );
    assert.equal(deployment.optionsOf("web-cache-access").protect, true);
  });
});
