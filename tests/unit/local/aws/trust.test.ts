import * as assert from "node:assert/strict";
import { trusted } from "../../../../local/aws/trust";
import { type Properties, text } from "../../../../local/aws/values";
import { but, GROUP, type Kind, refusal, Simulation, TOKENS } from "./support";

const VPC = "vpc-0123456789abcdef0";
const SUBNETS = ["subnet-0123456789abcdef0", "subnet-0a1b2c3d"];
const GROUPS = ["sg-0123456789abcdef0"];
const KEY = "arn:aws:kms:ap-southeast-1:210987654321:key/11111111-2222-3333-4444-555555555555";
const TOPIC = "arn:aws:sns:ap-southeast-1:210987654321:on-call";

/** The ids of a network that the user writes into a stack file. */
describe("ids of the user's own network", () => {
  let aws: Simulation;
  beforeEach(() => {
    aws = new Simulation();
  });
  afterEach(() => {
    aws.remove();
  });
  const refused = (kind: Kind, inputs: Properties) => refusal(() => aws.create(kind, inputs));

  it("are accepted unchecked, and listed", async () => {
    await aws.create("subnetGroup", { name: "net", subnetIds: SUBNETS });
    const own = await aws.create("securityGroup", { name: "g", vpcId: VPC });
    const rule = { securityGroupId: own.id, ipProtocol: "tcp", fromPort: 6379, toPort: 6379 };
    await aws.create("ingress", { ...rule, referencedSecurityGroupId: GROUPS[0] ?? "" });
    const group = {
      subnetGroupName: "net",
      multiAzEnabled: true,
      preferredCacheClusterAzs: ["ap-southeast-1a", "ap-southeast-1b"],
      securityGroupIds: [own.id, ...GROUPS],
      atRestEncryptionEnabled: true,
      kmsKeyId: KEY,
      notificationTopicArn: TOPIC,
    };
    await aws.create("group", but(GROUP, group));
    assert.deepEqual(trusted(aws.account), [KEY, TOPIC, ...GROUPS, ...SUBNETS, VPC]);
  });

  it("include a subnet group's name and the id of a key", async () => {
    const kmsKeyId = "11111111-2222-3333-4444-555555555555";
    const group = { subnetGroupName: "mine", atRestEncryptionEnabled: true, kmsKeyId };
    await aws.create("group", but(GROUP, group));
    assert.deepEqual(trusted(aws.account), [kmsKeyId, "mine"]);
  });

  it("are listed where AWS does not check them: the actions of an alarm", async () => {
    const topic = await aws.create("topic", { name: "t" });
    const alarmActions = ["arn:aws:sns:ap-southeast-1:123456789012:on-call", topic.id];
    await aws.create("alarm", {
      ...{ name: "a", comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1 },
      ...{ metricName: "m", namespace: "n", period: 60, statistic: "Average", threshold: 1 },
      alarmActions,
    });
    assert.deepEqual(trusted(aws.account), [alarmActions[0]]);
  });

  it("do not occur in a network of the account, whose resources are still checked", async () => {
    const { vpc, subnets } = await aws.network();
    const key = await aws.create("key", {});
    const topic = await aws.create("topic", { name: "t" });
    const group = {
      subnetGroupName: "net",
      securityGroupIds: [text(vpc.state["defaultSecurityGroupId"])],
      atRestEncryptionEnabled: true,
      kmsKeyId: text(key.state["arn"]),
      notificationTopicArn: topic.id,
    };
    await aws.create("group", but(GROUP, group));
    assert.deepEqual(trusted(aws.account), []);
    aws.account.remove(TOKENS.vpc, vpc.id);
    assert.deepEqual(trusted(aws.account), [], "the id is of the account itself");
    const mixed = [subnets[0]?.id ?? "", ...SUBNETS];
    assert.equal(
      await refused("subnetGroup", { name: "mixed", subnetIds: mixed }),
      "InvalidSubnet: The requested subnets are not in the same VPC.",
    );
  });

  it("do not include those that the account has made and deleted", async () => {
    const vpc = await aws.create("vpc", { cidrBlock: "10.0.0.0/16" });
    const subnet = await aws.create("subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
    const group = await aws.create("securityGroup", { name: "g", vpcId: vpc.id });
    const key = await aws.create("key", {});
    const topic = await aws.create("topic", { name: "t" });
    for (const made of [topic, key, group, subnet, vpc]) await aws.delete(made);
    const cache = (inputs: Properties) => refused("group", but(GROUP, inputs));
    assert.deepEqual(
      [
        await refused("subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" }),
        await refused("subnetGroup", { name: "n", subnetIds: [subnet.id] }),
        await cache({ securityGroupIds: [group.id] }),
        await cache({ atRestEncryptionEnabled: true, kmsKeyId: text(key.state["arn"]) }),
        await cache({ notificationTopicArn: topic.id }),
      ],
      [
        `InvalidVpcID.NotFound: The vpc ID '${vpc.id}' does not exist`,
        `InvalidSubnet: Subnet ${subnet.id} does not exist in the account.`,
        `InvalidGroup.NotFound: The security group '${group.id}' does not exist`,
        `InvalidParameterValue: KMS key ${text(key.state["arn"])} does not exist or is not usable.`,
        `InvalidParameterValue: Invalid SNS topic ARN: ${topic.id}`,
      ],
    );
  });

  for (const id of ["subnet-1", "subnet-0123456789ABCDEF0", "vpc-0123456789abcdef0 ", "net"]) {
    it(`must have AWS's form: ${id} is refused`, async () => {
      assert.equal(
        await refused("subnetGroup", { name: "n", subnetIds: [id] }),
        `InvalidSubnet: Subnet ${id} does not exist in the account.`,
      );
    });
  }
});
