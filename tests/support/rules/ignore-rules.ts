import type { RuleCases } from "./cases";

export const ignoreRules: readonly RuleCases[] = [
  {
    rule: "ignore-rules-unknown",
    refused: [
      {
        args: { ignoreRules: ["port", "prot", "something-else"] },
        found: [
          'ignoreRules[1]: "prot" is not a rule; did you mean port?',
          'ignoreRules[2]: "something-else" is not a rule',
        ],
      },
    ],
    accepted: [{ args: { ignoreRules: ["port", "window-overlap"] } }],
  },
];
