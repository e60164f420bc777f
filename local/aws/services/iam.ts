import { ACCOUNT_ID } from "../account";
import { AwsError, type Failure, type Place, type ResourceType } from "../types";
import { isUnknown, type Properties, text } from "../values";
import { acceptTags, hex, nameOf, prefixed, suppressJson } from "./common";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

function json(property: string) {
  return (inputs: Properties): Failure[] => {
    const value = inputs[property];
    if (typeof value !== "string" || isUnknown(value)) return [];
    try {
      JSON.parse(value);
      return [];
    } catch {
      return [{ property, reason: `"${property}" contains an invalid JSON policy` }];
    }
  };
}

function path(inputs: Properties): string {
  return text(inputs["path"]) || "/";
}

function unique(place: Place, prefix: string): string {
  return `${prefix}${hex(place, 17).toUpperCase()}`;
}

const role: ResourceType = {
  title: "IAM Role",
  service: "IAM",
  operations: { create: "CreateRole", update: "UpdateRole", delete: "DeleteRole" },
  autoName: { property: "name", maxLength: 64 },
  replaces: ["name", "namePrefix", "path"],
  sets: ["managedPolicyArns", "inlinePolicies"],
  defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
  writeOnly: ["forceDetachPolicies"],
  suppress: suppressJson("assumeRolePolicy"),
  check: json("assumeRolePolicy"),
  id: (inputs, place) => nameOf({ ...inputs, ...prefixed(inputs, place) }),
  taken: (inputs, place) => exists(place, ROLE, nameOf(inputs), "Role"),
  accept: (inputs) => {
    acceptTags(inputs, "InvalidInput");
  },
  computed: (inputs, id, place) => ({
    arn: `arn:aws:iam::${ACCOUNT_ID}:role${path(inputs)}${id}`,
    createDate: new Date().toISOString().replace(/\.\d+/, ""),
    inlinePolicies: [],
    managedPolicyArns: [],
    name: id,
    namePrefix: "",
    uniqueId: unique(place, "AROA"),
  }),
  remove: (stored, place) => {
    const attached = [ATTACHMENT, ROLE_POLICY]
      .flatMap((type) => place.account.list(type))
      .find((s) => s.attributes["role"] === stored.id);
    if (!attached) return false;
    throw new AwsError("DeleteConflict", "Cannot delete entity, must detach all policies first.");
  },
};

function exists(place: Place, type: string, id: string, what: string): AwsError | undefined {
  if (!place.account.get(type, id)) return undefined;
  return new AwsError("EntityAlreadyExists", `${what} with name ${id} already exists.`);
}

function requireRole(inputs: Properties, place: Place): void {
  const name = text(inputs["role"]);
  if (place.account.get(ROLE, name)) return;
  throw new AwsError("NoSuchEntity", `The role with name ${name} cannot be found.`);
}

const rolePolicy: ResourceType = {
  title: "IAM Role Policy",
  service: "IAM",
  operations: { create: "PutRolePolicy", update: "PutRolePolicy", delete: "DeleteRolePolicy" },
  autoName: { property: "name", maxLength: 128 },
  replaces: ["name", "namePrefix", "role"],
  suppress: suppressJson("policy"),
  check: json("policy"),
  id: (inputs, place) =>
    `${text(inputs["role"])}:${nameOf({ ...inputs, ...prefixed(inputs, place) })}`,
  accept: requireRole,
  computed: (_, id) => ({ name: id.split(":")[1] ?? "", namePrefix: "" }),
};

const attachment: ResourceType = {
  title: "IAM Role Policy Attachment",
  service: "IAM",
  operations: { create: "AttachRolePolicy", delete: "DetachRolePolicy" },
  replaces: ["policyArn", "role"],
  id: (inputs) => `${text(inputs["role"])}/${text(inputs["policyArn"])}`,
  accept: requireRole,
  computed: () => ({}),
};

export const IAM: Record<string, ResourceType> = {
  [ROLE]: role,
  [ROLE_POLICY]: rolePolicy,
  [ATTACHMENT]: attachment,
};
