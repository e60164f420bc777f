import { ACCOUNT_ID } from "../account";
import { exists, MARK } from "../trust";
import type { ResourceType } from "../types";
import { text } from "../values";
import { acceptTags, arn, between, checks, oneOf, refuseIf, suppressJson, uuid } from "./common";

const KEY = "aws:kms/key:Key";

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
  id: (_, place) => `${MARK}${uuid(place).slice(MARK.length)}`,
  accept: (inputs) => {
    acceptTags(inputs, "TagException");
  },
  computed: (_, id, place) => ({
    arn: arn("kms", place, `key/${id}`),
    keyId: id,
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
  }),
  read: (stored) => ("deletionDate" in stored.hidden ? undefined : stored.attributes),
  remove: (stored, _, state) => {
    const days = Number(state["deletionWindowInDays"] ?? 30);
    stored.hidden["deletionDate"] = new Date(Date.now() + days * 86_400_000).toISOString();
  },
  stays: () => true,
};

/** Sets a key's policy. Deleting the resource does not change the key's policy. */
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
    const there = exists(place.account, KEY, id);
    refuseIf(!there, "NotFoundException", `Key '${id}' does not exist`);
  },
  computed: () => ({}),
};

export const KMS: Record<string, ResourceType> = {
  [KEY]: key,
  "aws:kms/keyPolicy:KeyPolicy": keyPolicy,
};
