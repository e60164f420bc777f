import { LATE } from "../../program/configuration";

/**
 * What Pulumi reads: a line of the configuration of a stack file, without its key, and the value that the program is given. The unit
 * test holds the check to it, and the engine test holds it to the CLI.
 */
export const READ: readonly (readonly [yaml: string, value: unknown])[] = [
  // Integers, in every base that YAML 1.1, YAML 1.2 or Go knows.
  ["6379", "6379"],
  ["017", "15"],
  ["-017", "-15"],
  ["0o17", "15"],
  ["-0o17", "-15"],
  ["0O17", "15"],
  ["00", "0"],
  ["0x1F", "31"],
  ["+0X1f", "31"],
  ["0b101", "5"],
  ["0B1_01", "5"],
  ["1_000", "1000"],
  ["1__0_", "10"],
  ["0_17", "15"],
  ["_1", "_1"],
  ["+12", "12"],
  ["-0", "0"],
  ["9007199254740993", "9007199254740993"],
  ["18446744073709551615", "18446744073709551615"],
  ["-9223372036854775808", "-9223372036854775808"],
  ["0o8", "0o8"],
  ["0x", "0x"],
  ["0b2", "0b2"],
  ["0x1FFFFFFFFFFFFFFFF", "0x1FFFFFFFFFFFFFFFF"],
  // Floats, and integers that are too large for one.
  ["7.0", "7"],
  ["7.1", "7.1"],
  ["08", "8"],
  ["1.", "1"],
  [".5", "0.5"],
  ["-.5", "-0.5"],
  ["1_0.5", "10.5"],
  ["1e3", "1000"],
  ["1E+3", "1000"],
  ["1e-7", "1e-7"],
  ["1e21", "1e+21"],
  ["1e999", "1e999"],
  ["1e", "1e"],
  ["18446744073709551616", "18446744073709552000"],
  ["-9223372036854775809", "-9223372036854776000"],
  ["0777777777777777777777777", "7.777777777777778e+23"],
  ["+.nan", "+.nan"],
  // Booleans, and words that are none.
  ["true", "true"],
  ["True", "true"],
  ["FALSE", "false"],
  ["tRue", "tRue"],
  ["yes", "yes"],
  ["No", "No"],
  ["on", "on"],
  ["OFF", "OFF"],
  ["y", "y"],
  // Nothing.
  ["", ""],
  ["~", ""],
  ["null", ""],
  ["Null", ""],
  ['""', ""],
  ["nULL", "nULL"],
  // Dates and times.
  ["2026-01-02", "2026-01-02 00:00:00 +0000 UTC"],
  ["2026-1-2", "2026-01-02 00:00:00 +0000 UTC"],
  ["2026-01-02T03:04:05Z", "2026-01-02 03:04:05 +0000 UTC"],
  ["2026-01-02t3:4:5.120Z", "2026-01-02 03:04:05.12 +0000 UTC"],
  ["2026-01-02 03:04:05.1234567891", "2026-01-02 03:04:05.123456789 +0000 UTC"],
  ["2026-01-02T03:04:05+07:00", "2026-01-02 03:04:05 +0700 +0700"],
  ["2026-01-02T03:04:05-03:30", "2026-01-02 03:04:05 -0330 -0330"],
  ["2026-01-02T03:04:05-00:00", "2026-01-02 03:04:05 +0000 UTC"],
  ["2024-02-29", "2024-02-29 00:00:00 +0000 UTC"],
  ["0000-02-29", "0000-02-29 00:00:00 +0000 UTC"],
  ["2026-02-29", "2026-02-29"],
  ["1900-02-29", "1900-02-29"],
  ["2026-13-01", "2026-13-01"],
  ["2026-01-00", "2026-01-00"],
  ["2026-01-32", "2026-01-32"],
  ["2026-01-02T24:00:00Z", "2026-01-02T24:00:00Z"],
  ["2026-01-02T03:60:00Z", "2026-01-02T03:60:00Z"],
  ["2026-01-02T03:04:60Z", "2026-01-02T03:04:60Z"],
  ["2026-01-02T03:04:05+25:00", "2026-01-02T03:04:05+25:00"],
  ["2026-01-02T03:04:05", "2026-01-02T03:04:05"],
  ["2026-01-02 03:04:05 +01:00", "2026-01-02 03:04:05 +01:00"],
  ["'2026-01-02'", "2026-01-02"],
  ["12:30", "12:30"],
  ["sun:03:00-sun:05:00", "sun:03:00-sun:05:00"],
  // Explicit tags.
  ["!!str 017", "017"],
  ['!!int "017"', "15"],
  ["!!float 1", "1"],
  ['!!timestamp "2026-01-02"', "2026-01-02 00:00:00 +0000 UTC"],
  ['!!bool "true"', "true"],
  ["!!binary aGVsbG8=", "hello"],
  ["!own 017", "017"],
  ["!own {a: 1}", { a: 1 }],
  ["!!set {a, b}", { a: null, b: null }],
  ["!!omap [{a: 1}]", [{ a: 1 }]],
  // Text.
  ["a b # c", "a b"],
  ["a#b", "a#b"],
  ["http://a.example/b?c=d#e", "http://a.example/b?c=d#e"],
  ["'it''s'", "it's"],
  ['"a\\tb\\x41\\u00e9"', "a\tbAé"],
  ["|\n    a\n     b\n", "a\n b\n"],
  [">-\n    a\n    b\n", "a b"],
  ["<<", "<<"],
  // Objects and lists, which the program gets as JSON.
  ["{}", {}],
  ["[]", []],
  [
    "{a: 017, b: yes, c: 2026-01-02, d: null, e: 1.5, f: [0x10, ~, 1_0], g: '', h: 7.0}",
    {
      a: 15,
      b: "yes",
      c: "2026-01-02 00:00:00 +0000 UTC",
      d: null,
      e: 1.5,
      f: [16, null, 10],
      g: "",
      h: 7,
    },
  ],
  ["{a: 9007199254740993}", { a: 9007199254740992 }],
  [
    "{1: a, 017: b, true: c, 1.5: d, 2026-01-02: e, ~: f, yes: g}",
    {
      "1": "a",
      "15": "b",
      true: "c",
      "1.5": "d",
      "2026-01-02 00:00:00 +0000 UTC": "e",
      "<nil>": "f",
      yes: "g",
    },
  ],
  ["\n    - 1\n    - - a\n    - b: 1\n", [1, ["a"], { b: 1 }]],
  // Anchors, aliases and merges.
  ["&one {a: 1, b: 017}", { a: 1, b: 15 }],
  ["*one", { a: 1, b: 15 }],
  ["[*one, &two x, *two]", [{ a: 1, b: 15 }, "x", "x"]],
  ["{<<: *one, b: x}", { a: 1, b: "x" }],
  ["{b: x, <<: *one}", { a: 1, b: "x" }],
  ["{<<: [{a: 5}, *one], c: 1}", { a: 5, b: 15, c: 1 }],
  ["{<<: {<<: *one, b: 2}}", { a: 1, b: 2 }],
  ["{*two : 1}", { x: 1 }],
  // Secrets.
  ["{secure: v1:abc}", LATE],
  ["{a: [{secure: v1:abc}]}", { a: [LATE] }],
  ["{secure: 5}", { secure: 5 }],
  ["{secure: x, other: y}", { secure: "x", other: "y" }],
];

/** The stack file with a key for each row, `k0` and so on. Pulumi reads the first document of a file. */
export const READ_FILE = [
  "config:",
  ...READ.map(([yaml], index) => `  k${String(index)}: ${yaml}`),
  "---",
  "config: {k0: other}",
].join("\n");

/** What each further level of a list multiplies by ten. */
const bomb = (levels: number) =>
  Array.from(
    { length: levels },
    (_, level) =>
      `  a${String(level + 1)}: &a${String(level + 1)} [${Array(10)
        .fill(`*a${String(level)}`)
        .join(", ")}]`,
  );

/** Stack files that are not YAML as Pulumi reads it: the file, the line of the mistake, and what the check says of it. */
const NOT_YAML: readonly (readonly [what: string, file: string, line: number, says: string])[] = [
  [
    "a list that does not end",
    "config:\n  a: [1\n",
    3,
    "Flow sequence in block collection must be sufficiently indented and end with a ]",
  ],
  ["an unknown anchor", "config:\n  a: *b\n", 2, "the anchor &b does not exist"],
  [
    "an alias before its anchor",
    "config:\n  a: *b\n  b: &b 1\n",
    2,
    "the anchor &b does not exist",
  ],
  ["an alias inside of its anchor", "config:\n  a: &a\n    - b: *a\n", 3, "*a contains itself"],
  [
    "aliases that multiply",
    ["config:", "  a0: &a0 [x]", ...bomb(9)].join("\n"),
    6,
    "aliases repeat too much of the file",
  ],
  [
    "a merge of text",
    "config:\n  a:\n    <<: b\n",
    3,
    "<< must have a mapping, an alias of one, or a list of them",
  ],
  ["a key that is given twice", "config:\n  a: 1\n  b: 2\n  a: 3\n", 4, "Map keys must be unique"],
  [
    "two merges in one mapping",
    "config:\n  a: {<<: {b: 1}, <<: {c: 1}}\n",
    2,
    "Map keys must be unique",
  ],
  ["a list as a key", "config:\n  a: {[b]: c}\n", 2, "a key cannot be a mapping or a list"],
  ["a number as a configuration key", "config:\n  1: a\n", 2, "a key must be text"],
  ["a key of the file that is not text", "config: {}\ntrue: a\n", 2, "a key must be text"],
  ["infinity", "config:\n  a: -.inf\n", 2, "-.inf cannot be a value of Pulumi's configuration"],
  [
    "a number that is none",
    "config:\n  a: .NaN\n",
    2,
    ".NaN cannot be a value of Pulumi's configuration",
  ],
  [
    "a fraction as an integer",
    "config:\n  a: !!int 1.5\n",
    2,
    "1.5 is not a value of the type !!int",
  ],
  [
    "a word as a boolean",
    "config:\n  a: !!bool yes\n",
    2,
    "Unresolved tag: tag:yaml.org,2002:bool",
  ],
  ["text as base64", "config:\n  a: !!binary a\n", 2, "a is not a value of the type !!binary"],
  ["a tab as indentation", "config:\n\ta: 1\n", 2, "Tabs are not allowed as indentation"],
  ["a tab on an empty line", "config:\n  a: 1\n\t\n  b: 2\n", 3, "a tab cannot indent a line"],
  ["a control character", "config:\n  a: b\u0007\n", 2, "it contains a control character"],
  [
    "YAML 1.2 by name",
    "%YAML 1.2\n---\nconfig: {}\n",
    1,
    "the only directive that Pulumi accepts is %YAML 1.1",
  ],
];

/** What Pulumi refuses: a whole stack file, and what the check says of it. */
export const REFUSED: readonly (readonly [what: string, file: string, message: string])[] = [
  ...NOT_YAML.map(
    ([what, file, line, says]) =>
      [what, file, `:${String(line)} is not valid YAML: ${says}`] as const,
  ),
  ["a list as the file", "- a\n", " is not a YAML mapping"],
  ["text as the configuration", "config: a\n", ": config: not a mapping"],
  [
    "a key with two namespaces",
    "config:\n  a:b:c: d\n",
    ": a:b:c is not a configuration key; use <namespace>:<name>",
  ],
];

/** A project that declares configuration, a stack of it, and the values that the program is given. */
export const DECLARED = {
  project: `
name: app
runtime: nodejs
config:
  aws:region: {value: ap-southeast-1}
  aws:profile: shop
  text: {type: string, default: a}
  number: {type: integer, default: 0x1F}
  given: {type: string, default: a}
  app:full: {default: [017, yes]}
  short: 017
  list: [a, b]
  flag: false
  nothing: {type: string, default: ""}
`,
  stack: "config: {given: b, app:more: c, aws:profile: other}",
  values: {
    "app:flag": "false",
    "app:full": [15, "yes"],
    "app:given": "b",
    "app:list": ["a", "b"],
    "app:more": "c",
    "app:nothing": "",
    "app:number": "31",
    "app:short": "15",
    "app:text": "a",
    "aws:profile": "other",
    "aws:region": "ap-southeast-1",
  },
};
