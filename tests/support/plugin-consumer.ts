import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type EngineEvent, LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { serve } from "../../local/aws/serve";
import { resolveCli } from "../../local/cli";
import { forgetCredentials, type Program } from "../../local/engine";
import type { Plugin } from "./plugin";

/** A resource of an exported state. */
interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
}

/** A stack of somebody who has the package as a plugin alone, on the real engine with the simulated AWS. */
export class ConsumerStack {
  private constructor(
    private readonly home: string,
    private readonly stack: Stack,
    private readonly closeAws: () => Promise<unknown>,
  ) {}

  static async open(plugin: Plugin, program: Program): Promise<ConsumerStack> {
    forgetCredentials();
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "koneksi-consumer-"));
    const folder = (name: string) => {
      fs.mkdirSync(path.join(home, name));
      return path.join(home, name);
    };
    const accountDir = folder("account");
    const [aws, random] = await Promise.all([
      serve("aws", { accountDir, faults: [] }),
      serve("random", { accountDir, faults: [] }),
    ]);
    const providers = [
      `aws:${String(aws.port)}`,
      `random:${String(random.port)}`,
      `redis-cache:${String(plugin.port)}`,
    ];
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "test", projectName: "consumer", program },
      {
        pulumiCommand: await resolveCli(() => undefined),
        workDir: folder("work"),
        pulumiHome: folder("pulumi"),
        envVars: {
          PULUMI_BACKEND_URL: `file://${folder("state")}`,
          PULUMI_CONFIG_PASSPHRASE: "a test",
          PULUMI_SKIP_UPDATE_CHECK: "true",
          PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
          PULUMI_DEBUG_PROVIDERS: providers.join(","),
        },
      },
    );
    await stack.setConfig("aws:region", { value: "ap-southeast-1" });
    return new ConsumerStack(home, stack, () => Promise.all([aws.close(), random.close()]));
  }

  /** Brings the stack up; its outputs. */
  async up(): Promise<Readonly<Record<string, { value: unknown; secret: boolean }>>> {
    const { outputs } = await this.stack.up();
    return outputs;
  }

  /** `<operation> <type>::<name>` of each step of an operation that is more than a look. */
  async changedBy(operation: "preview" | "up"): Promise<readonly string[]> {
    const steps: string[] = [];
    const onEvent = ({ resourcePreEvent }: EngineEvent) => {
      if (resourcePreEvent === undefined) return;
      const { op, type, urn } = resourcePreEvent.metadata;
      if (op !== "same" && op !== "read")
        steps.push(`${op} ${type}::${urn.split("::").at(-1) ?? ""}`);
    };
    await this.stack[operation]({ onEvent });
    return steps;
  }

  async resources(): Promise<readonly StateResource[]> {
    const state = await this.stack.exportStack();
    return (state.deployment as { resources?: StateResource[] }).resources ?? [];
  }

  /** Files of the state, as they lie on disk, that hold a text. */
  stateFilesWith(text: string): readonly string[] {
    const state = path.join(this.home, "state");
    return fs
      .readdirSync(state, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => fs.readFileSync(file, "utf8").includes(text));
  }

  /** A preview that has to fail: what the engine says. */
  async failingPreview(): Promise<readonly string[]> {
    const errors: string[] = [];
    const onEvent = ({ diagnosticEvent }: EngineEvent) => {
      if (diagnosticEvent?.severity === "error") {
        errors.push(diagnosticEvent.message.replace(/<\{%.*?%\}>/g, "").trimEnd());
      }
    };
    const failed = await this.stack.preview({ onEvent }).then(
      () => false,
      () => true,
    );
    if (!failed) throw new Error("the preview did not fail");
    // What the program sees of the engine's end depends on which of the two is faster.
    return errors.filter((error) => !error.includes("resource monitor shut down"));
  }

  async close(): Promise<void> {
    await this.closeAws();
    fs.rmSync(this.home, { recursive: true, force: true });
  }
}
