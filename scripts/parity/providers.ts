/** The two providers that the table of changes is put to. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Provider } from "./provider";

const SERVICES = [
  "cloudwatch",
  "cloudwatchlogs",
  "ec2",
  "elasticache",
  "kms",
  "secretsmanager",
  "sns",
  "ssm",
  "sts",
];
const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d+$/;

function setting(name: string, what: string): string {
  const value = process.env[name] ?? "";
  if (value === "") throw new Error(`set ${name} to ${what}`);
  return value;
}

/** The real provider behind a bridge, against an emulator of AWS on this machine. */
export async function realProvider(): Promise<{ provider: Provider; version: string }> {
  const executable = setting("AWS_BRIDGE", "the provider plugin to measure");
  const emulator = setting("AWS_EMULATOR", "the URL of an AWS emulator, http://127.0.0.1:PORT");
  const version = setting("AWS_PROVIDER_VERSION", "what to call the provider in the result");
  if (!LOOPBACK.test(emulator)) throw new Error("AWS_EMULATOR must be http://127.0.0.1:PORT");
  const provider = await Provider.start({
    executable,
    env: {},
    config: {
      region: "us-east-1",
      accessKey: "test",
      secretKey: "test",
      skipCredentialsValidation: "true",
      skipMetadataApiCheck: "true",
      skipRequestingAccountId: "true",
      endpoints: JSON.stringify([Object.fromEntries(SERVICES.map((name) => [name, emulator]))]),
    },
  });
  return { provider, version };
}

/** This repository's simulation, with an account of its own that goes when it is closed. */
export async function simulation(): Promise<{ provider: Provider; close: () => Promise<void> }> {
  const account = mkdtempSync(join(tmpdir(), "parity-"));
  const provider = await Provider.start({
    executable: join(__dirname, "..", "..", "local", "aws", "pulumi-resource-aws"),
    env: { SIMULATED_AWS_DIR: account },
    config: { region: "us-east-1" },
  });
  const close = async (): Promise<void> => {
    await provider.stop();
    rmSync(account, { recursive: true, force: true });
  };
  return { provider, close };
}
