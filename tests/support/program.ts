import { readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { type Deployment, type RunOptions, run } from "./mocks";

export const ROOT = path.resolve(__dirname, "../..");
export const STACKS = ["staging", "uat", "prod"] as const;

const readFile = (file: string): unknown => parse(readFileSync(path.join(ROOT, file), "utf8"));

const { name, config } = readFile("Pulumi.yaml") as {
  name: string;
  config: { "aws:region": { value: string } };
};

/** Name of this repository's project, which is the namespace of its configuration. */
export const PROJECT = name;
/** Region of this repository's stacks. */
export const REGION = config["aws:region"].value;

/** The full key of a configuration key of the program. */
export const key = (ofProgram: string): string => `${PROJECT}:${ofProgram}`;

/** The same configuration with full keys. */
export const keys = (ofProgram: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(ofProgram).map(([each, value]) => [key(each), value]));

/** Name of the component in a stack of this repository. */
export const nameOf = (stack: string): string => `${PROJECT.replace(/-redis$/, "")}-${stack}`;

/** A value of a stack file as the engine passes it to a program: text, structured values as JSON. */
const raw = (value: unknown) =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

/** The configuration that the engine gives the program for a stack: that of the project, and that of its stack file. */
export function stackConfig(stack: string): Record<string, string> {
  const file = readFile(`Pulumi.${stack}.yaml`) as { config: Record<string, unknown> };
  return Object.fromEntries(
    Object.entries({ "aws:region": REGION, ...file.config }).map(([full, value]) => [
      full,
      raw(value),
    ]),
  );
}

/** Outputs of a network stack, as examples/network exports them. */
export const networkOutputs = {
  vpcId: "vpc-1",
  dataPrivateSubnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  dataPrivateSecurityGroupId: "sg-data",
  kmsKeyArn: `arn:aws:kms:${REGION}:123456789012:key/11111111-2222-3333-4444-555555555555`,
  alarmTopicArn: `arn:aws:sns:${REGION}:123456789012:alarms`,
};

/** The network stack in the stack file; for a stack without a file, that of staging. */
export const networkStackOf = (stack: string): string =>
  stackConfig(STACKS.find((each) => each === stack) ?? "staging")[key("networkStack")] ?? "";

/** The program runs when it is loaded; its modules keep nothing from one run to the next. */
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
      project: PROJECT,
      stacks: { [`organization/${networkStackOf(stack)}`]: networkOutputs },
      ...options,
      config: options.config ?? stackConfig(stack),
    },
  );
}
