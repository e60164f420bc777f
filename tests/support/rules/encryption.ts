import { type RuleTable, inContext } from "./cases";
import { later } from "./values";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const KMS_KEY_UNUSED =
  "kmsKeyId: not used while atRestEncryptionEnabled is false; remove it, or set atRestEncryptionEnabled to true";
const TRANSIT_ENCRYPTION_MODE =
  "transitEncryptionMode: not used while transitEncryptionEnabled is false; remove it, or set transitEncryptionEnabled to true";
const ENCRYPTION_VERSION =
  'encryption requires Redis OSS 3.2.6, or 4.0.10 and later, but engineVersion is "3.2.10"; raise engineVersion, or write false';
const KMS_KEY_FORM =
  "AWS reports the key's own ARN, so every later update would replace the cache; use for example arn:aws:kms:<region>:<account>:key/<key id>";

export const encryption: RuleTable = {
  "kms-key-unused": [
    { kmsKeyId: KEY, atRestEncryptionEnabled: false },
    KMS_KEY_UNUSED,
    { kmsKeyId: later, atRestEncryptionEnabled: false },
    KMS_KEY_UNUSED,
    { kmsKeyId: KEY },
    { kmsKeyId: "", atRestEncryptionEnabled: false },
  ],
  "kms-key": [
    { kmsKeyId: "arn:aws:s3:::bucket" },
    'kmsKeyId: "arn:aws:s3:::bucket" is not a KMS key; use for example arn:aws:kms:<region>:<account>:key/<key id>',
    inContext({ region: "eu-central-1" }, { kmsKeyId: KEY }),
    'kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1…" is a key in eu-west-1, but the cache is in eu-central-1; give a key in eu-central-1',
    inContext({ region: "eu-west-1" }, { kmsKeyId: KEY }),
    { kmsKeyId: KEY },
    { kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
    { kmsKeyId: "alias/cache" },
  ],
  "transit-encryption-mode": [
    { transitEncryptionEnabled: false, transitEncryptionMode: "required" },
    TRANSIT_ENCRYPTION_MODE,
    { transitEncryptionEnabled: false, transitEncryptionMode: "preferred" },
    TRANSIT_ENCRYPTION_MODE,
    { transitEncryptionMode: "required" },
    { transitEncryptionMode: "preferred" },
    { transitEncryptionEnabled: false },
  ],
  "encryption-version": [
    { engineVersion: "3.2.10", transitEncryptionEnabled: true, atRestEncryptionEnabled: true },
    `transitEncryptionEnabled: ${ENCRYPTION_VERSION}`,
    `atRestEncryptionEnabled: ${ENCRYPTION_VERSION}`,
    { engineVersion: "2.8.24", transitEncryptionEnabled: true },
    'transitEncryptionEnabled: encryption requires Redis OSS 3.2.6, or 4.0.10 and later, but engineVersion is "2.8.24"; raise engineVersion, or write false',
    { engineVersion: "3.2.6", transitEncryptionEnabled: true, atRestEncryptionEnabled: true },
    { engineVersion: "4.0.10", transitEncryptionEnabled: true },
    { engineVersion: "3.2.10" },
    { engine: "valkey", transitEncryptionEnabled: true },
    { parameterGroupName: "default.redis3.2", atRestEncryptionEnabled: true },
    { engineVersion: "", parameterGroupName: "default.redis2.8", transitEncryptionEnabled: true },
  ],
  "kms-key-form": [
    { kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
    `kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" is not an ARN: ${KMS_KEY_FORM}`,
    { kmsKeyId: "alias/cache" },
    `kmsKeyId: "alias/cache" is not an ARN: ${KMS_KEY_FORM}`,
    { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:alias/cache" },
    `kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:alias…" is an alias: ${KMS_KEY_FORM}`,
    { kmsKeyId: "arn:aws:kms:eu-west-1:account:key/key-id" },
    'kmsKeyId: "arn:aws:kms:eu-west-1:account:key/key-id" is not a valid ARN of a KMS key; use for example arn:aws:kms:<region>:<account>:key/<key id>',
    { kmsKeyId: KEY },
    { kmsKeyId: "" },
    { kmsKeyId: later },
    { kmsKeyId: "arn:aws:s3:::bucket" },
  ],
  "transit-encryption-preferred-version": [
    { transitEncryptionMode: "preferred", engineVersion: "6.2" },
    'transitEncryptionMode: preferred requires Redis OSS 7.0 or later, but engineVersion is "6.2"; write required, or raise engineVersion',
    { transitEncryptionMode: "preferred", engineVersion: "6.x" },
    'transitEncryptionMode: preferred requires Redis OSS 7.0 or later, but engineVersion is "6.x"; write required, or raise engineVersion',
    { transitEncryptionMode: "preferred", engineVersion: "7.0" },
    { transitEncryptionMode: "preferred", engine: "valkey", engineVersion: "7.2" },
    { transitEncryptionMode: "required", engineVersion: "6.2" },
  ],
  "transit-encryption-off": [
    { transitEncryptionEnabled: false },
    "transitEncryptionEnabled: false sends commands and data unencrypted and excludes authentication; set it to true",
    {},
    { transitEncryptionMode: "preferred" },
  ],
  "transit-encryption-preferred": [
    { transitEncryptionMode: "preferred" },
    "transitEncryptionMode: preferred also accepts clients without TLS; write required once every client uses TLS",
    {},
    { transitEncryptionMode: "required" },
  ],
  "at-rest-encryption-off": [
    { atRestEncryptionEnabled: false },
    "atRestEncryptionEnabled: false stores backups and swap unencrypted, and turning it on later replaces the cache; set it to true",
    {},
  ],
};
