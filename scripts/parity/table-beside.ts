/** The table's rows for what stands beside the cache: alarms of alarms, logs, users, security groups, parameters. */
import type { Values } from "./provider";
import type { TypeTable } from "./table-types";

const KEY_A = "@key-a";
const KEY_B = "@key-b";
const TOPIC_A = "@topic-a";
const TOPIC_B = "@topic-b";
const TAGS_A = { Project: "a" };
const TAGS_B = { Project: "b", Team: "c" };

const NEWER = "newer than the provider measured";
const NO_REGION = "not an argument of the provider measured";
const NAME_PREFIX = "the bridge gives an automatic name beside it, which @pulumi/aws does not";
const WRITE_ONLY = "write-only arguments are no part of this project";

export const UNMEASURED_BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    actionsSuppressor: "the emulator does not keep it",
    region: NO_REGION,
  },
  "aws:cloudwatch/dashboard:Dashboard": { region: NO_REGION },
  "aws:cloudwatch/logGroup:LogGroup": {
    deletionProtectionEnabled: NEWER,
    namePrefix: NAME_PREFIX,
    region: NO_REGION,
  },
  "aws:elasticache/user:User": {
    passwordsWo: NEWER,
    passwordsWoVersion: NEWER,
    region: NO_REGION,
  },
  "aws:elasticache/userGroup:UserGroup": { region: NO_REGION },
  "aws:ec2/securityGroup:SecurityGroup": {
    ingress: "this project gives each rule a resource of its own",
    egress: "this project gives each rule a resource of its own",
    namePrefix: NAME_PREFIX,
    region: NO_REGION,
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { region: NO_REGION },
  "aws:ssm/parameter:Parameter": {
    arn: "what AWS gives, not what a program asks for",
    overwrite: "deprecated",
    valueWo: WRITE_ONLY,
    valueWoVersion: WRITE_ONLY,
    region: NO_REGION,
  },
};

const composite: Values = { alarmName: "@name", alarmRule: 'ALARM("@alarm-a")' };

const compositeAlarms: TypeTable = {
  type: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  base: composite,
  required: ["alarmName", "alarmRule"],
  arguments: [
    { name: "actionsEnabled", from: true, to: false },
    { name: "alarmActions", from: [TOPIC_A], to: [TOPIC_A, TOPIC_B] },
    { name: "alarmDescription", from: "first", to: "second" },
    { name: "alarmName", from: "@name", to: "@name-other" },
    { name: "alarmRule", from: 'ALARM("@alarm-a")', to: 'ALARM("@alarm-a") OR ALARM("@alarm-b")' },
    { name: "insufficientDataActions", from: [TOPIC_A], to: [TOPIC_B] },
    { name: "okActions", from: [TOPIC_A], to: [TOPIC_B] },
    { name: "tags", from: TAGS_A, to: TAGS_B },
  ],
  combinations: [
    { name: "name of 256 characters", after: { ...composite, alarmName: "n".repeat(256) } },
    { name: "rule of 10241 characters", after: { ...composite, alarmRule: "r".repeat(10_241) } },
    { name: "empty rule", after: { ...composite, alarmRule: "" } },
    { name: "action that is no ARN", after: { ...composite, alarmActions: ["topic"] } },
    { name: "6 actions", after: { ...composite, alarmActions: topics(6) } },
    { name: "rule unknown", after: { ...composite, alarmRule: "@unknown" } },
    {
      name: "rule becomes unknown",
      before: composite,
      after: { ...composite, alarmRule: "@unknown" },
    },
    {
      name: "actions in another order",
      before: { ...composite, alarmActions: [TOPIC_A, TOPIC_B] },
      after: { ...composite, alarmActions: [TOPIC_B, TOPIC_A] },
    },
    { name: "unknown argument", after: { ...composite, rule: "x" } },
  ],
};

function topics(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `arn:aws:sns:us-east-1:000000000000:t${String(index)}`,
  );
}

const text = (markdown: string): string =>
  JSON.stringify({
    widgets: [{ type: "text", x: 0, y: 0, width: 3, height: 3, properties: { markdown } }],
  });
const dashboard: Values = { dashboardName: "@name", dashboardBody: text("a") };

const dashboards: TypeTable = {
  type: "aws:cloudwatch/dashboard:Dashboard",
  base: dashboard,
  required: ["dashboardName", "dashboardBody"],
  arguments: [
    { name: "dashboardName", from: "@name", to: "@name-other" },
    { name: "dashboardBody", from: text("a"), to: text("b") },
  ],
  combinations: [
    { name: "bad name", after: { ...dashboard, dashboardName: "bad name" } },
    { name: "body that is no JSON", after: { ...dashboard, dashboardBody: "no" } },
    {
      name: "body in another spelling",
      before: dashboard,
      after: { ...dashboard, dashboardBody: ` ${text("a")} ` },
    },
    { name: "body unknown", after: { ...dashboard, dashboardBody: "@unknown" } },
  ],
};

const logGroup: Values = { name: "@name" };

const logGroups: TypeTable = {
  type: "aws:cloudwatch/logGroup:LogGroup",
  base: logGroup,
  required: [],
  arguments: [
    { name: "name", from: "@name", to: "@name-other" },
    { name: "kmsKeyId", from: KEY_A, to: KEY_B },
    { name: "logGroupClass", from: "STANDARD", to: "INFREQUENT_ACCESS" },
    { name: "retentionInDays", from: 14, to: 30 },
    { name: "skipDestroy", from: true, to: false },
    { name: "tags", from: TAGS_A, to: TAGS_B },
  ],
  combinations: [
    { name: "bad name", after: { name: "bad name" } },
    { name: "retention of 0 days", after: { ...logGroup, retentionInDays: 0 } },
    { name: "retention of 15 days", after: { ...logGroup, retentionInDays: 15 } },
    { name: "class of no name", after: { ...logGroup, logGroupClass: "COLD" } },
    { name: "key that is no ARN", after: { ...logGroup, kmsKeyId: "alias/x" } },
    { name: "unknown argument", after: { ...logGroup, retention: 14 } },
  ],
};

const PASSWORD_A = "first-password-0001";
const PASSWORD_B = "second-password-0002";
const user: Values = {
  userId: "@name",
  userName: "app",
  engine: "redis",
  accessString: "on ~app:* +@all",
  authenticationMode: { type: "password", passwords: [PASSWORD_A] },
};

const users: TypeTable = {
  type: "aws:elasticache/user:User",
  base: user,
  required: ["userId", "userName", "engine", "accessString"],
  arguments: [
    { name: "accessString", from: "on ~app:* +@all", to: "on ~app:* +@read" },
    {
      name: "authenticationMode",
      from: { type: "password", passwords: [PASSWORD_A] },
      to: { type: "password", passwords: [PASSWORD_A, PASSWORD_B] },
      needed: true,
    },
    { name: "engine", from: "redis", to: "valkey" },
    {
      name: "noPasswordRequired",
      from: true,
      to: false,
      without: ["authenticationMode"],
      needed: true,
    },
    {
      name: "passwords",
      from: [PASSWORD_A],
      to: [PASSWORD_B],
      without: ["authenticationMode"],
      needed: true,
    },
    { name: "tags", from: TAGS_A, to: TAGS_B },
    { name: "userId", from: "@name", to: "@name-other" },
    { name: "userName", from: "app", to: "other" },
  ],
  combinations: [
    { name: "engine memcached", after: { ...user, engine: "memcached" } },
    { name: "engine in capitals", after: { ...user, engine: "REDIS" } },
    { name: "mode of no name", after: { ...user, authenticationMode: { type: "token" } } },
    { name: "mode and passwords", after: { ...user, passwords: [PASSWORD_A] } },
    {
      name: "three passwords",
      after: {
        ...user,
        authenticationMode: {
          type: "password",
          passwords: [PASSWORD_A, PASSWORD_B, "third-password-0003"],
        },
      },
    },
    {
      name: "short password",
      after: { ...user, authenticationMode: { type: "password", passwords: ["short"] } },
    },
    { name: "IAM under another name", after: { ...user, authenticationMode: { type: "iam" } } },
    {
      name: "password to IAM",
      before: { ...user, userName: "@name" },
      after: { ...user, userName: "@name", authenticationMode: { type: "iam" } },
    },
    {
      name: "password unknown",
      after: { ...user, authenticationMode: { type: "password", passwords: ["@unknown"] } },
    },
    { name: "unknown argument", after: { ...user, password: "x" } },
  ],
};

const userGroup: Values = { userGroupId: "@name", engine: "redis", userIds: ["@user"] };

const userGroups: TypeTable = {
  type: "aws:elasticache/userGroup:UserGroup",
  base: userGroup,
  required: ["userGroupId", "engine"],
  arguments: [
    { name: "engine", from: "redis", to: "valkey" },
    { name: "tags", from: TAGS_A, to: TAGS_B },
    { name: "userGroupId", from: "@name", to: "@name-other" },
    { name: "userIds", from: ["@user"], to: ["@user", "@user-app"], needed: true },
  ],
  combinations: [
    { name: "engine memcached", after: { ...userGroup, engine: "memcached" } },
    {
      name: "users in another order",
      before: { ...userGroup, userIds: ["@user", "@user-app"] },
      after: { ...userGroup, userIds: ["@user-app", "@user"] },
    },
    { name: "users unknown", after: { ...userGroup, userIds: ["@unknown"] } },
    { name: "unknown argument", after: { ...userGroup, users: [] } },
  ],
};

const securityGroup: Values = { name: "@name", description: "parity", vpcId: "@vpc" };

const securityGroups: TypeTable = {
  type: "aws:ec2/securityGroup:SecurityGroup",
  base: securityGroup,
  required: [],
  arguments: [
    { name: "name", from: "@name", to: "@name-other" },
    { name: "description", from: "first", to: "second" },
    { name: "revokeRulesOnDelete", from: true, to: false },
    { name: "tags", from: TAGS_A, to: TAGS_B },
    { name: "vpcId", from: "@vpc", to: "@vpc-other", needed: true },
  ],
  combinations: [
    { name: "empty description", after: { ...securityGroup, description: "" } },
    {
      name: "description of 256 characters",
      after: { ...securityGroup, description: "d".repeat(256) },
    },
    { name: "description with a bad character", after: { ...securityGroup, description: "it's" } },
    { name: "name of 256 characters", after: { ...securityGroup, name: "n".repeat(256) } },
    { name: "name that starts with sg-", after: { ...securityGroup, name: "sg-x" } },
    { name: "network unknown", after: { ...securityGroup, vpcId: "@unknown" } },
    { name: "unknown argument", after: { ...securityGroup, vpc: "x" } },
  ],
};

const rule: Values = {
  securityGroupId: "@security-group-a",
  ipProtocol: "tcp",
  fromPort: 6379,
  toPort: 6379,
  cidrIpv4: "10.0.0.0/8",
};
const others = ["cidrIpv4"];

const ingressRules: TypeTable = {
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  base: rule,
  required: ["securityGroupId", "ipProtocol"],
  arguments: [
    { name: "cidrIpv4", from: "10.1.0.0/16", to: "10.2.0.0/16", needed: true },
    { name: "cidrIpv6", from: "2001:db8::/64", to: "2001:db9::/64", without: others, needed: true },
    { name: "description", from: "first", to: "second", with: { cidrIpv4: "10.3.0.0/16" } },
    { name: "fromPort", from: 6379, to: 6378, with: { cidrIpv4: "10.4.0.0/16" }, needed: true },
    { name: "ipProtocol", from: "tcp", to: "udp", with: { cidrIpv4: "10.5.0.0/16" } },
    { name: "prefixListId", from: "pl-a", to: "pl-b", without: others, needed: true },
    {
      name: "referencedSecurityGroupId",
      from: "@security-group-a",
      to: "@security-group-b",
      without: others,
      needed: true,
    },
    {
      name: "securityGroupId",
      from: "@security-group-a",
      to: "@security-group-b",
      with: { cidrIpv4: "10.6.0.0/16" },
    },
    { name: "tags", from: TAGS_A, to: TAGS_B, with: { cidrIpv4: "10.7.0.0/16" } },
    { name: "toPort", from: 6379, to: 6380, with: { cidrIpv4: "10.8.0.0/16" }, needed: true },
  ],
  combinations: [
    {
      name: "no source",
      after: {
        securityGroupId: "@security-group-a",
        ipProtocol: "tcp",
        fromPort: 6379,
        toPort: 6379,
      },
    },
    { name: "two sources", after: { ...rule, cidrIpv6: "2001:db8::/64" } },
    { name: "range that is none", after: { ...rule, cidrIpv4: "10.0.0.0" } },
    { name: "range with host bits", after: { ...rule, cidrIpv4: "10.0.0.1/8" } },
    { name: "port 70000", after: { ...rule, fromPort: 70_000, toPort: 70_000 } },
    { name: "unknown argument", after: { ...rule, cidr: "x" } },
  ],
};

const parameter: Values = { name: "@path", type: "String", value: "a" };

const ssmParameters: TypeTable = {
  type: "aws:ssm/parameter:Parameter",
  base: parameter,
  required: ["type"],
  arguments: [
    { name: "allowedPattern", from: "^[ab]$", to: "^[abc]$" },
    { name: "dataType", from: "text", to: "aws:ec2:image" },
    { name: "description", from: "first", to: "second" },
    { name: "insecureValue", from: "a", to: "b", without: ["value"], needed: true },
    { name: "keyId", from: KEY_A, to: KEY_B, with: { type: "SecureString" } },
    { name: "name", from: "@path", to: "@path-other" },
    { name: "tags", from: TAGS_A, to: TAGS_B },
    { name: "tier", from: "Standard", to: "Advanced" },
    { name: "type", from: "String", to: "SecureString" },
    { name: "value", from: "a", to: "b", needed: true },
  ],
  combinations: [
    { name: "type of no name", after: { ...parameter, type: "Text" } },
    { name: "tier of no name", after: { ...parameter, tier: "Basic" } },
    { name: "two values", after: { ...parameter, insecureValue: "a" } },
    { name: "no value", after: { name: "@path", type: "String" } },
    { name: "data type of no name", after: { ...parameter, dataType: "image" } },
    {
      name: "advanced to standard",
      before: { ...parameter, tier: "Advanced" },
      after: { ...parameter, tier: "Standard" },
    },
    { name: "value unknown", after: { ...parameter, value: "@unknown" } },
    {
      name: "value becomes unknown",
      before: parameter,
      after: { ...parameter, value: "@unknown" },
    },
    { name: "unknown argument", after: { ...parameter, key: "x" } },
  ],
};

export const BESIDE: readonly TypeTable[] = [
  compositeAlarms,
  dashboards,
  logGroups,
  users,
  userGroups,
  securityGroups,
  ingressRules,
  ssmParameters,
];
