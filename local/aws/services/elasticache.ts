import { fingerprint, type Stored } from "../account";
import { exists } from "../trust";
import { AwsError, type Failure, type Place, type ResourceType } from "../types";
import {
  isUnknown,
  list,
  map,
  type Properties,
  same,
  secret,
  text,
  texts,
  type Value,
} from "../values";
import { acceptTags, arn, checks, lower, nameOf, oneOf } from "./common";
import { FAMILIES, parameterRule } from "./engines";
import { replicationGroup } from "./replication-group";
import { PARAMETER_GROUP, REPLICATION_GROUP, SUBNET_GROUP, USER, USER_GROUP } from "./tokens";

const SUBNET = "aws:ec2/subnet:Subnet";
const MAX_SUBNETS = 20;
const DESCRIPTION = "Managed by Pulumi";

/** Groups of this account whose `property`, now or after their next window, is this name. */
function users(place: Place, property: string, name: string): Stored[] {
  return place.account
    .list(REPLICATION_GROUP)
    .filter((s) => s.region === place.region && s.attributes[property] === name);
}

const parameterGroup: ResourceType = {
  title: "ElastiCache Parameter Group",
  service: "ElastiCache",
  operations: {
    create: "CreateCacheParameterGroup",
    update: "ModifyCacheParameterGroup",
    delete: "DeleteCacheParameterGroup",
  },
  autoName: { property: "name", maxLength: 255 },
  replaces: ["name", "family", "description"],
  sets: ["parameters"],
  defaults: { description: DESCRIPTION },
  normalize: { name: lower },
  id: (inputs) => nameOf(inputs),
  taken: (inputs, place) =>
    place.account.get(PARAMETER_GROUP, text(lower(nameOf(inputs))))
      ? new AwsError(
          "CacheParameterGroupAlreadyExists",
          `Cache parameter group ${nameOf(inputs)} already exists`,
        )
      : undefined,
  accept: (inputs, place, stored) => {
    acceptTags(inputs);
    if (!stored) acceptGroupName(nameOf(inputs));
    const family = text(inputs["family"]);
    if (!FAMILIES.includes(family) && !family.startsWith("memcached")) {
      throw new AwsError(
        "InvalidParameterValue",
        `CacheParameterGroupFamily ${family} is not a valid parameter group family.`,
      );
    }
    const used = stored !== undefined && users(place, "parameterGroupName", stored.id).length > 0;
    acceptParameters(
      family,
      list(inputs["parameters"]),
      list(stored?.attributes["parameters"]),
      used,
    );
  },
  computed: (_, id, place) => ({ arn: arn("elasticache", place, `parametergroup:${id}`) }),
  remove: (stored, place) => {
    const [user] = users(place, "parameterGroupName", stored.id);
    if (!user) return false;
    throw new AwsError(
      "InvalidCacheParameterGroupState",
      `One or more cache clusters are still members of this parameter group ${stored.id}, so the group cannot be deleted.`,
    );
  },
};

const GROUP_NAME = /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,254}(?<!-)$/;

function acceptGroupName(name: string): void {
  if (GROUP_NAME.test(name)) return;
  throw new AwsError(
    "InvalidParameterValue",
    "The parameter CacheParameterGroupName is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
  );
}

function acceptParameters(
  family: string,
  wanted: Properties[],
  current: Properties[],
  used: boolean,
): void {
  const names = wanted.map(nameOf);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new AwsError("InvalidParameterValue", `Parameter ${twice} was given more than once.`);
  }
  for (const parameter of wanted) {
    const before = current.find((c) => nameOf(c) === nameOf(parameter));
    if (!before || !same(before, parameter)) acceptParameter(family, parameter, used);
  }
  // A removed parameter is reset, which is a change as well.
  const removed = current.filter((c) => !names.includes(nameOf(c)));
  for (const parameter of removed) acceptModifiable(family, nameOf(parameter), used);
  if (names.includes("reserved-memory") && names.includes("reserved-memory-percent")) {
    throw new AwsError(
      "InvalidParameterCombination",
      "A parameter group has reserved-memory or reserved-memory-percent, not both.",
    );
  }
}

function acceptModifiable(family: string, name: string, used: boolean): void {
  const { modifiable } = parameterRule(family, name) ?? { modifiable: "always" };
  const allowed = modifiable === "always" || (modifiable !== "never" && !used);
  if (allowed) return;
  throw new AwsError("InvalidParameterValue", `The parameter ${name} cannot be modified.`);
}

function acceptParameter(family: string, parameter: Properties, used: boolean): void {
  const name = nameOf(parameter);
  const rule = parameterRule(family, name);
  if (!rule) {
    throw new AwsError(
      "InvalidParameterValue",
      `Could not find parameter with name ${name} in family ${family}`,
    );
  }
  acceptModifiable(family, name, used);
  const value = text(parameter["value"]);
  const problem = rule.type === "integer" ? wrongNumber(value, rule) : wrongText(name, value, rule);
  const special = name === "timeout" && /^([1-9]|1\d)$/.test(value) ? "0,20-" : undefined;
  const allowed = problem ?? special;
  if (allowed === undefined) return;
  throw new AwsError(
    "InvalidParameterValue",
    `The value [${value}] is not valid for parameter ${name}. Allowed values: ${allowed}`,
  );
}

type Rule = NonNullable<ReturnType<typeof parameterRule>>;

function wrongNumber(value: string, rule: Rule): string | undefined {
  const { min = -Infinity, max = Infinity } = rule;
  const number = Number(value);
  if (/^-?\d+$/.test(value) && number >= min && number <= max) return undefined;
  return `${rule.min === undefined ? "" : String(min)}-${rule.max === undefined ? "" : String(max)}`;
}

function wrongText(name: string, value: string, rule: Rule): string | undefined {
  if (rule.values && !rule.values.includes(value)) return rule.values.join();
  if (name === "notify-keyspace-events" && !/^[KEg$lshzxetmdA]*$/.test(value)) return "KEg$lshzxeA";
  return undefined;
}

const subnetGroup: ResourceType = {
  title: "ElastiCache Subnet Group",
  service: "ElastiCache",
  operations: {
    create: "CreateCacheSubnetGroup",
    update: "ModifyCacheSubnetGroup",
    delete: "DeleteCacheSubnetGroup",
  },
  autoName: { property: "name", maxLength: 255 },
  replaces: ["name"],
  sets: ["subnetIds"],
  defaults: { description: DESCRIPTION },
  normalize: { name: lower },
  id: (inputs) => nameOf(inputs),
  taken: (inputs, place) =>
    // Every account has the one called default.
    lower(nameOf(inputs)) === "default" ||
    place.account.get(SUBNET_GROUP, text(lower(nameOf(inputs))))
      ? new AwsError(
          "CacheSubnetGroupAlreadyExists",
          `Cache subnet group ${nameOf(inputs)} already exists.`,
        )
      : undefined,
  accept: (inputs, place, stored) => {
    acceptTags(inputs);
    if (!stored && !/^[a-zA-Z0-9][a-zA-Z0-9 _.-]{0,254}$/.test(nameOf(inputs))) {
      throw new AwsError(
        "InvalidParameterValue",
        "The parameter CacheSubnetGroupName must be provided and must not be blank.",
      );
    }
    const ids = texts(inputs["subnetIds"]);
    if (ids.length === 0) {
      throw new AwsError("InvalidParameterValue", "The parameter SubnetIds must be provided.");
    }
    if (ids.length > MAX_SUBNETS) {
      throw new AwsError(
        "CacheSubnetQuotaExceededFault",
        "The request cannot be processed because it would exceed the allowed number of subnets in a cache subnet group.",
      );
    }
    const vpcs = new Set(ids.map((id) => vpcOf(id, place)));
    if (vpcs.size > 1) {
      throw new AwsError("InvalidSubnet", "The requested subnets are not in the same VPC.");
    }
  },
  computed: (inputs, id, place) => ({
    arn: arn("elasticache", place, `subnetgroup:${id}`),
    vpcId: vpcOf(texts(inputs["subnetIds"])[0] ?? "", place),
  }),
  remove: (stored, place) => {
    const [user] = users(place, "subnetGroupName", stored.id);
    if (!user) return false;
    throw new AwsError(
      "CacheSubnetGroupInUse",
      `Cache subnet group ${stored.id} is currently in use by a cache cluster.`,
    );
  },
};

/** Empty for a subnet that is taken on trust. */
function vpcOf(subnetId: string, place: Place): Value {
  if (exists(place.account, SUBNET, subnetId)) {
    return place.account.get(SUBNET, subnetId)?.attributes["vpcId"] ?? "";
  }
  throw new AwsError("InvalidSubnet", `Subnet ${subnetId} does not exist in the account.`);
}

const ENGINES = oneOf("engine", ["redis", "valkey"]);
const ID = /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,39}(?<!-)$/;
const AUTHENTICATION = ["password", "no-password-required", "iam"];

const user: ResourceType = {
  title: "ElastiCache User",
  service: "ElastiCache",
  operations: { create: "CreateUser", update: "ModifyUser", delete: "DeleteUser" },
  replaces: ["userId", "userName"],
  sets: ["authenticationMode", "passwords"],
  nested: { authenticationMode: ["passwordCount"] },
  defaults: { noPasswordRequired: false },
  writeOnly: ["passwords", "noPasswordRequired", "passwordsWo", "passwordsWoVersion"],
  // The provider ignores the case of the engine.
  normalize: { engine: lower },
  check: checks(
    (inputs) => ENGINES({ ...inputs, engine: lower(inputs["engine"] ?? null) }),
    checkPasswords,
    checkAuthentication,
  ),
  id: (inputs) => text(inputs["userId"]),
  taken: (inputs, place) =>
    place.account.get(USER, text(inputs["userId"]))
      ? new AwsError("UserAlreadyExists", `User ${text(inputs["userId"])} already exists.`)
      : undefined,
  accept: (inputs, _, stored) => {
    acceptTags(inputs);
    if (!stored && !ID.test(text(inputs["userId"]))) {
      throw new AwsError(
        "InvalidParameterValue",
        "The parameter UserId is not a valid identifier.",
      );
    }
    acceptAuthentication(inputs);
    if (!/(^|\s)(on|off)(\s|$)/.test(text(inputs["accessString"]))) {
      throw new AwsError("InvalidParameterValue", "Access String must specify on or off.");
    }
  },
  computed: (inputs, id, place) => ({
    arn: arn("elasticache", place, `user:${id}`),
    authenticationMode: authenticationMode(inputs),
  }),
  created: keepPasswords,
  update: (stored, { after }) => {
    for (const property of ["accessString", "engine", "tags"]) {
      const value = after[property];
      if (value === undefined) Reflect.deleteProperty(stored.attributes, property);
      else stored.attributes[property] = value;
    }
    keepPasswords(stored, after);
  },
  show: (state, known) => {
    const passwords = map(known["authenticationMode"])["passwords"];
    if (passwords === undefined) return;
    state["authenticationMode"] = {
      ...map(state["authenticationMode"]),
      passwords: secret(passwords),
    };
  },
  remove: (stored, place) => {
    const group = groupsOf(stored.id, place).find((g) => isAttached(g, place));
    if (!group) return false;
    throw new AwsError("InvalidUserState", `User ${stored.id} is in the user group ${group.id}.`);
  },
};

function passwordsOf(inputs: Properties): string[] {
  return [...texts(inputs["passwords"]), ...texts(map(inputs["authenticationMode"])["passwords"])];
}

function authenticationOf(inputs: Properties): string {
  const given = text(map(inputs["authenticationMode"])["type"]);
  if (given !== "") return given;
  return inputs["noPasswordRequired"] === true ? "no-password-required" : "password";
}

/** AWS answers `no-password` to `no-password-required`; the provider then plans a change for ever. */
function authenticationMode(inputs: Properties): Properties {
  const type = authenticationOf(inputs);
  return {
    passwordCount: passwordsOf(inputs).length,
    type: type === "no-password-required" ? "no-password" : type,
  };
}

function keepPasswords(stored: Stored, inputs: Properties): void {
  stored.attributes["authenticationMode"] = authenticationMode(inputs);
  stored.hidden["passwords"] = passwordsOf(inputs).map(fingerprint);
}

function checkPasswords(inputs: Properties): Failure[] {
  const passwords = texts(inputs["passwords"]);
  const property = "passwords";
  if (passwords.length > 2) return [{ property, reason: "Too many list items: at most 2" }];
  return passwords
    .filter((p) => !isUnknown(p) && (p.length < 16 || p.length > 128))
    .map(() => ({
      property,
      reason: "expected length of passwords to be in the range (16 - 128)",
    }));
}

function checkAuthentication(inputs: Properties): Failure[] {
  const mode = map(inputs["authenticationMode"])["type"];
  if (mode === undefined || isUnknown(mode) || AUTHENTICATION.includes(text(mode))) return [];
  const property = "authenticationMode.type";
  const known = AUTHENTICATION.map((m) => JSON.stringify(m)).join(" ");
  return [{ property, reason: `expected type to be one of [${known}], got ${text(mode)}` }];
}

function acceptAuthentication(inputs: Properties): void {
  const mode = authenticationOf(inputs);
  const passwords = passwordsOf(inputs);
  if (mode === "password" && passwords.length === 0) {
    throw new AwsError(
      "InvalidParameterCombination",
      "No password was provided. If you want to create/update the user without password, please use the NoPasswordRequired flag.",
    );
  }
  if (mode !== "password" && passwords.length > 0) {
    throw new AwsError(
      "InvalidParameterCombination",
      `Passwords cannot be given with the authentication type ${mode}.`,
    );
  }
  if (mode === "iam" && text(inputs["userId"]) !== text(inputs["userName"])) {
    throw new AwsError(
      "InvalidParameterValue",
      "For IAM authentication the user id and the user name must be identical.",
    );
  }
  if (passwords.length > 2) {
    throw new AwsError("InvalidParameterValue", "A user can have at most two passwords.");
  }
  if (passwords.some((p) => p.length < 16 || p.length > 128 || /[,"/@]/.test(p))) {
    throw new AwsError(
      "InvalidParameterValue",
      'Passwords must be 16 to 128 characters long, without commas, double quotes, slashes and "@".',
    );
  }
}

function groupsOf(userId: string, place: Place): Stored[] {
  return place.account
    .list(USER_GROUP)
    .filter((g) => texts(g.attributes["userIds"]).includes(userId));
}

function isAttached(group: Stored, place: Place): boolean {
  return place.account
    .list(REPLICATION_GROUP)
    .some((s) => texts(s.attributes["userGroupIds"]).includes(group.id));
}

const MAX_USERS = 100;

const userGroup: ResourceType = {
  title: "ElastiCache User Group",
  service: "ElastiCache",
  operations: { create: "CreateUserGroup", update: "ModifyUserGroup", delete: "DeleteUserGroup" },
  replaces: ["userGroupId"],
  sets: ["userIds"],
  normalize: { engine: lower },
  check: ENGINES,
  id: (inputs) => text(inputs["userGroupId"]),
  taken: (inputs, place) =>
    place.account.get(USER_GROUP, text(inputs["userGroupId"]))
      ? new AwsError(
          "UserGroupAlreadyExists",
          `User group ${text(inputs["userGroupId"])} already exists.`,
        )
      : undefined,
  accept: (inputs, place, stored) => {
    acceptTags(inputs);
    if (!stored && !ID.test(text(inputs["userGroupId"]))) {
      throw new AwsError(
        "InvalidParameterValue",
        "The parameter UserGroupId is not a valid identifier.",
      );
    }
    const ids = texts(inputs["userIds"]);
    const members = ids.map((id) => {
      const found = place.account.get(USER, id);
      if (found) return found.attributes;
      if (id === "default") return { userId: id, userName: id, engine: "redis" };
      throw new AwsError("UserNotFound", `User ${id} not found.`);
    });
    acceptMembers(text(inputs["engine"]), members);
  },
  computed: (_, id, place) => ({ arn: arn("elasticache", place, `usergroup:${id}`) }),
  remove: (stored, place) => {
    if (!isAttached(stored, place)) return false;
    throw new AwsError(
      "InvalidUserGroupState",
      `User group ${stored.id} is associated with a replication group.`,
    );
  },
};

function acceptMembers(engine: string, members: Properties[]): void {
  const names = members.map((m) => text(m["userName"]));
  if (members.length > MAX_USERS) {
    throw new AwsError("UserQuotaExceeded", "A user group can have at most 100 users.");
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new AwsError("DuplicateUserName", `The user name ${twice} is in the group twice.`);
  }
  if (engine === "redis" && !names.includes("default")) {
    throw new AwsError("DefaultUserRequired", "You must add default user to a user group.");
  }
  if (engine === "redis" && members.some((m) => m["engine"] === "valkey")) {
    throw new AwsError(
      "InvalidParameterCombination",
      "A user of engine valkey cannot be in a user group of engine redis.",
    );
  }
}

export const ELASTICACHE: Record<string, ResourceType> = {
  [REPLICATION_GROUP]: replicationGroup,
  [PARAMETER_GROUP]: parameterGroup,
  [SUBNET_GROUP]: subnetGroup,
  [USER]: user,
  [USER_GROUP]: userGroup,
};
