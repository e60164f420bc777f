import type { InputPropertyErrorDetails } from "@pulumi/pulumi";
import { UserError } from "./user-error";

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
 * All errors of one configuration. The marker is the one by which Pulumi knows its own InputPropertiesError: a component provider
 * turns it into one diagnostic for each property.
 */
export class ConfigurationError extends UserError {
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
