import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

/** Imports that a room of the house does without, so that data flows one way (CONTRIBUTING.md). */
const without = (files, patterns) => ({
  files,
  rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] },
});

const noPulumi = {
  group: ["@pulumi/*"],
  allowTypeImports: true,
  message: "This room is pure: it runs without Pulumi (npm run check does).",
};
const outOfPackage = {
  regex: "^(\\.\\./)+(settings|network|cache-args|local/|tests/|bench/|scripts/)",
  message: "The package knows nothing of the program, of the local run or of the tests.",
};

export default tseslint.config(
  { ignores: ["**/node_modules/", ".local/", "**/*.js", "**/*.mjs", "local/aws/data/"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "@pulumi": pulumi },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_", argsIgnorePattern: "^_" },
      ],
    },
  },
  {
    files: ["components/**"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [outOfPackage] }] },
  },
  without(
    ["components/catalog/**"],
    [
      noPulumi,
      outOfPackage,
      {
        group: ["../*"],
        allowTypeImports: true,
        message: "The catalogue knows AWS and nothing else.",
      },
    ],
  ),
  without(
    ["components/rules/**"],
    [
      noPulumi,
      outOfPackage,
      { group: ["**/resources/*"], message: "Rules know the catalogue and the spec." },
    ],
  ),
  without(
    [
      "components/{spec,shape,inspect,problem,windows,nearest,literal,alarms,composite-rule,physical-name}.ts",
      "settings.ts",
    ],
    [noPulumi, { group: ["**/resources/*"], message: "This is pure: no resources." }],
  ),
  without(
    ["components/resources/**"],
    [
      outOfPackage,
      {
        group: ["**/rules", "**/rules/*"],
        message: "Resources trust the spec: what is wrong was said before.",
      },
    ],
  ),
);
