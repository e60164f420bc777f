import * as pulumi from "@pulumi/pulumi";
import type { RedisCacheArgs } from "../components/redis-cache/args";
import { tagsOf } from "../components/redis-cache/spec";
import { UserError } from "../components/pulumi/user-error";
import type { Settings } from "./settings";

/** What a network gives to the cache. */
export interface Network extends Pick<
  RedisCacheArgs,
  "vpcId" | "subnetIds" | "securityGroupIds" | "kmsKeyId" | "allowedCidrBlocks"
> {
  /** Topics of the network for alarms; none where it has none. */
  readonly alarmTopicArns: pulumi.Output<string[]>;
}

/** The network of the cache: read from another stack, made for a trial, or already among the arguments as ids. */
export function networkOf(settings: Settings): Network {
  switch (settings.network.kind) {
    case "stack":
      return fromStack(settings, settings.network.stack, settings.network.useKmsKey);
    case "create":
      return created(settings);
    case "ids":
      return { alarmTopicArns: pulumi.output([]) };
  }
}

/** `<project>/<stack>` names a stack of this organization, whatever the backend. */
const fullName = (stack: string) =>
  stack.split("/").length === 2 ? `${pulumi.getOrganization()}/${stack}` : stack;

export const isText = (value: unknown): value is string =>
  typeof value === "string" && value !== "";
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

/** An output of the network stack that the cache cannot do without, or a message that says what to export there. */
export function requiredOutput<T>(
  stack: string,
  output: string,
  meant: string,
  accepts: (value: unknown) => value is T,
  value: unknown,
): T {
  if (accepts(value)) return value;
  const found = value === undefined ? "has no output" : `does not give ${meant} as`;
  throw new UserError(`networkStack: the stack ${stack} ${found} ${output}; export it there`);
}

function fromStack(settings: Settings, name: string, useKmsKey: boolean): Network {
  const stack = new pulumi.StackReference(fullName(name));
  const required = <T>(output: string, meant: string, accepts: (value: unknown) => value is T) =>
    stack
      .getOutput(output)
      .apply((value: unknown) => requiredOutput(name, output, meant, accepts, value));
  return {
    vpcId: required("vpcId", "an id", isText),
    subnetIds: required("dataPrivateSubnetIds", "a list of ids", isTexts),
    securityGroupIds: [required("dataPrivateSecurityGroupId", "an id", isText)],
    ...(useKmsKey ? { kmsKeyId: required("kmsKeyArn", "an ARN", isText) } : {}),
    alarmTopicArns: mustNotify(settings)
      ? required("alarmTopicArn", "an ARN", isText).apply((arn) => [arn])
      : stack.getOutput("alarmTopicArn").apply((arn: unknown) => (isText(arn) ? [arn] : [])),
  };
}

/** Whether the network's topic is the only one that a protected stack could notify. */
const mustNotify = ({ protect, alarmEmails, args }: Settings) =>
  protect &&
  (args.alarms?.enabled ?? true) &&
  alarmEmails.length === 0 &&
  args.alarms?.actionArns === undefined;

/** Range of a VPC that is made for a trial; the whole of it may connect. */
const TRIAL_CIDR = "10.0.0.0/16";

/** A VPC of two zones whose data subnets have no way out. The library is large, so it is loaded only here. */
function created(settings: Settings): Network {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it for every stack
  const { ec2 } = require("@pulumi/awsx") as typeof import("@pulumi/awsx");
  const vpc = new ec2.Vpc(`${settings.name}-network`, {
    cidrBlock: TRIAL_CIDR,
    numberOfAvailabilityZones: 2,
    enableDnsHostnames: true,
    natGateways: { strategy: "None" },
    subnetStrategy: "Auto",
    subnetSpecs: [{ type: "Isolated", name: "data" }],
    // The same as the cache has.
    tags: tagsOf(settings.args),
  });
  return {
    vpcId: vpc.vpcId,
    subnetIds: vpc.isolatedSubnetIds,
    allowedCidrBlocks: [TRIAL_CIDR],
    alarmTopicArns: pulumi.output([]),
  };
}
