import * as path from "node:path";
import type { Diagnostic, OperationFailed, OperationResult } from "./engine";
import { Failure, INTERRUPTED } from "./failure";

interface Circumstances {
  readonly operation: string;
  readonly stack: string;
  /** Folder of the local state. */
  readonly home: string;
  readonly lockFolder: string;
  readonly interrupted: boolean;
}

interface Explanation {
  readonly sign: RegExp;
  readonly advice: (about: Circumstances, result: OperationResult) => string;
}

/** AWS's error codes for a name, or a rule, that is there already. */
const TAKEN = /api error [\w.]*(AlreadyExists|ResourceExists|Duplicate)/;

/** What the engine says, and what a person does about it; the first that matches. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    sign: /currently locked by/,
    advice: ({ stack, lockFolder }) =>
      `another run is working on ${stack}: wait for it to end, then run the command again (if there is none: rm -r ${lockFolder})`,
  },
  {
    sign: /incorrect passphrase/,
    advice: ({ home }) =>
      `the local state was encrypted with another passphrase; start over, which costs nothing here: rm -r ${home}`,
  },
  {
    sign: /corrupt store/,
    advice: ({ home }) =>
      `the local state is damaged; start over, which costs nothing here: rm -r ${home}`,
  },
  {
    sign: /cannot be deleted\s+because it is protected/,
    advice: ({ stack }) =>
      `a protected resource would be deleted: take \`protect\` out of Pulumi.${stack}.yaml and up first, or destroy with --unprotect`,
  },
  {
    // Said of a deletion, and the way of the names that are taken would delete the cache itself.
    sign: /api error SnapshotAlreadyExists/,
    advice: ({ stack }) =>
      [
        "the name of the final snapshot is taken by an earlier one, and the cache is still there",
        `  give it another finalSnapshotIdentifier in Pulumi.${stack}.yaml, bring that up, and run it again`,
        "  or delete the earlier snapshot: docs/guides/snapshots-and-restore.md",
      ].join("\n"),
  },
  {
    sign: TAKEN,
    advice: ({ stack, home }, result) =>
      [
        `the account has already what the state of ${stack} doesn't know, as after an answer that was lost`,
        "  delete it there, and run it again:",
        ...takenIn(result).map((what) => `    ${consoleOf(home)} delete ${what}`),
        `  or keep it, with pulumi import: docs/faults.md`,
      ].join("\n"),
  },
  {
    sign: /api error [\w.]*NotFound/,
    advice: ({ stack }) =>
      `something isn't in the account, or not any more: let the state see what is there, and run it again: npm run local -- refresh --stack ${stack}`,
  },
];

const isError = ({ severity }: Diagnostic) => severity === "error";

/** `elasticache/ReplicationGroup cache`, as the console takes it; ID where the error names none. */
function takenIn({ diagnostics }: OperationResult): string[] {
  return diagnostics
    .filter((diagnostic) => isError(diagnostic) && TAKEN.test(diagnostic.message))
    .map(({ urn = "", message }) => {
      const [, module = "", kind = ""] =
        (urn.split("::")[2] ?? "").split("$").at(-1)?.split(":") ?? [];
      const id = /^creating [^(:]+ \(([^)]+)\): /.exec(message)?.[1] ?? "ID";
      return `${module.split("/")[0] ?? ""}/${kind} ${id}`;
    })
    .sort();
}

const HOME = path.join(__dirname, "..", ".local");

/** The console of the simulated account, in the folder where this run keeps it. */
function consoleOf(home: string): string {
  const elsewhere = home === HOME ? "" : `SIMULATED_AWS_DIR=${path.join(home, ".aws")} `;
  return `${elsewhere}node local/aws/console.js`;
}

/** Whether the operation came so far as to change something. */
const hasBegun = ({ operation, steps }: OperationResult) =>
  operation !== "preview" &&
  steps.some(({ op, type }) => op !== "same" && op !== "read" && type !== "pulumi:pulumi:Stack");

/** The engine's failure as one message: what did not work and what to do. */
export function explainFailure(failed: OperationFailed, about: Circumstances): Failure {
  const { operation, stack } = about;
  if (about.interrupted) {
    return new Failure(
      `${operation} of ${stack} was interrupted; run it again, and it goes on from where it stopped`,
      INTERRUPTED,
    );
  }
  const { output, diagnostics } = failed.result;
  const text = [...diagnostics.map(({ message }) => message), output, failed.message].join("\n");
  const known = EXPLANATIONS.find(({ sign }) => sign.test(text));
  if (known !== undefined) {
    return new Failure(`${operation} of ${stack} failed: ${known.advice(about, failed.result)}`);
  }
  if (diagnostics.some(isError)) {
    const again = hasBegun(failed.result)
      ? ", then run it again: it goes on from where it stopped"
      : "";
    return new Failure(
      `${operation} of ${stack} failed: put right what the engine says above${again}`,
    );
  }
  return new Failure(`${operation} of ${stack} failed: ${reasonIn(text)}`);
}

/** The engine's own last `error:` line, else the last thing that it said. */
function reasonIn(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const error = lines.filter((line) => line.startsWith("error: ")).at(-1);
  return (error ?? lines.filter((line) => line !== "").at(-1) ?? "").replace(/^error: /, "");
}
