import { region } from "@pulumi/aws/config";
import * as pulumi from "@pulumi/pulumi";
import { absent, orAbsent } from "../pulumi/optional-output";
import type { CacheAlarm } from "../monitoring/alarms";
import { redisCacheArgs } from "./argument-shapes";
import type { RedisCacheArgs } from "./args";
import { type CacheConnection, connectionOf } from "../connection/connection";
import { inspect, subjectOf } from "./inspect";
import { gated, tidyFailures } from "../checking/late-values";
import { ConfigurationError, type Problem } from "../checking/problem";
import type { LateValue } from "../checking/walk";
import { createToken, publishToken } from "../access/credentials";
import { exposeEndpoints } from "./endpoints";
import { createLogs } from "../monitoring/logs";
import { warnOfMemberDrift } from "../monitoring/alarm-resources";
import { createMonitoring } from "../monitoring/monitoring";
import { createParameterGroup } from "./parameter-group";
import { createParameters } from "../connection/parameter-store";
import { checkedRunning } from "./read-running";
import { createReplicationGroup } from "./replication-group";
import { createSecurityGroup } from "../access/security-group";
import { createSubnetGroup } from "./subnet-group";
import {
  type UserSecrets,
  connectionUsers,
  createUsers,
  iamConnectPolicy,
  onlySecret,
  publishUsers,
} from "../access/users";
import { lateProblems } from "./rules";
import { type RunningFacts, raisedVersion } from "./running";
import { type CacheContext, type CacheSpec, resolve } from "./spec";
import { withShortTraces } from "../pulumi/stack-traces";
import { warn } from "../pulumi/warn";

/**
 * A highly available, encrypted and monitored ElastiCache replication group for Redis OSS or Valkey, with its subnet
 * group, parameter group, security group, credentials in AWS Secrets Manager, and CloudWatch alarms.
 *
 * All problems with the arguments are reported together, before anything is registered.
 */
export class RedisCache extends pulumi.ComponentResource {
  /** Host name for writes; undefined in cluster mode. */
  readonly primaryEndpointAddress: pulumi.Output<string | undefined>;
  /** Host name that distributes reads over the replicas; undefined in cluster mode and for a single node. */
  readonly readerEndpointAddress: pulumi.Output<string | undefined>;
  /** Host name for cluster clients; undefined when cluster mode is disabled. */
  readonly configurationEndpointAddress: pulumi.Output<string | undefined>;
  /** TCP port of every endpoint. */
  readonly port: pulumi.Output<number>;
  /** Id of the replication group, in lower case as in AWS. */
  readonly replicationGroupId: pulumi.Output<string>;
  /** ARN of the replication group. */
  readonly arn: pulumi.Output<string>;
  /** Full version of the running engine, including the patch. */
  readonly engineVersionActual: pulumi.Output<string>;
  /** Ids of the member nodes, as AWS reports them. */
  readonly memberClusters: pulumi.Output<string[]>;
  /** Ids of the member nodes, as computed from the arguments. Known at preview; the alarms monitor these nodes. */
  readonly nodeIds: pulumi.Output<string[]>;
  /** Name of the subnet group; undefined when AWS's default group is used. */
  readonly subnetGroupName: pulumi.Output<string | undefined>;
  /** Name of the parameter group. */
  readonly parameterGroupName: pulumi.Output<string>;
  /** Id of the security group that the component made; undefined if it made none. */
  readonly securityGroupId: pulumi.Output<string | undefined>;
  /** ARN of the secret in AWS Secrets Manager, for the token or the only user; undefined if there is none. */
  readonly authSecretArn: pulumi.Output<string | undefined>;
  /** Every alarm on every node. Known at preview. */
  readonly alarms: pulumi.Output<CacheAlarm[]>;
  /** ARN of each alarm on a node, by `<key>-<node>` such as `cpu-001`. */
  readonly alarmArns: pulumi.Output<Record<string, string>>;
  /** Policy document with which an IAM identity may connect; undefined if no user authenticates with IAM. */
  readonly iamConnectPolicy: pulumi.Output<string | undefined>;
  /** Everything that a client's stack needs to connect, except the password. */
  readonly connection: pulumi.Output<CacheConnection>;

  /**
   * Builds the cache.
   * @param name The unique name of the component; also the prefix of physical names unless `namePrefix` is given.
   * @param args What to build; every argument has a default.
   * @param opts Pulumi's resource options; the children inherit them. `protect` is recommended in production: it keeps
   * the replication group, its subnet group and its log groups, but not what ordinary changes replace, such as alarms
   * and parameter groups.
   * @throws ConfigurationError that lists everything that AWS would refuse, before anything is registered.
   */
  constructor(name: string, args: RedisCacheArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const { spec: checked, errors, warnings } = inspect(name, args, contextOf(opts));
    if (errors.length > 0) throw new ConfigurationError(subjectOf({ name }), errors);
    tidyFailures(redisCacheArgs, checked.args);
    super("redis-cache:index:RedisCache", name, withSecretsWrapped(checked.args), opts);
    const report = ({ path, reason }: Problem) => {
      warn(this, `${path}: ${reason}`);
    };
    warnings.forEach(report);
    const spec = withGates(checked, report);
    const running = checkedRunning(checked, this, report);

    const engineVersion = running.apply((facts) => versionToSend(facts, spec));
    const { subnetGroup, securityGroup, users, group, monitoring, endpoints, userSecrets, secret } =
      withShortTraces(() => createChildren(spec, { running, engineVersion }, this));

    this.primaryEndpointAddress = orAbsent(endpoints.primary);
    this.readerEndpointAddress = orAbsent(endpoints.reader);
    this.configurationEndpointAddress = orAbsent(endpoints.configuration);
    this.port = pulumi.output(spec.port);
    this.replicationGroupId = group.replicationGroupId;
    this.arn = group.arn;
    this.engineVersionActual = group.engineVersionActual;
    this.memberClusters = group.memberClusters;
    this.nodeIds = pulumi.output(spec.topology.nodes.map(({ id }) => id));
    this.subnetGroupName = subnetGroup?.name ?? nameOf(spec.network.subnetGroupName);
    this.parameterGroupName = group.parameterGroupName;
    this.securityGroupId = orAbsent(securityGroup?.id);
    this.authSecretArn = orAbsent(secret?.arn);
    this.alarms = pulumi.output(monitoring.matrix);
    this.alarmArns = pulumi.output(monitoring.alarmArns);
    this.iamConnectPolicy = orAbsent(users && iamConnectPolicy(group.arn, users));
    this.connection = pulumi
      .all([
        endpoints.primary,
        endpoints.reader,
        endpoints.configuration,
        secret?.arn,
        securityGroup?.id,
        users && connectionUsers(users, userSecrets),
        engineVersion,
      ])
      .apply(
        ([
          primaryEndpoint,
          readerEndpoint,
          configurationEndpoint,
          secretArn,
          group,
          all,
          version,
        ]) =>
          connectionOf({
            engine: spec.engine,
            engineVersion: version,
            clusterMode: spec.topology.clusterMode,
            tls: spec.encryption.transitEncryptionEnabled,
            port: spec.port,
            primaryEndpoint,
            readerEndpoint,
            configurationEndpoint,
            secretArn,
            username: spec.auth.username,
            users: all,
            securityGroupId: group,
          }),
      );
    this.registerOutputs(outputsOf(this));
  }
}

/** The spec with each late value of the arguments held back until it is checked. */
function withGates(spec: CacheSpec, warn: (warning: Problem) => void): CacheSpec {
  const check = (late: LateValue, known: unknown) => lateProblems(spec, late, known);
  const gate = { subject: subjectOf(spec), check, warn };
  return resolve(spec.name, gated(redisCacheArgs, spec.args, gate), spec.context);
}

/** The running replication group, once its change is checked, and the engine version that follows from it. */
interface Checked {
  readonly running: pulumi.Output<RunningFacts | undefined>;
  readonly engineVersion: pulumi.Output<string>;
}

/** Registers the children of the component. */
function createChildren(
  spec: CacheSpec,
  { running, engineVersion }: Checked,
  parent: pulumi.Resource,
) {
  const subnetGroup = createSubnetGroup(spec, parent);
  const parameterGroup = createParameterGroup(spec, parent);
  const securityGroup = createSecurityGroup(spec, spec.network, [spec.port], parent);
  const token = createToken(spec, parent);
  const users = createUsers(spec, parent);
  const group = createReplicationGroup(
    spec,
    {
      engineVersion,
      subnetGroup,
      parameterGroup,
      securityGroup,
      token,
      userGroup: users?.userGroup,
      logDelivery: createLogs(spec, parent),
    },
    parent,
  );
  const region = spec.context.region ?? group.region;
  const monitoring = createMonitoring(spec, group, region, parent);
  if (monitoring.matrix.length > 0) {
    const before = running.apply((facts) => facts?.memberClusters);
    warnOfMemberDrift(spec.alarms, { before, after: group.memberClusters }, parent);
  }
  const endpoints = exposeEndpoints(spec.topology, group);
  const content = {
    host: endpoints.configuration ?? endpoints.primary,
    readerHost: endpoints.reader,
    port: spec.port,
    tls: spec.encryption.transitEncryptionEnabled,
    engine: spec.engine,
  };
  const userSecrets = users === undefined ? {} : publishUsers(spec, users, content, parent);
  const secret =
    (token && publishToken(spec, token, content, parent)) ??
    (users && onlySecret(users, userSecrets));
  createParameters(
    spec,
    { ...content, endpoints, secretArn: secret?.arn, userSecretArns: arnsOf(userSecrets) },
    parent,
  );
  return { subnetGroup, securityGroup, users, group, monitoring, endpoints, userSecrets, secret };
}

/** Never a version below the running one, which would replace the cache. */
const versionToSend = (running: RunningFacts | undefined, spec: CacheSpec) =>
  (running && raisedVersion(running, spec)) ?? spec.engineVersion;

const nameOf = (given: pulumi.Input<string> | undefined) =>
  given === undefined ? absent() : pulumi.output(given);

const arnsOf = (secrets: UserSecrets) =>
  Object.fromEntries(Object.entries(secrets).map(([key, { arn }]) => [key, arn]));

/**
 * Whether the children may have another provider than the default one, from the component or from a parent. Pulumi's
 * plugin host always gives a map of providers, which is empty when the consumer gave none.
 */
const hasOwnProvider = ({ provider, providers, parent }: pulumi.ComponentResourceOptions) =>
  provider !== undefined ||
  Object.keys(providers ?? {}).length > 0 ||
  parent?.getProvider("aws:elasticache/replicationGroup:ReplicationGroup") !== undefined;

/** The region, unless the cache has its own provider, whose region is known only later. */
const contextOf = (opts: pulumi.ComponentResourceOptions): CacheContext => ({
  region: hasOwnProvider(opts) ? undefined : region,
  protect: opts.protect === true,
});

/** Pulumi keeps a component's arguments in its state, so a secret among them has to be marked before. */
const withSecretsWrapped = (args: RedisCacheArgs): RedisCacheArgs =>
  args.auth?.token === undefined
    ? args
    : { ...args, auth: { ...args.auth, token: pulumi.secret(args.auth.token) } };

/** Every output of the component, by name: the fields of the class that are Outputs, except for Pulumi's own `urn`. */
const outputsOf = (cache: RedisCache): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(cache).filter(
      ([key, value]) => key !== "urn" && pulumi.Output.isInstance(value),
    ),
  );
