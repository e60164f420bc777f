/**
 * Where the simulation is not what was measured, each with its reason. An entry that no longer
 * differs fails the test, so that this list only ever holds what is still true.
 */

const STRATEGY =
  "@pulumi/aws 7 is built on version 6 of the Terraform provider, which gives authTokenUpdateStrategy no default and refuses it without a token; version 5, measured, defaults it to ROTATE";
const STATEFUL_NAME =
  "the bridge that was measured keeps no __defaults in the old inputs, so a name that is no longer given stays; the plugin of @pulumi/aws makes a new automatic name, which replaces";
const OPTIONAL =
  "@pulumi/aws 7.48 takes an alarm of evaluation criteria without it, so the refusal is left to AWS";
const SET_OF_BLOCKS =
  "the bridge shows the whole set of blocks as changed beside it, though none is";

export const PLAN_EXCEPTIONS: Readonly<Record<string, string>> = {
  "ReplicationGroup: authTokenUpdateStrategy added": STRATEGY,
  "ReplicationGroup: authTokenUpdateStrategy removed": STRATEGY,
  "ReplicationGroup: strategy without token": STRATEGY,
  "ReplicationGroup: strategy DELETE with token": STRATEGY,
  "ReplicationGroup: replicationGroupId removed": STATEFUL_NAME,
  "ParameterGroup: name removed": STATEFUL_NAME,
  "SubnetGroup: name removed": STATEFUL_NAME,
  "MetricAlarm: name removed": STATEFUL_NAME,
  "Secret: name removed": STATEFUL_NAME,
  "LogGroup: name removed": STATEFUL_NAME,
  "SecurityGroup: name removed": STATEFUL_NAME,
  "Parameter: name removed": STATEFUL_NAME,
  "MetricAlarm: comparisonOperator removed": OPTIONAL,
  "MetricAlarm: evaluationPeriods removed": OPTIONAL,
  "MetricAlarm: no operator": OPTIONAL,
  "MetricAlarm: no evaluation periods": OPTIONAL,
  "MetricAlarm: thresholdMetricId added": SET_OF_BLOCKS,
  "MetricAlarm: thresholdMetricId changed": SET_OF_BLOCKS,
  "MetricAlarm: thresholdMetricId removed": SET_OF_BLOCKS,
};

/**
 * Plans that AWS refuses when they are made: the real provider plans them just so, and the emulator
 * behind it, which checks little, accepts them. The words are the simulation's.
 */
export const REFUSED_BY_AWS: Readonly<Record<string, string>> = {
  "ReplicationGroup: authToken removed":
    "InvalidParameterValue: AuthToken must be between 16 and 128 characters long.",
  "ReplicationGroup: clusterMode changed":
    "InvalidParameterCombination: Cluster mode should be enabled in parameter group, but found it is disabled.",
  "ReplicationGroup: clusterMode (compatible) added":
    "InvalidParameterCombination: The cluster mode cannot be changed from enabled to compatible.",
  "ReplicationGroup: engine changed":
    "must explicitly set 'engine_version' attribute for Replication Group (<name>) when updating engine to 'valkey'",
  "ReplicationGroup: ipDiscovery changed":
    "InvalidParameterCombination: IpDiscovery must be ipv4 for the network type ipv4.",
  "ReplicationGroup: transitEncryptionEnabled added":
    "InvalidParameterCombination: To enable encryption-in-transit on a running replication group, set the transit encryption mode to preferred first.",
  "ReplicationGroup: transitEncryptionEnabled changed":
    "InvalidParameterCombination: To disable encryption-in-transit, set the transit encryption mode to preferred first.",
  "ReplicationGroup: transitEncryptionEnabled (off) changed":
    "InvalidParameterCombination: To enable encryption-in-transit on a running replication group, set the transit encryption mode to preferred first.",
  "ReplicationGroup: description of 256 characters":
    "InvalidParameterValue: ReplicationGroupDescription must be at most 255 characters long.",
  "ReplicationGroup: redis version 8.0":
    "InvalidParameterValue: The engine version 8.0 of redis is not supported.",
  "ReplicationGroup: valkey version 6.2":
    "InvalidParameterValue: The engine version 6.2 of valkey is not supported.",
  "ReplicationGroup: valkey version 7.1":
    "InvalidParameterValue: The engine version 7.1 of valkey is not supported.",
  "ReplicationGroup: redis 7.1 to valkey without a version":
    "must explicitly set 'engine_version' attribute for Replication Group (<name>) when updating engine to 'valkey'",
  "ReplicationGroup: node type of no family":
    "InvalidParameterValue: Invalid Cache Node Type: cache.r6g.potato.",
  "ReplicationGroup: node type without cache.":
    "InvalidParameterValue: Invalid Cache Node Type: r6g.large.",
  "ReplicationGroup: no node type":
    'InvalidParameterValue: "node_type" is required unless "global_replication_group_id" is set.',
  "ReplicationGroup: 0 nodes without failover":
    "InvalidParameterValue: NumCacheClusters must be between 1 and 6.",
  "ReplicationGroup: 7 nodes without failover":
    "InvalidParameterValue: NumCacheClusters must be between 1 and 6.",
  "ReplicationGroup: failover and no count":
    "InvalidParameterCombination: Automatic failover is not supported for a replication group with fewer than two nodes.",
  "ReplicationGroup: 0 shards": "InvalidParameterValue: NumNodeGroups must be between 1 and 500.",
  "ReplicationGroup: 501 shards": "InvalidParameterValue: NumNodeGroups must be between 1 and 500.",
  "ReplicationGroup: 2 shards without failover":
    "InvalidParameterCombination: Automatic failover must be enabled for replication groups in cluster mode.",
  "ReplicationGroup: nodes to shards":
    "InvalidParameterValue: The parameter cluster-enabled has a different value in the requested parameter group than the current parameter group. This parameter value cannot be changed for a cache cluster",
  "ReplicationGroup: preferred zones fewer than nodes":
    "InvalidParameterCombination: PreferredCacheClusterAZs must have as many entries as NumCacheClusters.",
  "ReplicationGroup: data tiering on t4g":
    "InvalidParameterCombination: Data tiering is not supported for the cache node type cache.t4g.small.",
  "ReplicationGroup: snapshots kept -1 days":
    "InvalidParameterValue: Invalid snapshot retention period: must be between 0 and 35.",
  'ReplicationGroup: snapshot window "03:00-03:30"':
    "InvalidParameterValue: Snapshot window must be at least 60 minutes.",
  'ReplicationGroup: maintenance window "sun:05:00-sun:05:30"':
    "InvalidParameterValue: Maintenance window must be at least 60 minutes.",
  'ReplicationGroup: maintenance window "sun:05:00-tue:05:00"':
    "InvalidParameterValue: Maintenance window must be at most 24 hours.",
  "ReplicationGroup: windows that overlap":
    "InvalidParameterValue: The snapshot window and maintenance window must not overlap.",
  "ReplicationGroup: token with %":
    "InvalidParameterValue: Invalid AuthToken provided: 16 to 128 printable characters, of the special ones only '!', '&', '#', '$', '^', '<', '>' and '-'.",
  "ReplicationGroup: token with  ":
    "InvalidParameterValue: Invalid AuthToken provided: 16 to 128 printable characters, of the special ones only '!', '&', '#', '$', '^', '<', '>' and '-'.",
  "ReplicationGroup: token without TLS":
    "InvalidParameterCombination: The AUTH token is only supported when encryption-in-transit is enabled.",
  "ReplicationGroup: token with TLS preferred":
    "InvalidParameterCombination: Transit encryption preferred is not supported with redis access control.",
  "ReplicationGroup: user groups without TLS":
    "InvalidParameterCombination: User group based access control requires encryption-in-transit to be enabled on the replication group.",
  "ReplicationGroup: two user groups":
    "InvalidParameterValue: You can associate only one user group with a replication group.",
  "ReplicationGroup: TLS mode without TLS":
    "InvalidParameterCombination: To modify transit encryption mode, set encryption-in-transit as enabled.",
  "ReplicationGroup: key without encryption at rest":
    "InvalidParameterCombination: KmsKeyId can only be given with at-rest encryption enabled.",
  "ReplicationGroup: no TLS to required":
    "InvalidParameterCombination: To enable encryption-in-transit on a running replication group, set the transit encryption mode to preferred first.",
  "ReplicationGroup: token on a group without one":
    "InvalidParameterCombination: The AUTH token update strategy SET is only supported after ROTATE: the replication group must have two AUTH tokens, or one optional AUTH token.",
  "ReplicationGroup: two logs of one type":
    "InvalidParameterValue: Only one log delivery configuration for slow-log is allowed.",
  "ReplicationGroup: tag with the prefix aws:":
    "InvalidParameterValue: Tag keys starting with aws: are reserved for system use: aws:x",
  "ReplicationGroup: tag key of 129 characters":
    "InvalidParameterValue: Tag key must be 1 to 128 characters long: k…",
  "ReplicationGroup: tag value of 257 characters":
    "InvalidParameterValue: The value of tag k must be at most 256 characters long.",
  "ReplicationGroup: 51 tags": "TagQuotaPerResourceExceeded: You can't have more than 50 tags.",
  "ParameterGroup: bad name":
    "InvalidParameterValue: The parameter CacheParameterGroupName is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
  "ParameterGroup: family of no name":
    "InvalidParameterValue: CacheParameterGroupFamily foo is not a valid parameter group family.",
  "ParameterGroup: parameter of no name":
    "InvalidParameterValue: Could not find parameter with name no-such in family redis7",
  "ParameterGroup: parameter twice":
    "InvalidParameterValue: Parameter timeout was given more than once.",
  "SubnetGroup: empty subnets": "InvalidParameterValue: The parameter SubnetIds must be provided.",
  "SubnetGroup: bad name":
    "InvalidParameterValue: The parameter CacheSubnetGroupName must be provided and must not be blank.",
  "SubnetGroup: name default":
    "CacheSubnetGroupAlreadyExists: Cache subnet group default already exists.",
  "MetricAlarm: comparisonOperator removed":
    "ValidationError: comparisonOperator must be specified",
  "MetricAlarm: evaluationPeriods removed": "ValidationError: evaluationPeriods must be specified",
  "MetricAlarm: metricName removed":
    "ValidationError: Either MetricName or Metrics must be specified",
  "MetricAlarm: metricQueries removed":
    "ValidationError: Either MetricName or Metrics must be specified",
  "MetricAlarm: no operator": "ValidationError: comparisonOperator must be specified",
  "MetricAlarm: no evaluation periods": "ValidationError: evaluationPeriods must be specified",
  "MetricAlarm: more datapoints than periods":
    "ValidationError: Datapoints to alarm must be less than or equal to evaluation periods",
  "MetricAlarm: 6 actions": "ValidationError: An alarm can have at most 5 actions for a state",
  "MetricAlarm: neither metric nor queries":
    "ValidationError: Either MetricName or Metrics must be specified",
  "User: noPasswordRequired changed":
    "InvalidParameterCombination: No password was provided. If you want to create/update the user without password, please use the NoPasswordRequired flag.",
  "User: noPasswordRequired removed":
    "InvalidParameterCombination: No password was provided. If you want to create/update the user without password, please use the NoPasswordRequired flag.",
  "User: passwords removed":
    "InvalidParameterCombination: No password was provided. If you want to create/update the user without password, please use the NoPasswordRequired flag.",
  "User: three passwords": "InvalidParameterValue: A user can have at most two passwords.",
  "User: short password":
    'InvalidParameterValue: Passwords must be 16 to 128 characters long, without commas, double quotes, slashes and "@".',
  "User: IAM under another name":
    "InvalidParameterValue: For IAM authentication the user id and the user name must be identical.",
  "UserGroup: userIds removed": "DefaultUserRequired: You must add default user to a user group.",
};
