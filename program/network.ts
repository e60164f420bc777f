import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../components/pulumi/user-error";
import { tagsOf } from "../components/redis-cache/spec";
import { type NetworkOutputs, TRIAL_CIDR_BLOCK } from "./network-source";
import type { Settings } from "./settings";

/** The outputs of the cache's network: a stack that exists, or a VPC that is made for a trial. */
export function networkOf(settings: Settings): NetworkOutputs {
  switch (settings.network.kind) {
    case "stack":
      return stackOutputs(settings.network.stack);
    case "create":
      return outputsOf("createNetwork: the VPC", trialVpc(settings));
    case "ids":
      return outputsOf("", () => pulumi.output(undefined));
  }
}

/** `<project>/<stack>` names a stack of this organization, whatever the backend. */
const fullName = (stack: string) =>
  stack.split("/").length === 2 ? `${pulumi.getOrganization()}/${stack}` : stack;

function stackOutputs(name: string): NetworkOutputs {
  const stack = new pulumi.StackReference(fullName(name));
  return outputsOf(`networkStack: the stack ${name}`, (output) => stack.getOutput(output));
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

/** Reads and checks outputs. An error says what the network has to export. */
function outputsOf(
  network: string,
  read: (output: string) => pulumi.Output<unknown>,
): NetworkOutputs {
  const required =
    <T>(type: string, accepts: (value: unknown) => value is T) =>
    (output: string): pulumi.Output<T> =>
      read(output).apply<T>((value) => {
        if (accepts(value)) return value;
        throw new UserError(
          value === undefined
            ? `${network} has no output ${output}; export it there`
            : `${network} has an output ${output} that is not ${type}; export ${type} there`,
        );
      });
  return {
    id: required("an id", isText),
    ids: required("a list of ids", isTexts),
    arn: required("an ARN", isText),
    optionalArn: (output) => read(output).apply((arn) => (isText(arn) ? [arn] : [])),
  };
}

/** A VPC of two zones whose data subnets have no way out. The library is large, so it is loaded only here. */
function trialVpc({ name, args }: Settings): (output: string) => pulumi.Output<unknown> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it for every stack
  const { ec2 } = require("@pulumi/awsx") as typeof import("@pulumi/awsx");
  const vpc = new ec2.Vpc(`${name}-network`, {
    cidrBlock: TRIAL_CIDR_BLOCK,
    numberOfAvailabilityZones: 2,
    enableDnsHostnames: true,
    natGateways: { strategy: "None" },
    subnetStrategy: "Auto",
    subnetSpecs: [{ type: "Isolated", name: "data" }],
    // The same tags as the cache.
    tags: tagsOf(args),
  });
  const outputs: Readonly<Record<string, pulumi.Output<unknown>>> = {
    vpcId: vpc.vpcId,
    isolatedSubnetIds: vpc.isolatedSubnetIds,
  };
  return (output) => outputs[output] ?? pulumi.output(undefined);
}
