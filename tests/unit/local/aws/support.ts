import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Account, type Stored } from "../../../../local/aws/account";
import { type Fault, Faults } from "../../../../local/aws/faults";
import { type DiffResult, Provider } from "../../../../local/aws/provider";
import { AWS } from "../../../../local/aws/services";
import { plainProperties, type Properties, texts } from "../../../../local/aws/values";

export const TOKENS = {
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  composite: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  dashboard: "aws:cloudwatch/dashboard:Dashboard",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  group: "aws:elasticache/replicationGroup:ReplicationGroup",
  parameterGroup: "aws:elasticache/parameterGroup:ParameterGroup",
  subnetGroup: "aws:elasticache/subnetGroup:SubnetGroup",
  user: "aws:elasticache/user:User",
  userGroup: "aws:elasticache/userGroup:UserGroup",
  secret: "aws:secretsmanager/secret:Secret",
  secretVersion: "aws:secretsmanager/secretVersion:SecretVersion",
  key: "aws:kms/key:Key",
  keyPolicy: "aws:kms/keyPolicy:KeyPolicy",
  topic: "aws:sns/topic:Topic",
  topicPolicy: "aws:sns/topicPolicy:TopicPolicy",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  parameter: "aws:ssm/parameter:Parameter",
  cluster: "aws:ecs/cluster:Cluster",
  taskDefinition: "aws:ecs/taskDefinition:TaskDefinition",
  service: "aws:ecs/service:Service",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  listener: "aws:lb/listener:Listener",
} as const;

export type Kind = keyof typeof TOKENS;

/** A resource in Pulumi's state. */
export interface Made {
  kind: Kind;
  id: string;
  inputs: Properties;
  /** Without secret marks. */
  state: Properties;
}

/** The simulated AWS without an engine: a test makes the engine's calls. */
export class Simulation {
  readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), "simulated-aws-"));
  readonly account = new Account(this.directory);
  readonly provider: Provider;

  constructor(...faults: Fault[]) {
    this.provider = new Provider(AWS, this.account, new Faults(faults));
  }

  remove(): void {
    fs.rmSync(this.directory, { recursive: true, force: true });
  }

  /** The checked inputs. Fails with the provider's refusals, one per line: `property: reason`. */
  check(kind: Kind, news: Properties, olds: Properties = {}, name = "test"): Properties {
    const { inputs, failures } = this.provider.check(TOKENS[kind], name, olds, news, SEED);
    if (failures.length === 0) return inputs;
    throw new Error(failures.map((f) => `${f.property}: ${f.reason}`).join("\n"));
  }

  async create(kind: Kind, news: Properties, name = "test"): Promise<Made> {
    const inputs = this.check(kind, news, {}, name);
    const { id, state } = await this.provider.create(TOKENS[kind], inputs);
    return { kind, id, inputs, state: plainProperties(state) };
  }

  /** What the engine would do about these inputs. */
  diff(made: Made, news: Properties): DiffResult {
    const inputs = this.check(made.kind, news, made.inputs);
    return this.provider.diff(TOKENS[made.kind], made.state, inputs);
  }

  /** `nodeType update`, `port update-replace`, sorted by path. */
  plan(made: Made, news: Properties): string[] {
    const { changes, replaces } = this.diff(made, news);
    return [...changes]
      .map(([property, change]) => {
        const replaced = replaces.includes(property.split(/[.[]/)[0] ?? "");
        return `${property} ${change}${replaced ? "-replace" : ""}`;
      })
      .sort();
  }

  async update(made: Made, news: Properties): Promise<Made> {
    const inputs = this.check(made.kind, news, made.inputs);
    const state = await this.provider.update(TOKENS[made.kind], made.id, made.state, inputs);
    return { ...made, inputs, state: plainProperties(state) };
  }

  async read(made: Made): Promise<Made | undefined> {
    const { kind, id, state, inputs } = made;
    const read = await this.provider.read(TOKENS[kind], id, state, inputs);
    if (!read) return undefined;
    return { kind, id: read.id, inputs: read.inputs, state: plainProperties(read.state) };
  }

  delete(made: Made): Promise<void> {
    return this.provider.delete(TOKENS[made.kind], made.id, made.state);
  }

  stored(made: Made): Stored {
    const stored = this.account.get(TOKENS[made.kind], made.id);
    assert.ok(stored, `${made.kind} ${made.id} is not in the account`);
    return stored;
  }

  /** A VPC with a subnet in each of the availability zones, and a subnet group of them. */
  async network(zones = ["a", "b"]): Promise<{ vpc: Made; subnets: Made[]; subnetGroup: Made }> {
    const vpc = await this.create("vpc", { cidrBlock: "10.0.0.0/16" });
    const subnets: Made[] = [];
    for (const [i, zone] of zones.entries()) {
      const cidrBlock = `10.0.${String(i)}.0/24`;
      const availabilityZone = `ap-southeast-1${zone}`;
      subnets.push(await this.create("subnet", { vpcId: vpc.id, cidrBlock, availabilityZone }));
    }
    const subnetIds = subnets.map(({ id }) => id);
    const subnetGroup = await this.create("subnetGroup", { name: "net", subnetIds });
    return { vpc, subnets, subnetGroup };
  }
}

const SEED = Uint8Array.from([1, 2, 3, 4]);

/** The inputs of a replication group that AWS accepts. */
export const GROUP: Properties = {
  replicationGroupId: "cache",
  description: "a cache",
  engine: "redis",
  engineVersion: "7.1",
  nodeType: "cache.t3.micro",
  numCacheClusters: 2,
  automaticFailoverEnabled: true,
  applyImmediately: true,
};

export const ALARM: Properties = {
  name: "cpu",
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 2,
  metricName: "CPUUtilization",
  namespace: "AWS/ElastiCache",
  period: 300,
  statistic: "Average",
  threshold: 80,
};

/** The inputs with changes; undefined removes one. */
export function but(
  inputs: Properties,
  changes: Record<string, Properties[string] | undefined>,
): Properties {
  const merged: Properties = {};
  for (const [name, value] of Object.entries({ ...inputs, ...changes })) {
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}

/** AWS's message without the provider's words around it, as `Code: message`; other messages unchanged. */
export async function refusal(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/^.*, api error /s, "");
  }
  return "accepted";
}

export function members(made: Made): string[] {
  return texts(made.state["memberClusters"]);
}
