import {
  findParameter,
  isParameterFamily,
  type Parameter,
} from "../../../components/catalog/parameters";
import { fingerprint, type Stored } from "../account";
import { exists } from "../trust";
import type { Failure, Place, ResourceType } from "../types";
import {
  type Value,
  type Properties,
  isUnknown,
  secret,
  same,
  text,
  texts,
  list,
  map,
} from "../values";
import {
  acceptTags,
  arn,
  checks,
  lower,
  nameOf,
  oneOf,
  refuseCombination,
  refuseIf,
  refuseValue,
  repeated,
} from "./common";
import { replicationGroup } from "./replication-group";
import { PARAMETER_GROUP, REPLICATION_GROUP, SUBNET_GROUP, USER, USER_GROUP } from "./tokens";

const SUBNET = "aws:ec2/subnet:Subnet";
const MAX_SUBNETS = 20;
const DESCRIPTION = "Managed by Pulumi";

/** Groups of this account whose `property` has this name, now or after their next window. */
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
  taken: (inputs, place) => {
    refuseIf(
      place.account.get(PARAMETER_GROUP, nameOf(inputs).toLowerCase()) !== undefined,
      "CacheParameterGroupAlreadyExists",
      `Cache parameter group ${nameOf(inputs)} already exists`,
    );
  },
  accept: (inputs, place, stored) => {
    acceptTags(inputs);
    refuseValue(
      !stored && !GROUP_NAME.test(nameOf(inputs)),
      "The parameter CacheParameterGroupName is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
    );
    const family = text(inputs["family"]);
    refuseValue(
      !isParameterFamily(family) && !family.startsWith("memcached"),
      `CacheParameterGroupFamily ${family} is not a valid parameter group family.`,
    );
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
    refuseIf(
      user !== undefined,
      "InvalidCacheParameterGroupState",
      `One or more cache clusters are still members of this parameter group ${stored.id}, so the group cannot be deleted.`,
    );
  },
};

const GROUP_NAME = /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,254}(?<!-)$/;

function acceptParameters(
  family: string,
  wanted: Properties[],
  current: Properties[],
  used: boolean,
): void {
  const names = wanted.map(nameOf);
  const twice = repeated(names) ?? "";
  refuseValue(twice !== "", `Parameter ${twice} was given more than once.`);
  for (const parameter of wanted) {
    const before = current.find((c) => nameOf(c) === nameOf(parameter));
    if (!before || !same(before, parameter)) acceptParameter(family, parameter, used);
  }
  // A removed parameter is reset, which is a change as well.
  const removed = current.filter((c) => !names.includes(nameOf(c)));
  for (const parameter of removed) acceptModifiable(family, nameOf(parameter), used);
  refuseCombination(
    names.includes("reserved-memory") && names.includes("reserved-memory-percent"),
    "A parameter group has reserved-memory or reserved-memory-percent, not both.",
  );
}

function acceptModifiable(family: string, name: string, used: boolean): void {
  const modifiable = findParameter(family, name)?.modifiable ?? "always";
  refuseValue(
    modifiable === "never" || (modifiable !== "always" && used),
    `The parameter ${name} cannot be modified.`,
  );
}

function acceptParameter(family: string, parameter: Properties, used: boolean): void {
  const [name, value] = [nameOf(parameter), text(parameter["value"])];
  const fact = findParameter(family, name);
  refuseValue(fact === undefined, `Could not find parameter with name ${name} in family ${family}`);
  acceptModifiable(family, name, used);
  refuseValue(
    fact !== undefined && !isAllowed(value, fact),
    `The value [${value}] is not valid for parameter ${name}. Allowed values: ${fact ? allowed(fact) : ""}`,
  );
}

/** AWS may accept any value where the catalogue is not certain. */
function isAllowed(value: string, fact: Parameter): boolean {
  const { type, confidence, min = -Infinity, max = Infinity, also, except, values, pattern } = fact;
  const number = Number(value);
  if (type === "integer" && !/^-?\d+$/.test(value)) return false;
  if (confidence !== "high") return true;
  if (type === "string") return values?.includes(value) ?? pattern?.test(value) ?? true;
  const inRange = number >= min && number <= max && except?.includes(number) !== true;
  return inRange || also?.includes(number) === true;
}

function allowed({ type, min, max, also = [], values, pattern }: Parameter): string {
  const range = `${min === undefined ? "" : String(min)}-${max === undefined ? "" : String(max)}`;
  if (type === "integer") return [...also, range].join();
  return values?.join() ?? pattern?.source.replace(/^\^\[(.*)\]\*\$$/, "$1") ?? "";
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
  taken: (inputs, place) => {
    const name = nameOf(inputs).toLowerCase();
    // Every account has a subnet group named default.
    refuseIf(
      name === "default" || place.account.get(SUBNET_GROUP, name) !== undefined,
      "CacheSubnetGroupAlreadyExists",
      `Cache subnet group ${nameOf(inputs)} already exists.`,
    );
  },
  accept: (inputs, place, stored) => {
    acceptTags(inputs);
    refuseValue(
      !stored && !/^[a-zA-Z0-9][a-zA-Z0-9 _.-]{0,254}$/.test(nameOf(inputs)),
      "The parameter CacheSubnetGroupName must be provided and must not be blank.",
    );
    const ids = texts(inputs["subnetIds"]);
    refuseValue(ids.length === 0, "The parameter SubnetIds must be provided.");
    refuseIf(
      ids.length > MAX_SUBNETS,
      "CacheSubnetQuotaExceededFault",
      "The request cannot be processed because it would exceed the allowed number of subnets in a cache subnet group.",
    );
    const vpcs = new Set(ids.map((id) => vpcOf(id, place)));
    refuseIf(vpcs.size > 1, "InvalidSubnet", "The requested subnets are not in the same VPC.");
  },
  computed: (inputs, id, place) => ({
    arn: arn("elasticache", place, `subnetgroup:${id}`),
    vpcId: vpcOf(texts(inputs["subnetIds"])[0] ?? "", place),
  }),
  remove: (stored, place) => {
    const [user] = users(place, "subnetGroupName", stored.id);
    refuseIf(
      user !== undefined,
      "CacheSubnetGroupInUse",
      `Cache subnet group ${stored.id} is currently in use by a cache cluster.`,
    );
  },
};

/** The VPC of a subnet; empty for a subnet that the account does not have. */
function vpcOf(id: string, { account }: Place): Value {
  const there = exists(account, SUBNET, id);
  refuseIf(!there, "InvalidSubnet", `Subnet ${id} does not exist in the account.`);
  return account.get(SUBNET, id)?.attributes["vpcId"] ?? "";
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
  taken: (inputs, place) => {
    const id = text(inputs["userId"]);
    const other = place.account.get(USER, id);
    refuseIf(other !== undefined, "UserAlreadyExists", `User ${id} already exists.`);
  },
  accept: (inputs, _, stored) => {
    acceptTags(inputs);
    refuseValue(
      !stored && !ID.test(text(inputs["userId"])),
      "The parameter UserId is not a valid identifier.",
    );
    acceptAuthentication(inputs);
    refuseValue(
      !/(^|\s)(on|off)(\s|$)/.test(text(inputs["accessString"])),
      "Access String must specify on or off.",
    );
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
    refuseIf(
      group !== undefined,
      "InvalidUserState",
      `User ${stored.id} is in the user group ${group?.id ?? ""}.`,
    );
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

/** AWS answers `no-password` to `no-password-required`; the provider then plans the change again each time. */
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
  const failures = oneOf("type", AUTHENTICATION)(map(inputs["authenticationMode"]));
  return failures.map((failure) => ({ ...failure, property: "authenticationMode.type" }));
}

function acceptAuthentication(inputs: Properties): void {
  const mode = authenticationOf(inputs);
  const passwords = passwordsOf(inputs);
  refuseCombination(
    mode === "password" && passwords.length === 0,
    "No password was provided. If you want to create/update the user without password, please use the NoPasswordRequired flag.",
  );
  refuseCombination(
    mode !== "password" && passwords.length > 0,
    `Passwords cannot be given with the authentication type ${mode}.`,
  );
  refuseValue(
    mode === "iam" && text(inputs["userId"]) !== text(inputs["userName"]),
    "For IAM authentication the user id and the user name must be identical.",
  );
  refuseValue(passwords.length > 2, "A user can have at most two passwords.");
  refuseValue(
    !passwords.every((password) => /^[^,"/@]{16,128}$/.test(password)),
    'Passwords must be 16 to 128 characters long, without commas, double quotes, slashes and "@".',
  );
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
  taken: (inputs, place) => {
    const id = text(inputs["userGroupId"]);
    const other = place.account.get(USER_GROUP, id);
    refuseIf(other !== undefined, "UserGroupAlreadyExists", `User group ${id} already exists.`);
  },
  accept: (inputs, place, stored) => {
    acceptTags(inputs);
    refuseValue(
      !stored && !ID.test(text(inputs["userGroupId"])),
      "The parameter UserGroupId is not a valid identifier.",
    );
    const ids = texts(inputs["userIds"]);
    const members = ids.map((id) => {
      const found = place.account.get(USER, id);
      refuseIf(!found && id !== "default", "UserNotFound", `User ${id} not found.`);
      return found?.attributes ?? { userId: id, userName: id, engine: "redis" };
    });
    acceptMembers(text(inputs["engine"]), members);
  },
  computed: (_, id, place) => ({ arn: arn("elasticache", place, `usergroup:${id}`) }),
  remove: (stored, place) => {
    refuseIf(
      isAttached(stored, place),
      "InvalidUserGroupState",
      `User group ${stored.id} is associated with a replication group.`,
    );
  },
};

function acceptMembers(engine: string, members: Properties[]): void {
  const names = members.map((m) => text(m["userName"]));
  refuseIf(
    members.length > MAX_USERS,
    "UserQuotaExceeded",
    "A user group can have at most 100 users.",
  );
  const twice = repeated(names) ?? "";
  refuseIf(twice !== "", "DuplicateUserName", `The user name ${twice} is in the group twice.`);
  refuseIf(
    engine === "redis" && !names.includes("default"),
    "DefaultUserRequired",
    "You must add default user to a user group.",
  );
  refuseCombination(
    engine === "redis" && members.some((m) => m["engine"] === "valkey"),
    "A user of engine valkey cannot be in a user group of engine redis.",
  );
}

export const ELASTICACHE: Record<string, ResourceType> = {
  [REPLICATION_GROUP]: replicationGroup,
  [PARAMETER_GROUP]: parameterGroup,
  [SUBNET_GROUP]: subnetGroup,
  [USER]: user,
  [USER_GROUP]: userGroup,
};
