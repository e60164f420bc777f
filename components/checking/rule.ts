import type { Problem, Severity } from "./problem";

/** What a rule finds wrong: where, and what to write instead. */
export interface Finding {
  readonly path: string;
  readonly reason: string;
}

/** The description of a rule. */
interface RuleFacts {
  /** Stable name, for `ignoreRules` and the documentation. */
  readonly id: string;
  readonly severity: Severity;
  /** The requirement in one sentence, with its source. */
  readonly says: string;
}

/** A rule about a whole spec. */
export interface SpecRule<Spec> extends RuleFacts {
  readonly find: (spec: Spec) => readonly Finding[];
}

/**
 * A rule about one value that may be a late value. It checks a plain value before any resource is registered, and a late value as
 * soon as it is known, before the resource that uses it is made.
 */
export interface ValueRule<Spec> extends RuleFacts {
  /** Arguments that the rule checks; `*` stands for a key of a map and `[]` for an element of a list. */
  readonly of: readonly string[];
  readonly findIn: (value: unknown, path: string, spec: Spec) => readonly string[];
}

/** A rule: one requirement of AWS. It is pure and never throws. */
export type Rule<Spec> = SpecRule<Spec> | ValueRule<Spec>;

/** A rule about a change: what runs now, and the spec that it would become. */
export interface ChangeRule<Running, Spec> extends RuleFacts {
  readonly findChange: (running: Running, spec: Spec) => readonly Finding[];
}

/** Makes a rule about a change. */
export type MakeChangeRule<Running, Spec> = (
  id: string,
  says: string,
  findChange: ChangeRule<Running, Spec>["findChange"],
) => ChangeRule<Running, Spec>;

/** Makes a rule about a whole spec. */
export type MakeRule<Spec> = (
  id: string,
  says: string,
  find: SpecRule<Spec>["find"],
) => SpecRule<Spec>;

/** Makes a rule about values of type T; `wrong` returns the reason, or undefined if the value is valid. */
export type MakeValueRule<T, Spec> = (
  id: string,
  of: readonly string[],
  says: string,
  wrong: (value: T, path: string, spec: Spec) => string | undefined,
) => ValueRule<Spec>;

/** The constructors of rules about one kind of spec, and about its changes. */
export interface RuleMakers<Spec, Running> {
  readonly error: MakeRule<Spec>;
  readonly warning: MakeRule<Spec>;
  /** About strings. An empty string means unset and is not checked. */
  readonly valueError: MakeValueRule<string, Spec>;
  readonly valueWarning: MakeValueRule<string, Spec>;
  /** About whole lists, whatever their elements are. */
  readonly listError: MakeValueRule<readonly unknown[], Spec>;
  readonly listWarning: MakeValueRule<readonly unknown[], Spec>;
  readonly changeError: MakeChangeRule<Running, Spec>;
  readonly changeWarning: MakeChangeRule<Running, Spec>;
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Returns the constructors for one kind of spec, so that a rule needs no type arguments. */
export function ruleMakers<Spec, Running = never>(): RuleMakers<Spec, Running> {
  const rule =
    (severity: Severity): MakeRule<Spec> =>
    (id, says, find) => ({ id, severity, says, find });
  const valueRule =
    <T>(severity: Severity, isChecked: (value: unknown) => value is T): MakeValueRule<T, Spec> =>
    (id, of, says, wrong) => ({
      id,
      severity,
      says,
      of,
      findIn: (value, path, spec) => {
        const reason = isChecked(value) ? wrong(value, path, spec) : undefined;
        return reason === undefined ? [] : [reason];
      },
    });
  const changeRule =
    (severity: Severity): MakeChangeRule<Running, Spec> =>
    (id, says, findChange) => ({ id, severity, says, findChange });
  return {
    error: rule("error"),
    warning: rule("warning"),
    valueError: valueRule("error", isText),
    valueWarning: valueRule("warning", isText),
    listError: valueRule("error", isList),
    listWarning: valueRule("warning", isList),
    changeError: changeRule("error"),
    changeWarning: changeRule("warning"),
  };
}

/** Whether a rule checks values, and therefore late values too. */
export const isValueRule = <Spec>(rule: Rule<Spec>): rule is ValueRule<Spec> => "findIn" in rule;

/** One finding if the condition holds, else none. */
export const when = (wrong: boolean, path: string, reason: string): readonly Finding[] =>
  wrong ? [{ path, reason }] : [];

/** The findings of a rule as problems. `ignoreRules` can lower each of them to a warning. */
export const problems = (
  rule: Pick<RuleFacts, "id" | "severity">,
  findings: readonly Finding[],
): Problem[] =>
  findings.map((finding) => ({
    severity: rule.severity,
    rule: rule.id,
    ...finding,
    canBeIgnored: true,
  }));
