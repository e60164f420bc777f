import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "./input";
import { ConfigurationError, type Problem } from "./problem";
import { lateProblems } from "../redis-cache/rules";
import { laterValues } from "../redis-cache/rules/rule";
import type { CacheSpec } from "../redis-cache/spec";
import { tidy } from "../pulumi/user-error";

type Report = (warning: Problem) => void;

/**
 * A value that becomes known only during the deployment, held back until it was checked: the resource that would use a wrong one is
 * never made. What is known already was checked with all other arguments. Unknown in a preview, it blocks nothing.
 */
class Gate {
  private readonly spec: CacheSpec;
  private readonly warn: Report;

  constructor(spec: CacheSpec, warn: Report) {
    this.spec = spec;
    this.warn = warn;
  }

  /** The value behind the gate, where it is not known yet; the elements of a known list likewise. */
  value<T>(path: string, value: T): T {
    if (isDeferred(value)) {
      const late: pulumi.Output<unknown> = pulumi.output(value as unknown);
      // Still an Output of what it was one of, which TypeScript cannot see through the type parameter.
      return late.apply((known) => this.checked(path, known)) as unknown as T;
    }
    if (Array.isArray(value)) {
      return value.map((item: unknown, index) =>
        this.value(`${path}[${String(index)}]`, item),
      ) as unknown as T;
    }
    return value;
  }

  map<T>(path: string, values: Readonly<Record<string, T>>): Record<string, T> {
    return Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, this.value(`${path}.${key}`, value)]),
    );
  }

  private checked<T>(path: string, known: T): T {
    const problems = lateProblems(this.spec, path, known);
    const errors = problems.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw new ConfigurationError(`RedisCache "${this.spec.name}"`, errors);
    problems.forEach(this.warn);
    return known;
  }
}

/** Tidies the error of each output or promise among the arguments that fails. */
export function tidyFailures(spec: CacheSpec): void {
  for (const { value } of laterValues(spec)) {
    if (isDeferred(value)) settled(value).catch(tidy);
  }
}

/** The promise behind an Output, which has no other way to tell of a failure. */
const settled = (value: object): Promise<unknown> =>
  "promise" in value && typeof value.promise === "function"
    ? (value as { promise: () => Promise<unknown> }).promise()
    : Promise.resolve(value);

/** The spec with every value that is not known yet behind a gate. */
export function gated(spec: CacheSpec, warn: Report): CacheSpec {
  const gate = new Gate(spec, warn);
  const { network, parameterGroup, encryption, auth, alarms } = spec;
  return {
    ...spec,
    tags: gate.map("tags", spec.tags),
    notificationTopicArn: gate.value("notificationTopicArn", spec.notificationTopicArn),
    network: {
      ...network,
      vpcId: gate.value("vpcId", network.vpcId),
      subnetIds: gate.value("subnetIds", network.subnetIds),
      subnetGroupName: gate.value("subnetGroupName", network.subnetGroupName),
      securityGroupIds: gate.value("securityGroupIds", network.securityGroupIds),
      allowedSecurityGroupIds: gate.map("allowedSecurityGroupIds", network.allowedSecurityGroupIds),
    },
    parameterGroup: {
      ...parameterGroup,
      existingName: gate.value("parameterGroupName", parameterGroup.existingName),
    },
    encryption: { ...encryption, kmsKeyId: gate.value("kmsKeyId", encryption.kmsKeyId) },
    auth: {
      ...auth,
      token: gate.value("auth.token", auth.token),
      secretKmsKeyId: gate.value("auth.secretKmsKeyId", auth.secretKmsKeyId),
      userGroupIds: gate.value("auth.userGroupIds", auth.userGroupIds),
    },
    logs: spec.logs.map((log) => ({
      ...log,
      destination: gate.value(`logs.${log.key}.destination`, log.destination),
      kmsKeyId: gate.value(`logs.${log.key}.kmsKeyId`, log.kmsKeyId),
    })),
    alarms: {
      ...alarms,
      actionArns: gate.value("alarms.actionArns", alarms.actionArns),
      okActionArns: gate.value("alarms.okActionArns", alarms.okActionArns),
      insufficientDataActionArns: gate.value(
        "alarms.insufficientDataActionArns",
        alarms.insufficientDataActionArns,
      ),
    },
  };
}
