import type { OperationFailed } from "./engine";
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
  readonly advice: (about: Circumstances) => string;
}

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
];

/** The engine's failure as one message: what did not work and what to do. */
export function explainFailure(failed: OperationFailed, about: Circumstances): Failure {
  const { operation, stack } = about;
  if (about.interrupted) {
    return new Failure(
      `${operation} of ${stack} was interrupted; run it again, and it goes on from where it stopped`,
      INTERRUPTED,
    );
  }
  const text = `${failed.result.output}\n${failed.message}`;
  const known = EXPLANATIONS.find(({ sign }) => sign.test(text));
  if (known !== undefined) {
    return new Failure(`${operation} of ${stack} failed: ${known.advice(about)}`);
  }
  const errors = failed.result.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    return new Failure(`${operation} of ${stack} failed: put right what the engine says above`);
  }
  return new Failure(`${operation} of ${stack} failed: ${reasonIn(text)}`);
}

/** The engine's own last `error:` line, else the last thing that it said. */
function reasonIn(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  const error = lines.filter((line) => line.startsWith("error: ")).at(-1);
  return (error ?? lines.filter((line) => line !== "").at(-1) ?? "").replace(/^error: /, "");
}
