import { shown } from "../../checking/format";
import { parseArn, splitArn } from "../../formats/arn";
import { isAtLeast } from "../../formats/version";
import type { CacheSpec } from "../spec";
import type { Rule } from "./rule";
import { error, valueError, valueWarning, warning, when } from "./rule";

const EXAMPLE = "arn:aws:kms:<region>:<account>:key/<key id>";

const keyWithoutEncryption = error(
  "kms-key-unused",
  "A KMS key requires encryption at rest (CreateReplicationGroup, KmsKeyId).",
  ({ encryption: { kmsKeyId, atRestEncryptionEnabled } }) =>
    when(
      kmsKeyId !== undefined && !atRestEncryptionEnabled,
      "kmsKeyId",
      "not used while atRestEncryptionEnabled is false; remove it, or set atRestEncryptionEnabled to true",
    ),
);

const otherServiceOrRegion = valueError(
  "kms-key",
  ["kmsKeyId"],
  'The key is a key of AWS KMS in the cache\'s region (user guide, "At-rest encryption").',
  (text, _, { context: { region } }) => {
    const key = splitArn(text);
    if (!key) return undefined;
    if (key.service !== "kms") return `${shown(text)} is not a KMS key; use for example ${EXAMPLE}`;
    return region !== undefined && key.region !== "" && key.region !== region
      ? `${shown(text)} is a key in ${key.region}, but the cache is in ${region}; give a key in ${region}`
      : undefined;
  },
);

/** AWS accepts a key id or an alias but reports the ARN, in which the provider sees another key: every update replaces the cache. */
const keyForm = valueWarning(
  "kms-key-form",
  ["kmsKeyId"],
  "The KMS key is given as its own ARN; with another form the provider sees a change of the key and plans a replacement.",
  (text) => {
    const { service, resource = "" } = splitArn(text) ?? {};
    const replaces = `AWS reports the key's own ARN, so every later update would replace the cache; use for example ${EXAMPLE}`;
    if (service === undefined) return `${shown(text)} is not an ARN: ${replaces}`;
    if (service !== "kms") return undefined;
    const arn = parseArn(text);
    if (arn && resource.startsWith("alias/")) return `${shown(text)} is an alias: ${replaces}`;
    return resource.startsWith("key/") && /^\d{12}$/.test(arn?.account ?? "")
      ? undefined
      : `${shown(text)} is not a valid ARN of a KMS key; use for example ${EXAMPLE}`;
  },
);

const modeWithoutTls = error(
  "transit-encryption-mode",
  "A transit encryption mode requires transit encryption (InvalidParameterCombination: to modify transit encryption mode, set encryption-in-transit as enabled).",
  ({ args, encryption }) =>
    when(
      args.transitEncryptionMode !== undefined && !encryption.transitEncryptionEnabled,
      "transitEncryptionMode",
      "not used while transitEncryptionEnabled is false; remove it, or set transitEncryptionEnabled to true",
    ),
);

/** Older versions behave as in mode required, which is not sent to them. */
const preferredVersion = error(
  "transit-encryption-preferred-version",
  "Transit encryption mode preferred requires Redis OSS 7.0 (InvalidParameterCombination: transit encryption mode is not supported for engine version 6.2.6, please use engine version 7.0.5 or higher).",
  ({ encryption, engine, engineVersion, version }) =>
    when(
      encryption.transitEncryptionMode === "preferred" &&
        engine === "redis" &&
        !isAtLeast(version, "7.0"),
      "transitEncryptionMode",
      `preferred requires Redis OSS 7.0 or later, but engineVersion is ${shown(engineVersion)}; write required, or raise engineVersion`,
    ),
);

const canEncrypt = ({ engine, engineVersion, version }: CacheSpec) =>
  engine !== "redis" || engineVersion === "3.2.6" || isAtLeast(version, "4.0.10");

/** Defaults are not checked: AWS creates no groups with the older versions, and a version from the parameter group was not chosen. */
const encryptionVersion = error(
  "encryption-version",
  'Encryption requires Redis OSS 3.2.6, or 4.0.10 and later (user guide, "In-transit encryption" and "At-rest encryption").',
  (spec) =>
    (["transitEncryptionEnabled", "atRestEncryptionEnabled"] as const).flatMap((path) =>
      when(
        (spec.args.engineVersion ?? "") !== "" && spec.args[path] === true && !canEncrypt(spec),
        path,
        `encryption requires Redis OSS 3.2.6, or 4.0.10 and later, but engineVersion is ${shown(spec.engineVersion)}; raise engineVersion, or write false`,
      ),
    ),
);

const tlsOff = warning(
  "transit-encryption-off",
  "Data in transit should be encrypted (Security Hub, ElastiCache.5).",
  ({ encryption }) =>
    when(
      !encryption.transitEncryptionEnabled,
      "transitEncryptionEnabled",
      "false sends commands and data unencrypted and excludes authentication; set it to true",
    ),
);

const tlsPreferred = warning(
  "transit-encryption-preferred",
  "Transit encryption mode preferred still accepts clients without TLS.",
  ({ encryption }) =>
    when(
      encryption.transitEncryptionMode === "preferred",
      "transitEncryptionMode",
      "preferred also accepts clients without TLS; write required once every client uses TLS",
    ),
);

const atRestOff = warning(
  "at-rest-encryption-off",
  "Data at rest should be encrypted (Security Hub, ElastiCache.4).",
  ({ encryption }) =>
    when(
      !encryption.atRestEncryptionEnabled,
      "atRestEncryptionEnabled",
      "false stores backups and swap unencrypted, and turning it on later replaces the cache; set it to true",
    ),
);

export const encryption: readonly Rule[] = [
  keyWithoutEncryption,
  otherServiceOrRegion,
  modeWithoutTls,
  encryptionVersion,
  preferredVersion,
  keyForm,
  tlsOff,
  tlsPreferred,
  atRestOff,
];
