import { isAtLeast } from "../../catalog/engines";
import { shown } from "../../checking/format";
import type { CacheSpec } from "../spec";
import { parseArn } from "../../formats/arn";
import type { Finding, Rule } from "./rule";
import { error, valueError, valueWarning, warning, when } from "./rule";

const EXAMPLE = "arn:aws:kms:<region>:<account>:key/<key id>";

function keyWithoutEncryption({ args, encryption }: CacheSpec): readonly Finding[] {
  return when(
    args.kmsKeyId !== undefined && args.kmsKeyId !== "" && !encryption.atRestEncryptionEnabled,
    "kmsKeyId",
    "encrypts nothing while atRestEncryptionEnabled is false; leave it out, or set that to true",
  );
}

/** Service and region of an ARN, also of one whose account is a placeholder. */
function serviceAndRegion(arn: string) {
  const [, , service = "", region = ""] = arn.slice(0, 2048).split(":");
  return { service, region };
}

function otherServiceOrRegion(arn: string, region: string | undefined): string | undefined {
  if (!arn.startsWith("arn:")) return undefined;
  const key = serviceAndRegion(arn);
  if (key.service !== "kms") {
    return `${shown(arn)} is no KMS key; write ${EXAMPLE}`;
  }
  return region !== undefined && key.region !== "" && key.region !== region
    ? `${shown(arn)} is a key of ${key.region}, and the cache is in ${region}; give a key of the cache's region`
    : undefined;
}

/** AWS takes a bare id or an alias, but reports the ARN, which the provider takes for another key (`replacement` at every update). */
function noKeyArn(value: string): string | undefined {
  if (!value.startsWith("arn:")) {
    return `${shown(value)} is no ARN: AWS takes it but reports the key's ARN, so every later update would replace the cache; write ${EXAMPLE}`;
  }
  if (serviceAndRegion(value).service !== "kms") return undefined;
  const arn = parseArn(value);
  if (arn?.resource.startsWith("alias/") === true) {
    return `${shown(value)} is an alias: AWS reports the key's own ARN, so every later update would replace the cache; write ${EXAMPLE}`;
  }
  return arn?.resource.startsWith("key/") === true && /^\d{12}$/.test(arn.account)
    ? undefined
    : `${shown(value)} does not look like a key's ARN; write ${EXAMPLE}`;
}

function modeWithoutTls({ args, encryption }: CacheSpec): readonly Finding[] {
  return when(
    args.transitEncryptionMode !== undefined && !encryption.transitEncryptionEnabled,
    "transitEncryptionMode",
    "means nothing while transitEncryptionEnabled is false; leave it out, or set that to true",
  );
}

/** The mode required is what older versions have without a word, so it is not sent for them. */
function preferredVersion({ encryption, engine, engineVersion }: CacheSpec): readonly Finding[] {
  return when(
    encryption.transitEncryptionMode === "preferred" &&
      engine === "redis" &&
      !isAtLeast(engineVersion, "7.0"),
    "transitEncryptionMode",
    `preferred needs Redis 7.0 or later, and engineVersion is ${shown(engineVersion)}; write required, or raise engineVersion`,
  );
}

/**
 * User guide, "In-transit encryption" and "At-rest encryption": Redis 3.2.6, and 4.0.10 and later. A default is not held against the
 * older ones, on which AWS starts nothing new, nor is a version that was not given but follows from the parameter group.
 */
const canEncrypt = ({ engine, engineVersion }: CacheSpec) =>
  engine !== "redis" || engineVersion === "3.2.6" || isAtLeast(engineVersion, "4.0.10");

function encryptionVersion(spec: CacheSpec): readonly Finding[] {
  const { args, engineVersion } = spec;
  const versionGiven = args.engineVersion !== undefined && args.engineVersion !== "";
  return (["transitEncryptionEnabled", "atRestEncryptionEnabled"] as const).flatMap((path) =>
    when(
      versionGiven && args[path] === true && !canEncrypt(spec),
      path,
      `encryption needs Redis 3.2.6, or 4.0.10 and later, and engineVersion is ${shown(engineVersion)}; raise it, or write false`,
    ),
  );
}

function tlsOff({ encryption }: CacheSpec): readonly Finding[] {
  return when(
    !encryption.transitEncryptionEnabled,
    "transitEncryptionEnabled",
    "off: commands and data cross the network in clear, and there can be no authentication; set it to true",
  );
}

function tlsPreferred({ encryption }: CacheSpec): readonly Finding[] {
  return when(
    encryption.transitEncryptionMode === "preferred",
    "transitEncryptionMode",
    "preferred serves clients without TLS too; it is a step of a migration, and required ends it",
  );
}

function atRestOff({ encryption }: CacheSpec): readonly Finding[] {
  return when(
    !encryption.atRestEncryptionEnabled,
    "atRestEncryptionEnabled",
    "off: backups and swap are stored in clear, and turning it on later replaces the cache; set it to true",
  );
}

export const encryption: readonly Rule[] = [
  error(
    "kms-key-unused",
    "A KMS key needs encryption at rest (CreateReplicationGroup, KmsKeyId).",
    keyWithoutEncryption,
  ),
  valueError(
    "kms-key",
    ["kmsKeyId"],
    'The KMS key is one of AWS KMS, and of the cache\'s region (user guide, "At-rest encryption").',
    (value, _, { context }) => otherServiceOrRegion(value, context.region),
  ),
  error(
    "transit-encryption-mode",
    "A transit encryption mode needs transit encryption (InvalidParameterCombination: to modify transit encryption mode, set encryption-in-transit as enabled).",
    modeWithoutTls,
  ),
  error(
    "encryption-version",
    'Encryption needs Redis 3.2.6, or 4.0.10 and later (user guide, "In-transit encryption").',
    encryptionVersion,
  ),
  error(
    "transit-encryption-preferred-version",
    "Transit encryption mode preferred needs Redis 7.0 (InvalidParameterCombination: transit encryption mode is not supported for engine version 6.2.6, please use engine version 7.0.5 or higher).",
    preferredVersion,
  ),
  valueWarning(
    "kms-key-form",
    ["kmsKeyId"],
    "The KMS key is given by its own ARN; the provider takes another form for a change of key and plans a replacement.",
    noKeyArn,
  ),
  warning(
    "transit-encryption-off",
    "Data in transit should be encrypted (Security Hub, ElastiCache.5).",
    tlsOff,
  ),
  warning(
    "transit-encryption-preferred",
    "Transit encryption mode preferred still serves clients without TLS.",
    tlsPreferred,
  ),
  warning(
    "at-rest-encryption-off",
    "Data at rest should be encrypted (Security Hub, ElastiCache.4).",
    atRestOff,
  ),
];
