import * as pulumi from "@pulumi/pulumi";

/**
 * Pulumi mocks that record what tests check: the inputs of each resource as the engine would receive them (secrets and
 * unknowns in their wire form), its options, its parent, and the warnings. One call of `run` is one deployment.
 */

/** A registered resource. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  /** Inputs with secrets unwrapped; unknown ones are UNKNOWN. */
  readonly inputs: Record<string, unknown>;
  /** Names of the inputs that contain a secret, at any depth. */
  readonly secretInputs: readonly string[];
}

/** Options that the constructor of a resource received. */
export interface RecordedOptions {
  readonly type: string;
  readonly name: string;
  readonly opts: pulumi.ResourceOptions & pulumi.CustomResourceOptions;
}

export interface Deployment<T> {
  readonly resources: readonly Registered[];
  readonly options: readonly RecordedOptions[];
  /** `type::name` of every resource, component and stack reference, sorted by name. */
  readonly identities: readonly string[];
  readonly warnings: readonly string[];
  /** Calls of the provider's functions, in order. */
  readonly calls: readonly pulumi.runtime.MockCallArgs[];
  readonly result: T;
  /** The only resource of a type. */
  one(type: string): Registered;
  all(type: string): readonly Registered[];
  named(name: string): Registered;
  optionsOf(name: string): RecordedOptions["opts"];
}

export interface RunOptions {
  /** Whether to run a preview, in which computed outputs are unknown. Defaults to false. */
  readonly preview?: boolean;
  /** Full configuration keys and values, as the engine passes them to a program. */
  readonly config?: Readonly<Record<string, string>>;
  readonly secretKeys?: readonly string[];
  readonly project?: string;
  readonly stack?: string;
  readonly organization?: string;
  /** Outputs of the stacks that the program can reference, by full name. */
  readonly stacks?: Readonly<Record<string, Record<string, unknown>>>;
  /** Answers of the provider's functions by token, or their errors. By default no replication group exists. */
  readonly calls?: Readonly<Record<string, Record<string, unknown> | Error>>;
}

/** Placeholder for a value that a preview does not know. */
export const UNKNOWN = "<unknown>";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isSecret = (value: unknown): value is { value: unknown } =>
  isRecord(value) && value[SIGNATURE] === SECRET;

/** Unwraps secrets, and replaces unknown values with UNKNOWN. */
export function unwrap(value: unknown): unknown {
  if (isSecret(value)) return unwrap(value.value);
  if (Array.isArray(value)) return value.map(unwrap);
  if (!isRecord(value)) return value;
  if (value["__pulumiUnknown"] === true) return UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrap(item)]));
}

const holdsSecret = (value: unknown): boolean =>
  isSecret(value) ||
  (Array.isArray(value) && value.some(holdsSecret)) ||
  (isRecord(value) && Object.values(value).some(holdsSecret));

const ACCOUNT = "123456789012";
const REGION = "ap-southeast-1";

type State = Record<string, unknown>;
type Computed = (name: string, inputs: State) => State;

const text = (value: unknown, otherwise: string) => (typeof value === "string" ? value : otherwise);

const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

/** Member ids in the form of AWS: with the shard in cluster mode. */
function replicationGroup(name: string, inputs: State): State {
  const id = text(inputs["replicationGroupId"], name).toLowerCase();
  const shards = typeof inputs["numNodeGroups"] === "number" ? inputs["numNodeGroups"] : undefined;
  const host = (kind: string) => `${kind}.${id}.abc123.apse1.cache.amazonaws.com`;
  return {
    replicationGroupId: id,
    arn: arn("elasticache", `replicationgroup:${id}`),
    primaryEndpointAddress: shards === undefined ? host("master") : "",
    readerEndpointAddress: shards === undefined ? host("replica") : "",
    configurationEndpointAddress: shards === undefined ? "" : host("clustercfg"),
    engineVersionActual: `${text(inputs["engineVersion"], "7.1")}.0`,
    memberClusters:
      shards === undefined
        ? Array.from(
            { length: Number(inputs["numCacheClusters"]) },
            (_, i) => `${id}-00${String(i + 1)}`,
          )
        : Array.from({ length: shards }, (_, i) => `${id}-000${String(i + 1)}-001`),
  };
}

/** The outputs that AWS computes, for each type that the programs of this repository register. */
const computed: Readonly<Record<string, Computed>> = {
  "aws:elasticache/replicationGroup:ReplicationGroup": replicationGroup,
  "aws:elasticache/subnetGroup:SubnetGroup": (name) => ({ name: `${name}-1a2b3c4` }),
  "aws:elasticache/parameterGroup:ParameterGroup": (name) => ({ name: `${name}-1a2b3c4` }),
  "aws:elasticache/user:User": (_, { userId }) => ({
    arn: arn("elasticache", `user:${String(userId)}`),
  }),
  "aws:elasticache/userGroup:UserGroup": (_, { userGroupId }) => ({
    arn: arn("elasticache", `usergroup:${String(userGroupId)}`),
  }),
  "aws:secretsmanager/secret:Secret": (name, inputs) => ({
    arn: arn("secretsmanager", `secret:${text(inputs["name"], `${name}-1a2b3c4`)}-AbCdEf`),
    name: text(inputs["name"], `${name}-1a2b3c4`),
  }),
  "aws:secretsmanager/secretVersion:SecretVersion": (name) => ({ versionId: name }),
  "aws:ec2/securityGroup:SecurityGroup": (name) => ({ arn: arn("ec2", `security-group/${name}`) }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": (name, inputs) => ({
    arn: arn("cloudwatch", `alarm:${text(inputs["name"], name)}`),
    name: text(inputs["name"], name),
  }),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": (_, { alarmName }) => ({
    arn: arn("cloudwatch", `alarm:${String(alarmName)}`),
  }),
  "aws:cloudwatch/logGroup:LogGroup": (name, inputs) => ({
    arn: arn("logs", `log-group:${text(inputs["name"], name)}`),
    name: text(inputs["name"], name),
  }),
  "aws:iam/role:Role": (name) => ({ name, arn: `arn:aws:iam::${ACCOUNT}:role/${name}` }),
  "awsx:ec2:Vpc": (name) => ({
    vpcId: `${name}-vpc`,
    publicSubnetIds: [`${name}-public-a`, `${name}-public-b`],
    privateSubnetIds: [`${name}-private-a`, `${name}-private-b`],
    isolatedSubnetIds: [`${name}-isolated-a`, `${name}-isolated-b`],
  }),
  "aws:sns/topic:Topic": (name) => ({ arn: arn("sns", name) }),
  "aws:kms/key:Key": (name) => ({ arn: arn("kms", `key/${name}`), keyId: name }),
  "random:index/randomPassword:RandomPassword": (name) => ({
    result: `generated0for0${name.replace(/[^A-Za-z0-9]/g, "0")}`.padEnd(64, "0"),
  }),
};

const calls: Readonly<Record<string, State | Error>> = {
  "aws:elasticache/getReplicationGroup:getReplicationGroup": new Error(
    "no matching ElastiCache Replication Group found",
  ),
  "aws:index/getCallerIdentity:getCallerIdentity": {
    accountId: ACCOUNT,
    arn: "",
    userId: "",
    id: "",
  },
  "aws:index/getRegion:getRegion": { name: REGION, region: REGION, id: REGION, description: "" },
  "aws:index/getPartition:getPartition": {
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    id: "aws",
  },
};

class Recorder implements pulumi.runtime.Mocks {
  readonly resources: Registered[] = [];
  readonly called: pulumi.runtime.MockCallArgs[] = [];

  constructor(
    private readonly preview: boolean,
    private readonly stacks: Readonly<Record<string, Record<string, unknown>>>,
    private readonly answers: Readonly<Record<string, State | Error>>,
  ) {}

  newResource(args: pulumi.runtime.MockResourceArgs): { id: string; state: State } {
    const inputs = unwrap(args.inputs) as State;
    this.resources.push({
      type: args.type,
      name: args.name,
      inputs,
      secretInputs: Object.entries(args.inputs as State)
        .filter(([, value]) => holdsSecret(value))
        .map(([key]) => key),
    });
    if (args.type === "pulumi:pulumi:StackReference") {
      const stack = String(inputs["name"]);
      const outputs = this.stacks[stack];
      if (outputs === undefined) throw new Error(`unknown stack "${stack}"`);
      return { id: stack, state: { name: stack, outputs, secretOutputNames: [] } };
    }
    // A preview computes nothing: the id and the outputs that are not inputs stay unknown.
    if (this.preview) return { id: "", state: args.inputs as State };
    const state = computed[args.type]?.(args.name, inputs) ?? {};
    return { id: `${args.name}-id`, state: { ...(args.inputs as State), ...state } };
  }

  call(args: pulumi.runtime.MockCallArgs): State {
    this.called.push(args);
    const answer = this.answers[args.token];
    if (answer === undefined) throw new Error(`no answer for the call ${args.token}`);
    // The SDK reads the message of a gRPC error.
    if (answer instanceof Error) throw Object.assign(answer, { details: answer.message });
    return answer;
  }
}

/** Parts of Pulumi's runtime that are missing from its type declarations. */
interface Internals {
  waitForRPCs(): Promise<void>;
  setAllConfig(config: Record<string, string>, secretKeys?: string[]): void;
}

/** Registers a stack transformation, which receives the options of every resource. */
function recordOptions(record: RecordedOptions[]): void {
  pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
    record.push({ type, name, opts });
    return undefined;
  });
}

/**
 * Runs a program under mocks, and waits for its result and until everything is registered. The program may load modules
 * again.
 */
export async function run<T>(
  program: () => T | Promise<T>,
  options: RunOptions = {},
): Promise<Deployment<T>> {
  const internals = pulumi.runtime as unknown as Internals;
  const recorder = new Recorder(options.preview ?? false, options.stacks ?? {}, {
    ...calls,
    ...options.calls,
  });
  const recordedOptions: RecordedOptions[] = [];
  const warnings: string[] = [];
  await pulumi.runtime.setMocks(
    recorder,
    options.project ?? "koneksi-redis",
    options.stack ?? "test",
    options.preview ?? false,
    options.organization ?? "organization",
  );
  internals.setAllConfig({ ...options.config }, [...(options.secretKeys ?? [])]);
  const warn = pulumi.log.warn;
  const restore = patchWarn((message) => warnings.push(message));
  try {
    const result = await withStack(async () => {
      recordOptions(recordedOptions);
      return program();
    });
    await internals.waitForRPCs();
    return deployment(recorder, recordedOptions, warnings, result);
  } finally {
    restore(warn);
  }
}

function patchWarn(record: (message: string) => void): (original: typeof pulumi.log.warn) => void {
  const log = pulumi.log as { warn: typeof pulumi.log.warn };
  log.warn = (message) => {
    record(message);
    return Promise.resolve();
  };
  return (original) => {
    log.warn = original;
  };
}

/** Runs inside a stack resource, as a real program does, so that stack transformations apply. */
async function withStack<T>(program: () => Promise<T>): Promise<T> {
  let result: { readonly value: T } | undefined;
  await pulumi.runtime.runInPulumiStack(async () => {
    result = { value: await program() };
  });
  if (result === undefined) throw new Error("the program did not run");
  return result.value;
}

function deployment<T>(
  { resources, called }: Recorder,
  options: readonly RecordedOptions[],
  warnings: readonly string[],
  result: T,
): Deployment<T> {
  const all = (type: string) => resources.filter((resource) => resource.type === type);
  const only = <R>(found: readonly R[], what: string): R => {
    const [first] = found;
    if (first === undefined || found.length > 1) {
      throw new Error(`${String(found.length)} resources are ${what}`);
    }
    return first;
  };
  return {
    resources,
    options,
    warnings,
    calls: called,
    result,
    identities: resources.map(({ type, name }) => `${type}::${name}`).sort(),
    all,
    one: (type) => only(all(type), `of type ${type}`),
    named: (name) =>
      only(
        resources.filter((resource) => resource.name === name),
        `named ${name}`,
      ),
    optionsOf: (name) =>
      only(
        options.filter((entry) => entry.name === name),
        `named ${name}`,
      ).opts,
  };
}

/** The value of an output; undefined if it is unknown. */
export const valueOf = async <T>(output: pulumi.Output<T>): Promise<T> =>
  (output as unknown as { promise(withUnknowns?: boolean): Promise<T> }).promise();

/** Whether an output is known, and whether it is secret. */
export async function stateOf(output: pulumi.Output<unknown>): Promise<{
  readonly known: boolean;
  readonly secret: boolean;
}> {
  const inner = output as unknown as { isKnown: Promise<boolean>; isSecret: Promise<boolean> };
  return { known: await inner.isKnown, secret: await inner.isSecret };
}
