import type { RuleCases } from "./cases";

export const ignoreRules: readonly RuleCases[] = [
  {
    rule: "ignore-rules-unknown",
    refused: [
      {
        args: { ignoreRules: ["port", "prot", "something-else"] },
        found: [
          'ignoreRules[1]: there is no rule "prot"; did you mean port?',
          'ignoreRules[2]: there is no rule "something-else"',
        ],
      },
    ],
    accepted: [{ args: { ignoreRules: ["port", "window-overlap"] } }],
  },
];
