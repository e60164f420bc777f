import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { type Deployment, type RunOptions, run } from "./mocks";

export const ROOT = path.resolve(__dirname, "../..");
export const STACKS = ["staging", "uat", "prod"] as const;

/** A value of a stack file as the engine hands it to a program: text, structured values as JSON. */
const raw = (value: unknown) =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

/** The configuration that the engine would give the program for a stack: that of the project, and the stack's own file. */
export function stackConfig(stack: string): Record<string, string> {
  const file = parse(readFileSync(path.join(ROOT, `Pulumi.${stack}.yaml`), "utf8")) as {
    config: Record<string, unknown>;
  };
  return Object.fromEntries(
    Object.entries({ "aws:region": "ap-southeast-1", ...file.config }).map(([key, value]) => [
      key,
      raw(value),
    ]),
  );
}

/** Outputs of a network stack, as examples/network exports them. */
export const networkOutputs = {
  vpcId: "vpc-1",
  dataPrivateSubnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  dataPrivateSecurityGroupId: "sg-data",
  kmsKeyArn: "arn:aws:kms:ap-southeast-1:123456789012:key/11111111-2222-3333-4444-555555555555",
  alarmTopicArn: "arn:aws:sns:ap-southeast-1:123456789012:alarms",
};

/** The program runs when it is loaded; the modules that it loads keep nothing from one run to the next. */
const forgetProgram = () => {
  Reflect.deleteProperty(require.cache, path.join(ROOT, "index.ts"));
};

/** Runs the real index.ts under mocks, with the configuration of a real stack file or another one. */
export function runProgram(
  stack: string,
  options: RunOptions = {},
): Promise<Deployment<Readonly<Record<string, unknown>>>> {
  return run(
    () => {
      forgetProgram();
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program is loaded when it runs, and afresh
      return require("../../index") as Readonly<Record<string, unknown>>;
    },
    {
      stack,
      stacks: { [`organization/koneksi-network/${stack}`]: networkOutputs },
      ...options,
      config: options.config ?? stackConfig(stack),
    },
  );
}
