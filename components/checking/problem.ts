import type { InputPropertyErrorDetails } from "@pulumi/pulumi";
import { canBeIgnored } from "../redis-cache/rules";
import { UserError } from "../pulumi/user-error";
import { printable } from "./format";

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

/** What a person is told, with the id of the rule where `ignoreRules` can lower the error. */
const told = ({ rule, reason }: Problem) => (canBeIgnored(rule) ? `${reason} [${rule}]` : reason);

/**
 * All errors of one configuration. The marker is the one by which Pulumi knows its own InputPropertiesError: a component provider then
 * prints the message alone, without a stack, as a program does.
 */
export class ConfigurationError extends UserError {
  /** @internal */
  readonly __pulumiInputPropertiesError = true;
  /** What is wrong, such as `RedisCache "koneksi-prod"`. */
  readonly subject: string;
  readonly problems: readonly Problem[];
  /** @internal Empty: the message has all problems, and the engine would print each again, with the property's value or secret. */
  readonly errors: InputPropertyErrorDetails[] = [];

  constructor(subject: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${String(problems.length)} problems`;
    const lines = problems.map((problem) => `  ${problem.path}: ${told(problem)}`);
    super([`${subject}: ${count}`, ...lines].map(printable).join("\n"));
    this.name = "ConfigurationError";
    this.subject = subject;
    this.problems = problems;
  }
}
