import type { RuleCases } from "./cases";
import { later } from "./values";

export const encryption: readonly RuleCases[] = [
  {
    rule: "kms-key-unused",
    refused: [
      {
        args: {
          kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
          atRestEncryptionEnabled: false,
        },
        found: [
          "kmsKeyId: not used while atRestEncryptionEnabled is false; leave it out, or set atRestEncryptionEnabled to true",
        ],
      },
      {
        args: { kmsKeyId: later, atRestEncryptionEnabled: false },
        found: [
          "kmsKeyId: not used while atRestEncryptionEnabled is false; leave it out, or set atRestEncryptionEnabled to true",
        ],
      },
    ],
    accepted: [
      {
        args: {
          kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        },
      },
      { args: { kmsKeyId: "", atRestEncryptionEnabled: false } },
    ],
  },
  {
    rule: "kms-key",
    refused: [
      {
        args: { kmsKeyId: "arn:aws:s3:::bucket" },
        found: [
          'kmsKeyId: "arn:aws:s3:::bucket" is not a KMS key; write arn:aws:kms:<region>:<account>:key/<key id>',
        ],
      },
      {
        args: {
          kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        },
        context: { region: "eu-central-1" },
        found: [
          'kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1…" is a key in eu-west-1, and the cache is in eu-central-1; give a key in eu-central-1',
        ],
      },
    ],
    accepted: [
      {
        args: {
          kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        },
        context: { region: "eu-west-1" },
      },
      {
        args: {
          kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        },
      },
      { args: { kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" } },
      { args: { kmsKeyId: "alias/cache" } },
    ],
  },
  {
    rule: "transit-encryption-mode",
    refused: [
      {
        args: { transitEncryptionEnabled: false, transitEncryptionMode: "required" },
        found: [
          "transitEncryptionMode: not used while transitEncryptionEnabled is false; leave it out, or set transitEncryptionEnabled to true",
        ],
      },
      {
        args: { transitEncryptionEnabled: false, transitEncryptionMode: "preferred" },
        found: [
          "transitEncryptionMode: not used while transitEncryptionEnabled is false; leave it out, or set transitEncryptionEnabled to true",
        ],
      },
    ],
    accepted: [
      { args: { transitEncryptionMode: "required" } },
      { args: { transitEncryptionMode: "preferred" } },
      { args: { transitEncryptionEnabled: false } },
    ],
  },
  {
    rule: "encryption-version",
    refused: [
      {
        args: {
          engineVersion: "3.2.10",
          transitEncryptionEnabled: true,
          atRestEncryptionEnabled: true,
        },
        found: [
          'transitEncryptionEnabled: encryption requires Redis OSS 3.2.6, or 4.0.10 and later, and engineVersion is "3.2.10"; raise engineVersion, or write false',
          'atRestEncryptionEnabled: encryption requires Redis OSS 3.2.6, or 4.0.10 and later, and engineVersion is "3.2.10"; raise engineVersion, or write false',
        ],
      },
      {
        args: { engineVersion: "2.8.24", transitEncryptionEnabled: true },
        found: [
          'transitEncryptionEnabled: encryption requires Redis OSS 3.2.6, or 4.0.10 and later, and engineVersion is "2.8.24"; raise engineVersion, or write false',
        ],
      },
    ],
    accepted: [
      {
        args: {
          engineVersion: "3.2.6",
          transitEncryptionEnabled: true,
          atRestEncryptionEnabled: true,
        },
      },
      { args: { engineVersion: "4.0.10", transitEncryptionEnabled: true } },
      { args: { engineVersion: "3.2.10" } },
      { args: { engine: "valkey", transitEncryptionEnabled: true } },
      { args: { parameterGroupName: "default.redis3.2", atRestEncryptionEnabled: true } },
      {
        args: {
          engineVersion: "",
          parameterGroupName: "default.redis2.8",
          transitEncryptionEnabled: true,
        },
      },
    ],
  },
  {
    rule: "kms-key-form",
    refused: [
      {
        args: { kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
        found: [
          'kmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" is not an ARN: AWS reports the key\'s own ARN, so every later update would replace the cache; write arn:aws:kms:<region>:<account>:key/<key id>',
        ],
      },
      {
        args: { kmsKeyId: "alias/cache" },
        found: [
          'kmsKeyId: "alias/cache" is not an ARN: AWS reports the key\'s own ARN, so every later update would replace the cache; write arn:aws:kms:<region>:<account>:key/<key id>',
        ],
      },
      {
        args: { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:alias/cache" },
        found: [
          'kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:alias…" is an alias: AWS reports the key\'s own ARN, so every later update would replace the cache; write arn:aws:kms:<region>:<account>:key/<key id>',
        ],
      },
      {
        args: { kmsKeyId: "arn:aws:kms:eu-west-1:account:key/key-id" },
        found: [
          'kmsKeyId: "arn:aws:kms:eu-west-1:account:key/key-id" is not a valid ARN of a KMS key; write arn:aws:kms:<region>:<account>:key/<key id>',
        ],
      },
    ],
    accepted: [
      {
        args: {
          kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        },
      },
      { args: { kmsKeyId: "" } },
      { args: { kmsKeyId: later } },
      { args: { kmsKeyId: "arn:aws:s3:::bucket" } },
    ],
  },
  {
    rule: "transit-encryption-preferred-version",
    refused: [
      {
        args: { transitEncryptionMode: "preferred", engineVersion: "6.2" },
        found: [
          'transitEncryptionMode: preferred requires Redis OSS 7.0 or later, and engineVersion is "6.2"; write required, or raise engineVersion',
        ],
      },
      {
        args: { transitEncryptionMode: "preferred", engineVersion: "6.x" },
        found: [
          'transitEncryptionMode: preferred requires Redis OSS 7.0 or later, and engineVersion is "6.x"; write required, or raise engineVersion',
        ],
      },
    ],
    accepted: [
      { args: { transitEncryptionMode: "preferred", engineVersion: "7.0" } },
      { args: { transitEncryptionMode: "preferred", engine: "valkey", engineVersion: "7.2" } },
      { args: { transitEncryptionMode: "required", engineVersion: "6.2" } },
    ],
  },
  {
    rule: "transit-encryption-off",
    refused: [
      {
        args: { transitEncryptionEnabled: false },
        found: [
          "transitEncryptionEnabled: false sends commands and data unencrypted and excludes authentication; set it to true",
        ],
      },
    ],
    accepted: [{ args: {} }, { args: { transitEncryptionMode: "preferred" } }],
  },
  {
    rule: "transit-encryption-preferred",
    refused: [
      {
        args: { transitEncryptionMode: "preferred" },
        found: [
          "transitEncryptionMode: preferred also accepts clients without TLS; write required once every client uses TLS",
        ],
      },
    ],
    accepted: [{ args: {} }, { args: { transitEncryptionMode: "required" } }],
  },
  {
    rule: "at-rest-encryption-off",
    refused: [
      {
        args: { atRestEncryptionEnabled: false },
        found: [
          "atRestEncryptionEnabled: false stores backups and swap unencrypted, and turning it on later replaces the cache; set it to true",
        ],
      },
    ],
    accepted: [{ args: {} }],
  },
];
