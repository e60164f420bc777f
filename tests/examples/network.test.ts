import * as assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { byName } from "../support/by-name";
import { loadExample } from "../support/example";
import { type Deployment, run, valueOf } from "../support/mocks";

const deploy = (
  config: Record<string, string> = {},
  preview = false,
): Promise<Deployment<Record<string, unknown>>> =>
  run(() => loadExample("network"), {
    project: "koneksi-network",
    stack: "staging",
    preview,
    config: {
      "aws:region": "ap-southeast-1",
      "koneksi-network:zones": "2",
      "koneksi-network:cidrBlock": "10.20.0.0/16",
      "koneksi-network:alarmEmails": '["oncall@example.com"]',
      ...config,
    },
  });

const outputOf = (deployment: Deployment<Record<string, unknown>>, name: string) =>
  valueOf(deployment.result[name] as pulumi.Output<unknown>);

describe("the example network", () => {
  it("has isolated data subnets, and a NAT gateway for the services", async () => {
    const { inputs } = (await deploy()).one("awsx:ec2:Vpc");
    assert.deepEqual(
      {
        cidrBlock: inputs["cidrBlock"],
        zones: inputs["numberOfAvailabilityZones"],
        natGateways: inputs["natGateways"],
        subnets: inputs["subnetSpecs"],
      },
      {
        cidrBlock: "10.20.0.0/16",
        zones: 2,
        natGateways: { strategy: "Single" },
        subnets: [
          { type: "Public", name: "public", cidrMask: 24 },
          { type: "Private", name: "service", cidrMask: 20 },
          { type: "Isolated", name: "data", cidrMask: 24 },
        ],
      },
    );
  });

  it("sets the tags of the stack on every resource that has tags", async () => {
    const deployment = await deploy();
    const tagged = [
      "awsx:ec2:Vpc",
      "aws:ec2/securityGroup:SecurityGroup",
      "aws:kms/key:Key",
      "aws:sns/topic:Topic",
    ];
    const made = deployment.resources.filter(({ type }) => tagged.includes(type));
    assert.deepEqual(
      byName(made).map(({ name, inputs }) => [name, inputs["tags"]]),
      [
        "koneksi-staging",
        "koneksi-staging-alarms",
        "koneksi-staging-alarms-key",
        "koneksi-staging-data",
        "koneksi-staging-data",
      ].map((name) => [name, { Project: "koneksi", Environment: "staging" }]),
    );
  });

  it("uses three zones if configured", async () => {
    const deployment = await deploy({ "koneksi-network:zones": "3" });
    assert.equal(deployment.one("awsx:ec2:Vpc").inputs["numberOfAvailabilityZones"], 3);
  });

  for (const zones of ["1", "4"]) {
    it(`refuses ${zones} zones`, async () => {
      await assert.rejects(deploy({ "koneksi-network:zones": zones }), /zones/);
    });
  }

  it("exports the outputs that the program and its clients read", async () => {
    const deployment = await deploy();
    assert.deepEqual(Object.keys(deployment.result).sort(), [
      "alarmTopicArn",
      "dataPrivateSecurityGroupId",
      "dataPrivateSubnetIds",
      "kmsKeyArn",
      "privateSubnetIds",
      "publicSubnetIds",
      "vpcId",
    ]);
    assert.deepEqual(await outputOf(deployment, "dataPrivateSubnetIds"), [
      "koneksi-staging-isolated-a",
      "koneksi-staging-isolated-b",
    ]);
    assert.equal(
      await outputOf(deployment, "dataPrivateSecurityGroupId"),
      "koneksi-staging-data-id",
    );
    assert.equal(
      await outputOf(deployment, "kmsKeyArn"),
      "arn:aws:kms:ap-southeast-1:123456789012:key/koneksi-staging-data",
    );
    assert.equal(
      await outputOf(deployment, "alarmTopicArn"),
      "arn:aws:sns:ap-southeast-1:123456789012:koneksi-staging-alarms",
    );
  });

  it("creates a security group for data stores without rules", async () => {
    const deployment = await deploy();
    const group = deployment.one("aws:ec2/securityGroup:SecurityGroup");
    assert.deepEqual(Object.keys(group.inputs).sort(), ["description", "tags", "vpcId"]);
    assert.deepEqual(
      deployment.resources.filter(({ type }) => type.includes("Rule")),
      [],
    );
  });

  it("rotates the key each year", async () => {
    const [, data] = byName((await deploy()).all("aws:kms/key:Key"));
    assert.equal(data?.name, "koneksi-staging-data");
    assert.equal(data.inputs["enableKeyRotation"], true);
  });

  it("registers the same resources in a preview", async () => {
    const [up, preview] = [await deploy(), await deploy({}, true)];
    assert.deepEqual(preview.identities, up.identities);
  });
});
