import boundaries from "eslint-plugin-boundaries";
import tseslint from "typescript-eslint";

/** Rooms that know no component, and may be used by all. */
const GENERIC = ["catalog", "formats", "checking", "pulumi"];
const CONCERNS = ["access", "monitoring", "connection"];
const COMPONENTS = [...GENERIC, ...CONCERNS, "redis-cache", "rules"];
const OUTSIDE = ["program", "local", "policy", "examples", "scripts", "tests", "bench"];

/**
 * The rooms: the folder of each, and the other rooms that it may import. A file belongs to the first folder that it is
 * in. A file in none of them is an error.
 */
const ROOMS = {
  catalog: ["components/catalog", ["formats"]],
  formats: ["components/formats", ["checking"]],
  checking: ["components/checking", ["pulumi"]],
  pulumi: ["components/pulumi", []],
  connection: ["components/connection", GENERIC],
  access: ["components/access", [...GENERIC, "connection"]],
  monitoring: ["components/monitoring", GENERIC],
  rules: ["components/redis-cache/rules", [...GENERIC, ...CONCERNS, "redis-cache"]],
  "redis-cache": ["components/redis-cache", [...GENERIC, ...CONCERNS]],
  program: ["program", COMPONENTS],
  local: ["local", [...COMPONENTS, "program"]],
  policy: ["policy", []],
  examples: ["examples", []],
  scripts: ["scripts", [...COMPONENTS, ...OUTSIDE]],
  tests: ["tests", [...COMPONENTS, ...OUTSIDE]],
  bench: ["bench", [...COMPONENTS, ...OUTSIDE]],
};

/** The files of a component that may import its rules. Everything else trusts the spec. */
const CHECKERS = ["components/*/{inspect,read-running,redis-cache}.ts"];

/** The files that run without Pulumi, as `npm run check` does. They import only types from any other file. */
const WITHOUT_PULUMI = [
  "components/{catalog,formats}/**",
  "components/checking/!(late-values).ts",
  "components/pulumi/user-error.ts",
  "components/*/{args,argument-shapes,spec,running,inspect,physical-name}.ts",
  "components/*/rules/**",
  "components/monitoring/{alarms,composite-rule,dashboard-body}.ts",
  "program/{complete-args,configuration,network-source,recipients,settings}.ts",
];

const anyOf = (types) => ({ element: { types: { anyOf: types } } });
const file = (category) => ({ file: { categories: category } });

/** The walls between the folders, without anything that needs types: tests/unit/walls.test.ts loads this file alone. */
export default [
  {
    files: ["**/*.ts"],
    languageOptions: { parser: tseslint.parser },
    plugins: { boundaries },
    settings: {
      "import/resolver": { node: { extensions: [".ts", ".js"] } },
      "boundaries/root-path": import.meta.dirname,
      "boundaries/elements": Object.entries(ROOMS).map(([type, [pattern]]) => ({
        type,
        pattern,
        partialMatch: false,
      })),
      "boundaries/files": [
        { category: "public", pattern: "components/index.ts" },
        { category: "checker", pattern: CHECKERS },
        { category: "without-pulumi", pattern: WITHOUT_PULUMI },
        { category: "program", pattern: "index.ts" },
      ],
      "boundaries/additional-dependency-nodes": [
        { selector: "TSImportType Literal", kind: "type", name: "import-type" },
      ],
    },
    rules: {
      "boundaries/no-unknown-files": "error",
      "boundaries/no-unknown-dependencies": "error",
      "boundaries/dependencies": [
        "error",
        {
          default: "disallow",
          checkAllOrigins: true,
          checkInternals: true,
          message:
            "{{from.file.path}} must not import {{to.file.path}}: ROOMS in eslint.walls.mjs lists what each folder may import",
          policies: [
            { allow: { to: { module: { origin: ["external", "core"] } } } },
            ...Object.entries(ROOMS).map(([type, [, may]]) => ({
              from: anyOf([type]),
              allow: { to: anyOf([type, ...may]) },
            })),
            { from: file("public"), allow: { to: anyOf(COMPONENTS) } },
            {
              from: file("program"),
              allow: { to: [anyOf(["program", ...COMPONENTS]), file("public")] },
            },
            { from: anyOf(OUTSIDE), allow: { to: file("public") } },
            { from: anyOf(["tests"]), allow: { to: file("program") } },
            { from: file("checker"), allow: { to: anyOf(["rules"]) } },
            {
              from: file("without-pulumi"),
              disallow: {
                to: { module: { origin: "external", source: "@pulumi/*" } },
                dependency: { kind: "value" },
              },
              message: "This file runs without Pulumi: import only types of {{to.module.source}}",
            },
            {
              from: file("without-pulumi"),
              disallow: {
                to: [{ isUnknown: true }, { categories: { noneOf: ["without-pulumi"] } }].map(
                  (file) => ({ module: { origin: "local" }, file }),
                ),
                dependency: { kind: "value" },
              },
              message: "This file runs without Pulumi, but {{to.file.path}} does not",
            },
          ],
        },
      ],
    },
  },
];
