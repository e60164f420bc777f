import { ACCOUNT_ID } from "../account";
import type { Place, ResourceType } from "../types";
import { type Properties, text } from "../values";
import { acceptTags, hex, isJson, nameIn, nameOf, refuseIf, suppressJson } from "./common";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

const json = (property: string) =>
  isJson(property, `"${property}" contains an invalid JSON policy`);

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
  id: nameIn,
  taken: (inputs, place) => {
    const name = nameOf(inputs);
    const other = place.account.get(ROLE, name);
    refuseIf(other !== undefined, "EntityAlreadyExists", `Role with name ${name} already exists.`);
  },
  accept: (inputs) => {
    acceptTags(inputs, "InvalidInput");
  },
  computed: (inputs, id, place) => ({
    arn: `arn:aws:iam::${ACCOUNT_ID}:role${path(inputs)}${id}`,
    createDate: new Date().toISOString().replace(/\.\d+/, ""),
    name: id,
    uniqueId: unique(place, "AROA"),
  }),
  remove: (stored, place) => {
    const attached = [ATTACHMENT, ROLE_POLICY]
      .flatMap((type) => place.account.list(type))
      .find((s) => s.attributes["role"] === stored.id);
    refuseIf(
      attached !== undefined,
      "DeleteConflict",
      "Cannot delete entity, must detach all policies first.",
    );
  },
};

function requireRole(inputs: Properties, place: Place): void {
  const name = text(inputs["role"]);
  const role = place.account.get(ROLE, name);
  refuseIf(!role, "NoSuchEntity", `The role with name ${name} cannot be found.`);
}

const rolePolicy: ResourceType = {
  title: "IAM Role Policy",
  service: "IAM",
  operations: { create: "PutRolePolicy", update: "PutRolePolicy", delete: "DeleteRolePolicy" },
  autoName: { property: "name", maxLength: 128 },
  replaces: ["name", "namePrefix", "role"],
  suppress: suppressJson("policy"),
  check: json("policy"),
  id: (inputs, place) => `${text(inputs["role"])}:${nameIn(inputs, place)}`,
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
