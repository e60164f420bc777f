import { type Stored } from "../account";
import type { Place, ResourceType } from "../types";
import { type Value, type Properties, text, texts } from "../values";
import {
  acceptTags,
  arn,
  checks,
  conflicts,
  isJson,
  letters,
  matches,
  nameIn,
  nameOf,
  checkNumber,
  refuseIf,
  suppressJson,
  uuid,
} from "./common";

const SECRET = "aws:secretsmanager/secret:Secret";
const VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

function named(place: Place, name: string): Stored | undefined {
  return place.account
    .list(SECRET)
    .find((s) => s.region === place.region && s.attributes["name"] === name);
}

function isPending(stored: Stored): boolean {
  return stored.hidden["deletionDate"] !== undefined;
}

const secret: ResourceType = {
  title: "Secrets Manager Secret",
  service: "Secrets Manager",
  operations: { create: "CreateSecret", update: "UpdateSecret", delete: "DeleteSecret" },
  autoName: { property: "name", maxLength: 512 },
  replaces: ["name", "namePrefix"],
  sets: ["replicas"],
  defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
  writeOnly: ["forceOverwriteReplicaSecret", "recoveryWindowInDays"],
  suppress: suppressJson("policy"),
  check: checks(
    matches("name", /^[\w/+=.@-]{1,512}$/, "must contain only alphanumerics and /_+=.@-"),
    conflicts("name", "namePrefix"),
    (inputs) => (inputs["policy"] === "" ? [] : POLICY(inputs)),
    checkNumber(
      "recoveryWindowInDays",
      (days) => days === 0 || (days >= 7 && days <= 30),
      "0 or in the range (7 - 30)",
    ),
  ),
  id: (inputs, place) =>
    arn("secretsmanager", place, `secret:${nameIn(inputs, place)}-${letters(place, 6)}`),
  taken: (inputs, place) => {
    const other = named(place, nameOf(inputs));
    if (!other) return;
    refuseIf(
      !isPending(other),
      "ResourceExistsException",
      `The operation failed because the secret ${nameOf(inputs)} already exists.`,
    );
    refuseIf(
      true,
      "InvalidRequestException",
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  },
  accept: (inputs) => {
    acceptTags(inputs, "InvalidParameterException");
  },
  computed: (inputs, id, place) => ({
    arn: id,
    name: nameIn(inputs, place),
  }),
  read: (stored) => (isPending(stored) ? undefined : stored.attributes),
  remove: (stored, place, state) => {
    for (const version of versionsOf(stored.id, place)) {
      place.account.remove(VERSION, version.id);
    }
    const due = Date.now() + recoveryDays(state) * 24 * 3600 * 1000;
    stored.hidden["deletionDate"] = new Date(due).toISOString();
  },
  stays: (_, state) => recoveryDays(state) !== 0,
};

const recoveryDays = (state: Properties) => Number(state["recoveryWindowInDays"] ?? 30);

const POLICY = isJson("policy", '"policy" contains an invalid JSON');
const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function versionsOf(secretId: string, place: Place): Stored[] {
  return place.account.list(VERSION).filter((s) => s.attributes["secretId"] === secretId);
}

const version: ResourceType = {
  title: "Secrets Manager Secret Version",
  service: "Secrets Manager",
  operations: { create: "PutSecretValue", update: "UpdateSecretVersionStage" },
  replaces: ["secretId", "secretString", "secretBinary", "secretStringWoVersion"],
  sets: ["versionStages"],
  writeOnly: ["secretStringWo"],
  check: checks(
    conflicts("secretString", "secretBinary", "secretStringWo"),
    matches("secretBinary", BASE64, "must be base64-encoded"),
  ),
  id: (inputs, place) => `${text(inputs["secretId"])}|terraform-${uuid(place)}`,
  accept: (inputs, place) => {
    const owner = place.account.get(SECRET, text(inputs["secretId"]));
    refuseIf(
      owner === undefined,
      "ResourceNotFoundException",
      "Secrets Manager can't find the specified secret.",
    );
    refuseIf(
      owner !== undefined && isPending(owner),
      "InvalidRequestException",
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
    refuseIf(
      text(inputs["secretString"]).length > 65_536,
      "ValidationException",
      "secretString must be at most 65536 bytes long",
    );
  },
  computed: (inputs, id) => ({
    arn: inputs["secretId"] ?? "",
    hasSecretStringWo: "secretStringWo" in inputs,
    secretArn: inputs["secretId"] ?? "",
    versionId: id.split("|")[1] ?? "",
    versionStages: ["AWSCURRENT"],
  }),
  created: (stored, _, place) => {
    if (!texts(stored.attributes["versionStages"]).includes("AWSCURRENT")) return;
    for (const older of versionsOf(text(stored.attributes["secretId"]), place)) {
      const stages = texts(older.attributes["versionStages"]).filter((s) => s !== "AWSPREVIOUS");
      older.attributes["versionStages"] = stages.map((s): Value =>
        s === "AWSCURRENT" ? "AWSPREVIOUS" : s,
      );
      place.account.put(older);
    }
  },
};

export const SECRETSMANAGER: Record<string, ResourceType> = {
  [SECRET]: secret,
  [VERSION]: version,
};
