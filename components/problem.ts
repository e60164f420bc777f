import type { InputPropertyErrorDetails } from "@pulumi/pulumi";

/** Whether a problem stops the deployment. */
export type Severity = "error" | "warning";

/** Something that is wrong with a configuration: where, what, and what to write instead. */
export interface Problem {
  readonly severity: Severity;
  /** Id of the rule, such as `windows-overlap`, for `ignoreRules`. */
  readonly rule: string;
  /** Path of the argument, such as `parameters.timeout`. */
  readonly path: string;
  /** What is wrong and what to write instead. */
  readonly reason: string;
}

/**
 * Whether the value at a problem's path may hold a secret: the engine repeats the value of each property that it is told of, also that
 * of a token that was not marked as one.
 */
const mayBeSecret = ({ path }: Problem) => /^auth(?![A-Za-z])/.test(path);

/**
 * All errors of one configuration. The markers are the ones by which Pulumi knows its own error classes: a program that throws
 * this prints its message alone, without a stack (RunError), and a component provider turns it into one diagnostic for each
 * property (InputPropertiesError).
 */
export class ConfigurationError extends Error {
  /** @internal */
  readonly __pulumiRunError = true;
  /** @internal */
  readonly __pulumiInputPropertiesError = true;
  /** What is wrong, such as `RedisCache "koneksi-prod"`. */
  readonly subject: string;
  readonly problems: readonly Problem[];
  /** Path and reason of each error whose value may be shown, as Pulumi's engine takes them; the message has them all. */
  readonly errors: InputPropertyErrorDetails[];

  constructor(subject: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${String(problems.length)} problems`;
    const lines = problems.map(({ path, reason }) => `  ${path}: ${reason}`);
    super([`${subject}: ${count}`, ...lines].join("\n"));
    this.name = "ConfigurationError";
    this.subject = subject;
    this.problems = problems;
    this.errors = problems
      .filter((problem) => !mayBeSecret(problem))
      .map(({ path, reason }) => ({ propertyPath: path, reason }));
  }
}
