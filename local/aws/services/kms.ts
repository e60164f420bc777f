import { ACCOUNT_ID } from "../account";
import { AwsError, type Place, type ResourceType } from "../types";
import { type Properties, text } from "../values";
import {
  acceptTags,
  arn,
  between,
  checks,
  matches,
  nameOf,
  oneOf,
  prefixed,
  suppressJson,
  uuid,
} from "./common";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";

const key: ResourceType = {
  title: "KMS Key",
  service: "KMS",
  operations: {
    create: "CreateKey",
    update: "UpdateKeyDescription",
    delete: "ScheduleKeyDeletion",
  },
  replaces: ["customerMasterKeySpec", "keyUsage", "multiRegion", "customKeyStoreId", "xksKeyId"],
  defaults: {
    bypassPolicyLockoutSafetyCheck: false,
    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    enableKeyRotation: false,
    isEnabled: true,
    keyUsage: "ENCRYPT_DECRYPT",
  },
  writeOnly: ["bypassPolicyLockoutSafetyCheck", "deletionWindowInDays"],
  suppress: suppressJson("policy"),
  check: checks(
    between("deletionWindowInDays", 7, 30),
    between("rotationPeriodInDays", 90, 2560),
    oneOf("keyUsage", ["ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"]),
  ),
  id: (_, place) => uuid(place),
  accept: (inputs) => {
    acceptTags(inputs, "TagException");
  },
  computed: (_, id, place) => ({
    arn: arn("kms", place, `key/${id}`),
    description: "",
    keyId: id,
    multiRegion: false,
    policy: JSON.stringify({
      Id: "key-default-1",
      Statement: [
        {
          Action: "kms:*",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${ACCOUNT_ID}:root` },
          Resource: "*",
          Sid: "Enable IAM User Permissions",
        },
      ],
      Version: "2012-10-17",
    }),
    rotationPeriodInDays: 0,
  }),
  read: (stored) => ("deletionDate" in stored.hidden ? undefined : stored.attributes),
  remove: (stored, _, state) => {
    const days = Number(state["deletionWindowInDays"] ?? 30);
    stored.hidden["deletionDate"] = new Date(Date.now() + days * 86_400_000).toISOString();
    return true;
  },
};

function findKey(inputs: Properties, place: Place) {
  const id = text(inputs["targetKeyId"]).replace(/^arn:.*:key\//, "");
  return place.account.get(KEY, id);
}

const alias: ResourceType = {
  title: "KMS Alias",
  service: "KMS",
  operations: { create: "CreateAlias", update: "UpdateAlias", delete: "DeleteAlias" },
  autoName: { property: "name", maxLength: 255, transform: (name) => `alias/${name}` },
  replaces: ["name", "namePrefix"],
  // The id and the ARN of a key mean the same.
  suppress: (property, before, after) =>
    property === "targetKeyId" &&
    text(before) !== "" &&
    text(before).replace(/^.*:key\//, "") === text(after).replace(/^.*:key\//, ""),
  check: matches("name", /^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/, 'must begin with "alias/"'),
  id: (inputs, place) => nameOf({ ...inputs, ...prefixed(inputs, place) }),
  taken: (inputs, place) =>
    place.account.get(ALIAS, nameOf(inputs))
      ? new AwsError(
          "AlreadyExistsException",
          `An alias with the name ${arn("kms", place, nameOf(inputs))} already exists`,
        )
      : undefined,
  accept: (inputs, place) => {
    if (findKey(inputs, place)) return;
    const id = text(inputs["targetKeyId"]);
    throw new AwsError("NotFoundException", `Key '${id}' does not exist`);
  },
  computed: (inputs, id, place) => ({
    arn: arn("kms", place, id),
    name: id,
    namePrefix: "",
    targetKeyArn: findKey(inputs, place)?.attributes["arn"] ?? "",
  }),
};

/** Sets a key's policy; taken away, it leaves the policy as it is and the key with its default one. */
const keyPolicy: ResourceType = {
  title: "KMS Key Policy",
  service: "KMS",
  operations: { create: "PutKeyPolicy", update: "PutKeyPolicy" },
  replaces: ["keyId"],
  defaults: { bypassPolicyLockoutSafetyCheck: false },
  writeOnly: ["bypassPolicyLockoutSafetyCheck"],
  suppress: suppressJson("policy"),
  id: (inputs) => text(inputs["keyId"]).replace(/^arn:.*:key\//, ""),
  accept: (inputs, place) => {
    const id = text(inputs["keyId"]).replace(/^arn:.*:key\//, "");
    if (place.account.get(KEY, id)) return;
    throw new AwsError("NotFoundException", `Key '${id}' does not exist`);
  },
  computed: () => ({}),
};

export const KMS: Record<string, ResourceType> = {
  [KEY]: key,
  "aws:kms/keyPolicy:KeyPolicy": keyPolicy,
  [ALIAS]: alias,
};
