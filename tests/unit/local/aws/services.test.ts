import * as assert from "node:assert/strict";
import { plainProperties, type Properties, text, UNKNOWN } from "../../../../local/aws/values";
import { ALARM, but, GROUP, type Kind, type Made, refusal, Simulation, TOKENS } from "./support";

/** Rules of AWS and its provider for the types other than the replication group. */
describe("the simulated services", () => {
  let aws: Simulation;
  beforeEach(() => {
    aws = new Simulation();
  });
  afterEach(() => {
    aws.remove();
  });

  const refusedCreate = (kind: Kind, inputs: Properties) => refusal(() => aws.create(kind, inputs));
  const refusedDelete = (made: Made) => refusal(() => aws.delete(made));

  /** One resource of each kind, in the order in which they can be made. */
  const makeAll = async (): Promise<Made[]> => {
    const { vpc, subnets, subnetGroup } = await aws.network();
    const securityGroup = await aws.create("securityGroup", { vpcId: vpc.id });
    const rule = { securityGroupId: securityGroup.id, ipProtocol: "tcp", fromPort: 1, toPort: 2 };
    const ingress = await aws.create("ingress", { ...rule, cidrIpv4: "10.0.0.0/16" });
    const parameterGroup = await aws.create("parameterGroup", { family: "redis7" });
    const password = { type: "password", passwords: ["p".repeat(16)] };
    const user = await aws.create("user", {
      userId: "u",
      userName: "default",
      engine: "redis",
      accessString: "on ~* +@all",
      authenticationMode: password,
    });
    const userGroup = await aws.create("userGroup", {
      userGroupId: "ug",
      engine: "redis",
      userIds: ["u"],
    });
    const group = await aws.create("group", GROUP);
    const alarm = await aws.create("alarm", ALARM);
    const composite = await aws.create("composite", {
      alarmName: "all",
      alarmRule: 'ALARM("cpu") OR NOT OK(cpu)',
    });
    const dashboard = await aws.create("dashboard", {
      dashboardName: "d",
      dashboardBody: '{"widgets":[]}',
    });
    const logGroup = await aws.create("logGroup", { name: "/cache/slow" });
    const secret = await aws.create("secret", { name: "s" });
    const secretVersion = await aws.create("secretVersion", {
      secretId: secret.id,
      secretString: "hidden",
    });
    const key = await aws.create("key", { description: "k" });
    const keyPolicy = await aws.create("keyPolicy", { keyId: key.id, policy: "{}" });
    const topic = await aws.create("topic", { name: "t" });
    const topicPolicy = await aws.create("topicPolicy", { arn: topic.id, policy: "{}" });
    const subscription = await aws.create("subscription", {
      topic: topic.id,
      protocol: "email",
      endpoint: "ops@example.com",
    });
    const role = await aws.create("role", { name: "r", assumeRolePolicy: "{}" });
    const rolePolicy = await aws.create("rolePolicy", { name: "p", role: role.id, policy: "{}" });
    const attachment = await aws.create("attachment", {
      role: role.id,
      policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    });
    const parameter = await aws.create("parameter", {
      name: "/c/host",
      type: "String",
      value: "h",
    });
    const cluster = await aws.create("cluster", { name: "c" });
    const taskDefinition = await aws.create("taskDefinition", {
      family: "f",
      containerDefinitions: "[]",
    });
    const loadBalancer = await aws.create("loadBalancer", {
      name: "lb",
      subnets: subnets.map(({ id }) => id),
    });
    const targetGroup = await aws.create("targetGroup", { name: "tg", vpcId: vpc.id });
    const listener = await aws.create("listener", {
      loadBalancerArn: loadBalancer.id,
      port: 80,
      defaultActions: [{ type: "forward", targetGroupArn: targetGroup.id }],
    });
    const service = await aws.create("service", {
      name: "s",
      cluster: cluster.id,
      taskDefinition: text(taskDefinition.state["arn"]),
    });
    return [
      ...[vpc, ...subnets, subnetGroup, securityGroup, ingress, parameterGroup, user, userGroup],
      ...[
        group,
        alarm,
        composite,
        dashboard,
        logGroup,
        secret,
        secretVersion,
        key,
        keyPolicy,
        topic,
      ],
      ...[topicPolicy, subscription, role, rolePolicy, attachment, parameter, cluster],
      ...[taskDefinition, loadBalancer, targetGroup, listener, service],
    ];
  };

  describe("each type", () => {
    let made: Made[];
    beforeEach(async () => {
      made = await makeAll();
    });

    it("is created", () => {
      const kinds = new Set(made.map(({ kind }) => kind));
      assert.deepEqual([...kinds].sort(), Object.keys(TOKENS).sort());
    });

    it("has every output that the typings promise", () => {
      for (const { kind, state } of made) {
        const preview = aws.provider.previewCreate(TOKENS[kind], state);
        const missing = Object.keys(preview).filter((p) => preview[p] === UNKNOWN);
        assert.deepEqual(missing, [], kind);
      }
    });

    it("is read as it was created, and then there is nothing to plan", async () => {
      for (const one of made) {
        const read = await aws.read(one);
        assert.ok(read, one.kind);
        assert.deepEqual(read, one, one.kind);
        const { changes } = aws.provider.diff(TOKENS[one.kind], read.state, read.inputs);
        assert.deepEqual([...changes], [], one.kind);
      }
    });

    it("is imported by its id", async () => {
      for (const one of made) {
        const read = await aws.read({ ...one, state: {}, inputs: {} });
        assert.ok(read, one.kind);
        const { state, inputs } = read;
        const { changes } = aws.provider.diff(TOKENS[one.kind], state, inputs);
        assert.deepEqual([...changes], [], one.kind);
      }
    });

    it("changes a tag in place", async () => {
      for (const one of made) {
        if (!("tagsAll" in one.state)) continue;
        const inputs = { ...one.inputs, tags: { Owner: "x" } };
        assert.deepEqual(
          [...aws.provider.diff(TOKENS[one.kind], one.state, inputs).changes],
          [["tags", "add"]],
          one.kind,
        );
        const state = await aws.provider.update(TOKENS[one.kind], one.id, one.state, inputs);
        assert.deepEqual(plainProperties(state)["tagsAll"], { Owner: "x" }, one.kind);
      }
    });

    it("is deleted in the opposite order, and only what AWS keeps is left", async () => {
      for (const one of made.reverse()) await aws.delete(one);
      assert.deepEqual(
        aws.account.all().map(({ type }) => type),
        [TOKENS.key, TOKENS.secret],
      );
    });
  });

  it("does not exist in any read after it was deleted outside Pulumi, also of many at once", async () => {
    const made = await makeAll();
    for (const { kind, id } of made) aws.account.remove(TOKENS[kind], id);
    const reads = await Promise.all(made.map((one) => aws.read(one)));
    assert.deepEqual(new Set(reads), new Set([undefined]));
  });

  const USER = {
    userId: "app",
    userName: "app",
    engine: "redis",
    accessString: "on ~* +@all",
    authenticationMode: { type: "password", passwords: ["p".repeat(16)] },
  };
  const mode = (authenticationMode: Properties) => but(USER, { authenticationMode });

  // prettier-ignore
  const TAKEN: [Kind, Properties, string][] = [
    ["alarm", ALARM, "accepted"],
    ["parameterGroup", { name: "p", family: "redis7" }, "CacheParameterGroupAlreadyExists: Cache parameter group p already exists"],
    ["logGroup", { name: "l" }, "ResourceAlreadyExistsException: The specified log group already exists"],
    ["secret", { name: "s" }, "ResourceExistsException: The operation failed because the secret s already exists."],
    ["role", { name: "r", assumeRolePolicy: "{}" }, "EntityAlreadyExists: Role with name r already exists."],
    ["parameter", { name: "/c", type: "String", value: "v" }, "ParameterAlreadyExists: The parameter already exists. To overwrite this value, set the overwrite option in the request to true."],
    ["securityGroup", { name: "g" }, "InvalidGroup.Duplicate: The security group 'g' already exists for VPC ''"],
    ["targetGroup", { name: "tg" }, "DuplicateTargetGroupName: 'tg' already exists"],
    ["user", USER, "UserAlreadyExists: User app already exists."],
    ["userGroup", { userGroupId: "g", engine: "valkey", userIds: [] }, "UserGroupAlreadyExists: User group g already exists."],
  ];
  for (const [kind, inputs, message] of TAKEN) {
    it(`${kind}: a second one of the same name is ${message === "accepted" ? "accepted, as in AWS" : "refused"}`, async () => {
      await aws.create(kind, inputs);
      assert.equal(await refusedCreate(kind, inputs), message);
    });
  }

  const group = (parameters: Record<string, string>, family = "redis7") => ({
    name: "p",
    family,
    parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
  });
  const alarm = (change: Record<string, Properties[string] | undefined>) => but(ALARM, change);

  /** What the provider and AWS refuse, in addition to the rows of tests/parity. */
  // prettier-ignore
  const REFUSED: [Kind, Properties, string][] = [
    ["parameterGroup", group({ "lazyfree-lazy-eviction": "yes" }, "valkey8"), "InvalidParameterValue: Could not find parameter with name lazyfree-lazy-eviction in family valkey8"],
    ["parameterGroup", group({ maxmemory: "1" }), "InvalidParameterValue: The parameter maxmemory cannot be modified."],
    ["parameterGroup", group({ "maxmemory-policy": "lru" }), "InvalidParameterValue: The value [lru] is not valid for parameter maxmemory-policy. Allowed values: volatile-lru,allkeys-lru,volatile-lfu,allkeys-lfu,volatile-random,allkeys-random,volatile-ttl,noeviction"],
    ["parameterGroup", group({ "active-expire-effort": "11" }), "InvalidParameterValue: The value [11] is not valid for parameter active-expire-effort. Allowed values: 1-10"],
    ["parameterGroup", group({ timeout: "5m" }), "InvalidParameterValue: The value [5m] is not valid for parameter timeout. Allowed values: 0,20-"],
    ["parameterGroup", group({ timeout: "19" }), "InvalidParameterValue: The value [19] is not valid for parameter timeout. Allowed values: 0,20-"],
    ["parameterGroup", group({ "notify-keyspace-events": "Kq" }), "InvalidParameterValue: The value [Kq] is not valid for parameter notify-keyspace-events. Allowed values: KEg$lshzxeA"],
    ["parameterGroup", group({ "reserved-memory": "1", "reserved-memory-percent": "25" }), "InvalidParameterCombination: A parameter group has reserved-memory or reserved-memory-percent, not both."],
    ["subnetGroup", { name: "g", subnetIds: ["subnet-1"] }, "InvalidSubnet: Subnet subnet-1 does not exist in the account."],
    ["subnetGroup", { name: "g", subnetIds: Array.from({ length: 21 }, (_, i) => `subnet-${String(i)}`) }, "CacheSubnetQuotaExceededFault: The request cannot be processed because it would exceed the allowed number of subnets in a cache subnet group."],
    ["user", mode({ type: "no-password-required", passwords: ["p".repeat(16)] }), "InvalidParameterCombination: Passwords cannot be given with the authentication type no-password-required."],
    ["user", but(USER, { accessString: "~* +@all" }), "InvalidParameterValue: Access String must specify on or off."],
    ["user", mode({ type: "ldap" }), 'authenticationMode.type: expected type to be one of ["password" "no-password-required" "iam"], got ldap'],
    ["user", but(USER, { userId: "a--b" }), "InvalidParameterValue: The parameter UserId is not a valid identifier."],
    ["secret", { name: "s", recoveryWindowInDays: 3 }, "recoveryWindowInDays: expected recoveryWindowInDays to be 0 or in the range (7 - 30), got 3"],
    ["secretVersion", { secretId: "arn:x", secretString: "x" }, "ResourceNotFoundException: Secrets Manager can't find the specified secret."],
    ["alarm", alarm({ okActions: Array.from({ length: 6 }, (_, i) => `arn:aws:sns:us-east-1:123456789012:${String(i)}`) }), "okActions: Too many list items: at most 5 okActions"],
    ["alarm", alarm({ period: 45 }), "period: expected period to be one of [10 20 30] or divisible by 60, got 45"],
    ["alarm", alarm({ statistic: undefined }), "statistic: One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm"],
    ["alarm", alarm({ evaluationPeriods: 289 }), "ValidationError: Metrics cannot be checked across more than a day"],
    ["alarm", alarm({ period: 3600, evaluationPeriods: 169 }), "ValidationError: Metrics cannot be checked across more than 7 days"],
    ["composite", { alarmName: "c", alarmRule: 'ALARM("none")' }, "ValidationError: AlarmRule refers to an alarm that does not exist: none"],
    ["composite", { alarmName: "c", alarmRule: "ALARM( OR TRUE" }, "ValidationError: AlarmRule must be a valid expression: ALARM( OR TRUE"],
    ["composite", { alarmName: "c", alarmRule: Array.from({ length: 101 }, (_, i) => `ALARM(a${String(i)})`).join(" OR ") }, "ValidationError: AlarmRule must not contain more than 100 alarms"],
    ["dashboard", { dashboardName: "d", dashboardBody: "{}" }, 'DashboardInvalidInputError: The dashboard body is invalid: Should have required property "widgets"'],
    ["logGroup", { name: "l", retentionInDays: 15 }, "retentionInDays: expected retentionInDays to be one of [0 1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653], got 15"],
    ["subnet", { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24" }, "InvalidVpcID.NotFound: The vpc ID 'vpc-1' does not exist"],
    ["ingress", { securityGroupId: "sg-1", ipProtocol: "tcp", cidrIpv4: "10.0.0.0/8" }, "InvalidGroup.NotFound: The security group 'sg-1' does not exist"],
    ["ingress", { securityGroupId: "sg-1", ipProtocol: "tcp" }, "cidrIpv4: exactly one of [cidrIpv4, cidrIpv6, prefixListId, referencedSecurityGroupId] must be given"],
    ["keyPolicy", { keyId: "k", policy: "{}" }, "NotFoundException: Key 'k' does not exist"],
    ["key", { deletionWindowInDays: 3 }, "deletionWindowInDays: expected deletionWindowInDays to be in the range (7 - 30), got 3"],
    ["topicPolicy", { arn: "arn:t", policy: "{}" }, "NotFound: Topic does not exist: arn:t"],
    ["subscription", { topic: "arn:t", protocol: "pager", endpoint: "x" }, 'protocol: expected protocol to be one of ["application" "email" "email-json" "firehose" "http" "https" "lambda" "sms" "sqs"], got pager'],
    ["role", { name: "r", assumeRolePolicy: "no" }, 'assumeRolePolicy: "assumeRolePolicy" contains an invalid JSON policy'],
    ["rolePolicy", { role: "r", policy: "{}" }, "NoSuchEntity: The role with name r cannot be found."],
    ["parameter", { name: "/c", type: "String" }, "value: one of `insecureValue,value,valueWo` must be specified"],
    ["parameter", { name: "c/host", type: "String", value: "v" }, "ValidationException: Parameter name must be a fully qualified name: only a-z, A-Z, 0-9, '_', '.', '-', and with a path it starts with '/'."],
    ["parameter", { name: "/aws/host", type: "String", value: "v" }, 'ValidationException: Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).'],
    ["parameter", { name: "/c", type: "String", value: "v".repeat(4097) }, "ValidationException: Standard tier parameters support a maximum parameter value of 4096 characters."],
    ["taskDefinition", { family: "f", containerDefinitions: "{}" }, "containerDefinitions: ECS Task Definition container_definitions is invalid: a JSON list is expected"],
    ["taskDefinition", { family: "f", containerDefinitions: "[]", requiresCompatibilities: ["FARGATE"] }, "ClientException: Network mode must be awsvpc for Fargate."],
    ["service", { name: "s", cluster: "c" }, "ClusterNotFoundException: Cluster not found."],
    ["service", { name: "s", taskDefinition: "f:1" }, "ClientException: TaskDefinition not found."],
    ["loadBalancer", { name: "my_lb" }, "name: only alphanumeric characters and hyphens, at most 32, allowed in the name"],
    ["listener", { loadBalancerArn: "arn:l", defaultActions: [] }, "LoadBalancerNotFound: Load balancer 'arn:l' not found"],
  ];
  for (const [kind, inputs, message] of REFUSED) {
    it(`${kind}: refused with ${message.slice(0, 60)}`, async () => {
      assert.equal(await refusedCreate(kind, inputs), message);
      assert.deepEqual(aws.account.all(), []);
    });
  }

  it("accepts an evaluation of 7 days where the period is an hour", async () => {
    const hours = alarm({ period: 3600, evaluationPeriods: 168 });
    assert.equal(await refusedCreate("alarm", hours), "accepted");
  });

  describe("elasticache/ParameterGroup", () => {
    it("has its name in lower case", async () => {
      const made = await aws.create("parameterGroup", { name: "Mine", family: "redis7" });
      assert.deepEqual([made.id, made.state["name"]], ["mine", "mine"]);
      assert.deepEqual(aws.plan(made, { name: "Mine", family: "redis7" }), []);
    });

    it("cannot be deleted while a cache uses it, nor changed in fixed parameters", async () => {
      const inputs = group({ "maxmemory-policy": "allkeys-lru" });
      const made = await aws.create("parameterGroup", inputs);
      await aws.create("group", but(GROUP, { parameterGroupName: "p" }));
      assert.equal(
        await refusedDelete(made),
        "InvalidCacheParameterGroupState: One or more cache clusters are still members of this parameter group p, so the group cannot be deleted.",
      );
      const change = (parameters: Record<string, string>) =>
        refusal(() => aws.update(made, group(parameters)));
      const fixed = "InvalidParameterValue: The parameter cluster-enabled cannot be modified.";
      assert.equal(await change({ "cluster-enabled": "yes" }), fixed);
      assert.equal(
        await change({ databases: "32" }),
        "InvalidParameterValue: The parameter databases cannot be modified.",
      );
      assert.equal(await change({ "maxmemory-policy": "noeviction" }), "accepted");
    });
  });

  describe("elasticache/SubnetGroup", () => {
    it("has subnets of one VPC", async () => {
      const { subnets } = await aws.network(["a"]);
      const other = await aws.create("vpc", { cidrBlock: "10.1.0.0/16" });
      const elsewhere = await aws.create("subnet", { vpcId: other.id, cidrBlock: "10.1.0.0/24" });
      const subnetIds = [...subnets, elsewhere].map(({ id }) => id);
      assert.equal(
        await refusedCreate("subnetGroup", { name: "g", subnetIds }),
        "InvalidSubnet: The requested subnets are not in the same VPC.",
      );
    });

    it("cannot be deleted while a cache uses it, nor its subnets before it", async () => {
      const { subnets, subnetGroup } = await aws.network();
      const group = await aws.create("group", but(GROUP, { subnetGroupName: "net" }));
      assert.equal(
        await refusedDelete(subnetGroup),
        "CacheSubnetGroupInUse: Cache subnet group net is currently in use by a cache cluster.",
      );
      await aws.delete(group);
      const [one] = subnets;
      assert.ok(one);
      assert.equal(
        await refusedDelete(one),
        `DependencyViolation: The subnet '${one.id}' has dependencies and cannot be deleted: net.`,
      );
      assert.equal(await refusedDelete(subnetGroup), "accepted");
      assert.equal(await refusedDelete(one), "accepted");
    });
  });

  describe("elasticache/User and UserGroup", () => {
    it("keeps its passwords in Pulumi's state as a secret, and sees a change of one", async () => {
      const made = await aws.create("user", USER);
      const raw = await aws.provider.read(TOKENS.user, made.id, made.state, made.inputs);
      assert.deepEqual(Object.keys(raw?.state["authenticationMode"] ?? {}), [
        "passwordCount",
        "type",
        "passwords",
      ]);
      assert.equal(JSON.stringify(aws.stored(made)).includes("p".repeat(16)), false);
      assert.deepEqual(aws.plan(made, USER), []);
      const next = mode({ type: "password", passwords: ["q".repeat(16)] });
      assert.deepEqual(aws.plan(made, next), ["authenticationMode.passwords[0] update"]);
      assert.deepEqual(aws.plan(await aws.update(made, next), next), []);
    });

    it("plans the mode no-password-required again each time, as the real provider does", async () => {
      const inputs = mode({ type: "no-password-required" });
      const made = await aws.create("user", inputs);
      assert.deepEqual(aws.plan(made, inputs), ["authenticationMode.type update"]);
      const quiet = but(USER, {
        userId: "quiet",
        authenticationMode: undefined,
        noPasswordRequired: true,
      });
      assert.deepEqual(aws.plan(await aws.create("user", quiet), quiet), []);
    });

    it("accepts AWS's user default in a group, and a group of Valkey without it", async () => {
      await aws.create("user", USER);
      const named = { userGroupId: "g", engine: "redis", userIds: ["app", "default"] };
      assert.equal(await refusedCreate("userGroup", named), "accepted");
      const valkey = { userGroupId: "h", engine: "valkey", userIds: ["app"] };
      assert.equal(await refusedCreate("userGroup", valkey), "accepted");
    });

    it("refuses a group with a user that does not exist or is given twice", async () => {
      await aws.create("user", { ...USER, userName: "default" });
      const group = { userGroupId: "g", engine: "redis" };
      assert.equal(
        await refusedCreate("userGroup", { ...group, userIds: ["other"] }),
        "UserNotFound: User other not found.",
      );
      assert.equal(
        await refusedCreate("userGroup", { ...group, userIds: ["app", "default"] }),
        "DuplicateUserName: The user name default is in the group twice.",
      );
    });

    it("cannot be deleted while a cache uses them", async () => {
      const user = await aws.create("user", { ...USER, userName: "default" });
      const userGroup = await aws.create("userGroup", {
        userGroupId: "g",
        engine: "redis",
        userIds: ["app"],
      });
      const tls = { transitEncryptionEnabled: true, userGroupIds: ["g"] };
      const group = await aws.create("group", but(GROUP, tls));
      assert.equal(
        await refusedDelete(userGroup),
        "InvalidUserGroupState: User group g is associated with a replication group.",
      );
      assert.equal(await refusedDelete(user), "InvalidUserState: User app is in the user group g.");
      await aws.delete(group);
      assert.equal(await refusedDelete(userGroup), "accepted");
    });

    it("refuses a Valkey group for Redis, and IAM below Redis 7", async () => {
      await aws.create("user", { ...USER, userName: "default" });
      await aws.create("user", {
        ...USER,
        userId: "iam",
        userName: "iam",
        authenticationMode: { type: "iam" },
      });
      await aws.create("userGroup", { userGroupId: "v", engine: "valkey", userIds: ["app"] });
      await aws.create("userGroup", { userGroupId: "i", engine: "redis", userIds: ["app", "iam"] });
      const tls = { transitEncryptionEnabled: true };
      assert.equal(
        await refusedCreate("group", but(GROUP, { ...tls, userGroupIds: ["v"] })),
        "InvalidParameterCombination: The user group v of engine valkey cannot be used with engine redis.",
      );
      assert.equal(
        await refusedCreate(
          "group",
          but(GROUP, { ...tls, userGroupIds: ["i"], engineVersion: "6.2" }),
        ),
        "InvalidParameterCombination: IAM authentication requires Redis OSS 7.0 or Valkey 7.2.",
      );
    });
  });

  describe("secretsmanager", () => {
    const pending =
      "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion.";

    it("keeps a deleted secret's name until its recovery window is over", async () => {
      const made = await aws.create("secret", { name: "s" });
      assert.equal(made.state["recoveryWindowInDays"], 30);
      await aws.delete(made);
      assert.equal(await aws.read(made), undefined);
      assert.equal(await refusedCreate("secret", { name: "s" }), pending);
    });

    it("releases the name at once with a window of 0", async () => {
      const inputs = { name: "s", recoveryWindowInDays: 0 };
      await aws.delete(await aws.create("secret", inputs));
      assert.equal(await refusedCreate("secret", inputs), "accepted");
    });

    it("makes the newest version the current one, and its value a secret", async () => {
      const secret = await aws.create("secret", { name: "s" });
      const version = (secretString: string) =>
        aws.create("secretVersion", { secretId: secret.id, secretString });
      const first = await version("one");
      const second = await version("two");
      const stages = async (made: Made) => (await aws.read(made))?.state["versionStages"];
      assert.deepEqual(
        [await stages(first), await stages(second)],
        [["AWSPREVIOUS"], ["AWSCURRENT"]],
      );
      const raw = await aws.provider.read(
        TOKENS.secretVersion,
        first.id,
        first.state,
        first.inputs,
      );
      assert.equal(
        JSON.stringify(raw?.state["secretString"]).includes("1b47061264138c4ac30d75fd1eb44270"),
        true,
      );
      assert.deepEqual(aws.plan(first, { secretId: secret.id, secretString: "x" }), [
        "secretString update-replace",
      ]);
    });

    it("refuses a version of a secret that is scheduled for deletion", async () => {
      const secret = await aws.create("secret", { name: "s" });
      const version = { secretId: secret.id, secretString: "x" };
      await aws.delete(secret);
      assert.equal(
        await refusedCreate("secretVersion", version),
        "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.",
      );
      assert.equal(
        await refusedCreate("secretVersion", { ...version, secretId: "arn:x" }),
        "ResourceNotFoundException: Secrets Manager can't find the specified secret.",
      );
    });
  });

  describe("cloudwatch", () => {
    it("ignores how a dashboard's JSON is written", async () => {
      const board = (dashboardBody: string) => ({ dashboardName: "d", dashboardBody });
      const made = await aws.create("dashboard", board('{"widgets":[],"start":"-P1D"}'));
      assert.deepEqual(aws.plan(made, board('{ "start": "-P1D", "widgets": [] }')), []);
      assert.deepEqual(aws.plan(made, board('{"widgets":[],"start":"-P2D"}')), [
        "dashboardBody update",
      ]);
    });
  });

  describe("ec2", () => {
    it("refuses to delete a VPC or a security group in use", async () => {
      const { vpc, subnets } = await aws.network(["a"]);
      assert.equal(
        await refusedDelete(vpc),
        `DependencyViolation: The vpc '${vpc.id}' has dependencies and cannot be deleted: ${subnets[0]?.id ?? ""}.`,
      );
      const group = await aws.create("securityGroup", { name: "g", vpcId: vpc.id });
      await aws.create("group", but(GROUP, { securityGroupIds: [group.id] }));
      assert.equal(
        await refusedDelete(group),
        `DependencyViolation: resource ${group.id} has a dependent object: cache`,
      );
    });

    it("deletes the contents of a VPC that was deleted outside Pulumi, and moves a cache to another VPC", async () => {
      const { vpc, subnets, subnetGroup } = await aws.network();
      const group = await aws.create("securityGroup", { name: "g", vpcId: vpc.id });
      const inputs = but(GROUP, { subnetGroupName: "net", securityGroupIds: [group.id] });
      const cache = await aws.create("group", inputs);
      aws.account.remove(TOKENS.vpc, vpc.id);
      const other = await aws.create("vpc", { cidrBlock: "10.0.0.0/16" });
      const zone = { vpcId: other.id, availabilityZone: "ap-southeast-1a" };
      const subnet = await aws.create("subnet", { ...zone, cidrBlock: "10.0.0.0/24" });
      for (const one of [...subnets, group]) assert.equal(await refusedDelete(one), "accepted");
      await aws.update(subnetGroup, { name: "net", subnetIds: [subnet.id] });
      const moved = await aws.create("securityGroup", { name: "h", vpcId: other.id });
      await aws.update(cache, { ...inputs, securityGroupIds: [moved.id] });
      assert.deepEqual(aws.stored(cache).attributes["securityGroupIds"], [moved.id]);
    });

    it("accepts a rule once", async () => {
      const { id } = await aws.create("securityGroup", { name: "g" });
      const rule = { securityGroupId: id, ipProtocol: "tcp", fromPort: 1, toPort: 1 };
      const ipv4 = { ...rule, cidrIpv4: "10.0.0.0/8" };
      assert.equal(await refusedCreate("ingress", ipv4), "accepted");
      assert.equal(
        await refusedCreate("ingress", ipv4),
        "InvalidPermission.Duplicate: the specified rule already exists in the security group",
      );
      assert.equal(
        await refusedCreate("ingress", { ...rule, referencedSecurityGroupId: "sg-2" }),
        "InvalidGroup.NotFound: The security group 'sg-2' does not exist",
      );
    });
  });

  describe("other services", () => {
    it("refuse to delete what is in use", async () => {
      const made = new Map((await makeAll()).map((one) => [one.kind, one]));
      const keeps = async (kind: Kind) => {
        const one = made.get(kind);
        assert.ok(one);
        return (await refusedDelete(one)).split(":")[0];
      };
      assert.deepEqual(
        [await keeps("role"), await keeps("cluster"), await keeps("targetGroup")],
        ["DeleteConflict", "ClusterContainsServicesException", "ResourceInUse"],
      );
    });

    it("subscribe an address once: a second time returns the same subscription, or an error for other attributes", async () => {
      const topic = await aws.create("topic", { name: "t" });
      const mail = (endpoint: string, more: Properties = {}) => ({
        topic: topic.id,
        protocol: "email",
        endpoint,
        ...more,
      });
      const filterPolicy = '{"a":["b"]}';
      const first = await aws.create("subscription", mail("a@example.com", { filterPolicy }));
      const again = await aws.create(
        "subscription",
        mail("a@example.com", { filterPolicy: '{ "a": ["b"] }' }),
      );
      const other = await aws.create("subscription", mail("b@example.com", { filterPolicy }));
      assert.equal(again.id, first.id);
      assert.notEqual(other.id, first.id);
      assert.equal(aws.account.list(TOKENS.subscription).length, 2);
      assert.equal(
        await refusedCreate("subscription", mail("a@example.com", { filterPolicy: "{}" })),
        "InvalidParameter: Invalid parameter: Attributes Reason: Subscription already exists with different attributes",
      );
    });

    it("count a parameter's versions, and a task definition's revisions", async () => {
      const inputs = { name: "/c", type: "String", value: "v" };
      const parameter = await aws.create("parameter", inputs);
      const next = await aws.update(parameter, { ...inputs, value: "w" });
      assert.deepEqual([parameter.state["version"], next.state["version"]], [1, 2]);

      const task = { family: "f", containerDefinitions: "[]" };
      const first = await aws.create("taskDefinition", task);
      const second = await aws.create("taskDefinition", { ...task, cpu: "256" });
      assert.deepEqual(
        [first, second].map(({ state }) => text(state["arn"])),
        ["f:1", "f:2"].map(
          (revision) => `arn:aws:ecs:ap-southeast-1:123456789012:task-definition/${revision}`,
        ),
      );
      await aws.delete(first);
      assert.ok(await aws.read(second), "the newer revision is still there");
    });

    it("return a parameter's value only as a secret", async () => {
      const { id } = await aws.create("parameter", { name: "/c", type: "String", value: "val" });
      const raw = await aws.provider.read(TOKENS.parameter, id, {}, {});
      const clear = Object.entries(raw?.state ?? {}).filter(([, v]) => v === "val");
      assert.deepEqual(clear, []);
    });
  });
});
