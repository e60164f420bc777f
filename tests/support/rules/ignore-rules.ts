import type { RuleTable } from "./cases";

export const ignoreRules: RuleTable = {
  "ignore-rules-unknown": [
    { ignoreRules: ["port", "prot", "something-else"] },
    'ignoreRules[1]: "prot" is not a rule; did you mean port?',
    'ignoreRules[2]: "something-else" is not a rule',
    { ignoreRules: ["port", "window-overlap"] },
  ],
};
