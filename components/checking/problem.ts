import type { InputPropertyErrorDetails } from "@pulumi/pulumi";
import { UserError } from "../pulumi/user-error";
import { printable } from "./format";

/** Whether a problem stops the deployment. */
export type Severity = "error" | "warning";

/** Something wrong with a configuration: where it is, what is wrong, and what to write instead. */
export interface Problem {
  readonly severity: Severity;
  /** Id of the rule, such as `windows-overlap`, for `ignoreRules`. */
  readonly rule: string;
  /** Path of the argument, such as `parameters.timeout`. */
  readonly path: string;
  /** What is wrong and what to write instead. */
  readonly reason: string;
  /** Whether `ignoreRules` can lower an error of this rule to a warning. Defaults to false. */
  readonly canBeIgnored?: boolean;
}

/** The problems that stop the deployment. */
export const errorsIn = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ severity }) => severity === "error");

/** One line of the message, with the id of the rule where `ignoreRules` can lower the error. */
const line = ({ path, rule, reason, canBeIgnored = false }: Problem) =>
  `  ${path}: ${reason}${canBeIgnored ? ` [${rule}]` : ""}`;

/**
 * All errors of one configuration. Pulumi takes it for its own InputPropertiesError because of the marker, so a component provider
 * prints only the message, without a stack trace, as a program does.
 */
export class ConfigurationError extends UserError {
  /** @internal */
  readonly __pulumiInputPropertiesError = true;
  /** What has the problems, such as `RedisCache "koneksi-prod"`. */
  readonly subject: string;
  readonly problems: readonly Problem[];
  /** @internal Empty: the message lists all problems. The engine would print each of these again, with the value or secret. */
  readonly errors: InputPropertyErrorDetails[] = [];

  constructor(subject: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${String(problems.length)} problems`;
    super([`${subject}: ${count}`, ...problems.map(line)].map(printable).join("\n"));
    this.name = "ConfigurationError";
    this.subject = subject;
    this.problems = problems;
  }
}

/** Warns of every problem, unless one of them is an error: then it throws the errors together. */
export function report(
  subject: string,
  problems: readonly Problem[],
  warn: (warning: Problem) => void,
): void {
  const errors = errorsIn(problems);
  if (errors.length > 0) throw new ConfigurationError(subject, errors);
  problems.forEach(warn);
}
