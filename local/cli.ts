import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { version as sdkVersion } from "@pulumi/pulumi/version";
import { Failure, reasonOf } from "./failure";

/** The CLI that this repository is tested with: the version of the installed SDK, because engine and SDK speak one protocol. */
export const PINNED = sdkVersion.replace(/^v/, "");

const MODULE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const EXECUTABLE = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/** What the search for a CLI needs from the machine, so that a test can replace it. */
export interface Machine {
  /** Folder of a CLI installation: `<root>/bin/pulumi`. */
  readonly root: string;
  /** Downloads the pinned CLI into the root. */
  readonly download: (root: string) => Promise<unknown>;
  /** Builds the pinned CLI from its Go module into the root. */
  readonly build: (root: string) => void;
}

/** This machine, with the folder in which Pulumi's own tools install the CLI. */
export function thisMachine(): Machine {
  return {
    root: path.join(os.homedir(), ".pulumi", "versions", PINNED),
    download: async (root) => {
      const { PulumiCommand } = await import("@pulumi/pulumi/automation");
      return PulumiCommand.install({ root });
    },
    build: buildFromModule,
  };
}

const versionParts = (text: string) => text.split("-", 1)[0]?.split(".").map(Number) ?? [];

/** Fails if the executable does not run, is older than the pinned version, or is newer than 3.x. */
function assertUsable(command: string): void {
  const { error, status, stdout } = spawnSync(command, ["version"], {
    encoding: "utf8",
    // The check for a newer CLI would use the network, and write into the user's own Pulumi home.
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  if (error !== undefined) throw error;
  const found = stdout.trim().replace(/^v/, "");
  const [major = 0, minor = 0, patch = 0] = versionParts(found);
  const [, pinnedMinor = 0, pinnedPatch = 0] = versionParts(PINNED);
  if (status !== 0 || !/^\d+\.\d+\.\d+/.test(found)) throw new Error("does not print a version");
  if (major > 3) throw new Error(`version ${found} is newer than 3.x`);
  if (major < 3 || minor < pinnedMinor || (minor === pinnedMinor && patch < pinnedPatch)) {
    throw new Error(`version ${found} is older than ${PINNED}`);
  }
}

/** Why an attempt failed, in one line. */
const why = (thrown: unknown) =>
  String(thrown).includes("ENOENT") ? "not found" : reasonOf(thrown);

/** The `pulumi` on PATH, with its full path: its language hosts are in the same folder. */
function onPath(): string {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const command = folders
    .map((folder) => path.join(folder, EXECUTABLE))
    .find((file) => fs.existsSync(file));
  if (command === undefined) throw new Error("not found");
  return command;
}

/**
 * The full path of the first CLI that works: on PATH, in the versions folder, downloaded, or built.
 * @throws Failure with the reason why each attempt failed, and with what to do.
 */
export async function resolveCli(
  say: (line: string) => void,
  machine: Machine = thisMachine(),
): Promise<string> {
  const { root } = machine;
  const installed = path.join(root, "bin", EXECUTABLE);
  const ways: readonly [string, () => string | Promise<string>][] = [
    ["pulumi on PATH", onPath],
    [installed, () => installed],
    [
      "download from get.pulumi.com",
      async () => {
        await machine.download(root);
        return installed;
      },
    ],
    [
      "build with Go",
      () => {
        say(`Building the Pulumi CLI ${PINNED} with Go, once: 2 to 7 minutes`);
        machine.build(root);
        return installed;
      },
    ],
  ];
  const tried: string[] = [];
  for (const [name, way] of ways) {
    try {
      const command = await way();
      assertUsable(command);
      return command;
    } catch (thrown) {
      tried.push(`  ${name}: ${why(thrown)}`);
    }
  }
  throw new Failure(
    [
      `the Pulumi CLI ${PINNED}, or a later 3.x, is required:`,
      ...tried,
      "Do one of these, then run the command again:",
      "  install the Pulumi CLI so that `pulumi` is on PATH: https://www.pulumi.com/docs/install/",
      `  put its executable at ${installed}`,
      "  install Go 1.25.11 or later, so that the CLI can be built from its module",
    ].join("\n"),
  );
}

/** Deletes the unfinished builds of processes that no longer run. */
function removeAbandoned(parent: string, prefix: string): void {
  for (const name of fs.readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    try {
      process.kill(Number(name.slice(prefix.length)), 0);
    } catch {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
}

/**
 * Builds the pinned CLI from its Go module (`pulumi-cli/go.mod` and `go.sum` pin every dependency), in a separate folder. The
 * executable is moved in one step: an interrupted build leaves none, and two builds at the same time both leave a complete one.
 */
export function buildFromModule(root: string): void {
  const parent = path.dirname(root);
  const prefix = `.build-${path.basename(root)}-`;
  const draft = path.join(parent, `${prefix}${String(process.pid)}`);
  fs.mkdirSync(draft, { recursive: true });
  removeAbandoned(parent, prefix);
  try {
    const { error, status, stderr } = spawnSync(
      "go",
      [
        "build",
        "-mod=readonly",
        "-buildvcs=false",
        "-trimpath",
        "-tags=osusergo,grpcnotrace",
        `-ldflags=-s -w -X ${VERSION_VARIABLE}=v${PINNED}`,
        `-o=${path.join(draft, EXECUTABLE)}`,
        MODULE,
      ],
      {
        cwd: path.join(__dirname, "pulumi-cli"),
        env: { ...process.env, CGO_ENABLED: process.env["CGO_ENABLED"] ?? "0" },
        stdio: ["ignore", "ignore", "pipe"],
        encoding: "utf8",
      },
    );
    if (error !== undefined) throw new Error("go not found on PATH");
    if (status !== 0) throw new Error(stderr.trim().split("\n").slice(-3).join("; "));
    fs.mkdirSync(path.join(root, "bin"), { recursive: true });
    fs.renameSync(path.join(draft, EXECUTABLE), path.join(root, "bin", EXECUTABLE));
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}
