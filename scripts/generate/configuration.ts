import type { Shape } from "../../components/checking/shape";
import { NAMESPACE, programKeys } from "../../program/settings";
import { code, GENERATED, table } from "./markdown";
import type { Schema } from "./schema";
import { argumentsOf } from "./shapes";

const INTRODUCTION = `# Configuration

The configuration keys of a stack, for \`Pulumi.<stack>.yaml\` or \`pulumi config set\`. Each argument of the component is a key of the
same name in the namespace \`${NAMESPACE}\`; the program adds a few keys. Only the network is required: everything else has a default.

\`\`\`yaml
config:
  aws:region: ap-southeast-1
  ${NAMESPACE}:networkStack: koneksi-network/prod
  ${NAMESPACE}:nodeType: cache.r6g.large
  ${NAMESPACE}:numCacheClusters: 3
  ${NAMESPACE}:parameters:
    maxmemory-policy: allkeys-lru
    timeout: "300"
\`\`\`

On the command line:

\`\`\`sh
pulumi config set nodeType cache.r6g.large
pulumi config set --path 'parameters["maxmemory-policy"]' allkeys-lru
pulumi config set --path alarms.composite true
pulumi config set --secret authToken
\`\`\`

\`npm run check -- --stack prod\` reports every problem of a stack file in under a second, without an engine or credentials.

## How values are read

- **Quote versions.** YAML reads an unquoted \`7.0\` as the number 7; write \`engineVersion: "7.0"\`.
- **Numbers and booleans** may be quoted or not. In \`parameters\` and \`tags\` they become text, as in AWS.
- **An empty text means unset**, at every depth: the default applies.
- **An unknown key is an error** that suggests the nearest known key. All errors are reported together.
- **The keys of the AWS provider** are the same as everywhere in Pulumi: \`aws:region\` (this project's default is ap-southeast-1), \`aws:profile\`
  or \`AWS_PROFILE\`, \`aws:assumeRoles\`, \`aws:defaultTags\`.
- **Ids and ARNs** are literal values. To read them from another stack, use \`networkStack\`.

The program checks the combination of values before it registers anything: [rules](rules.md), [node types](node-types.md),
[parameters](parameters.md).`;

const PROGRAM = `## Network, protection, people

Keys of the program. Choose exactly one network: \`networkStack\`; ids (\`vpcId\`, \`subnetIds\` or \`subnetGroupName\`,
\`securityGroupIds\`); or \`createNetwork: true\` for a trial.`;

const CACHE = `## The cache

Each key is an argument of \`RedisCache\`. Its meaning and its default are in the [reference](reference.md#arguments).`;

const KINDS: Readonly<Record<"string" | "number" | "boolean", readonly [string, string]>> = {
  string: ["text", "texts"],
  number: ["number", "numbers"],
  boolean: ["true or false", "booleans"],
};

/** The type of a value as YAML has it. */
function kindOf(shape: Shape): string {
  switch (shape.kind) {
    case "enum":
      return shape.values.map(code).join(", ");
    case "list":
    case "map":
      return `${shape.kind} of ${many(shape.of)}`;
    case "object":
      return "map";
    default:
      return KINDS[shape.kind][0];
  }
}

const many = (shape: Shape) =>
  shape.kind === "string" || shape.kind === "number" || shape.kind === "boolean"
    ? KINDS[shape.kind][1]
    : "maps";

/** A key and, below it, those of a map of named fields. */
function rows(path: string, shape: Shape): string[][] {
  const own = [code(path), `${kindOf(shape)}${shape.required === true ? " (required)" : ""}`];
  const [fields, at] =
    shape.kind === "map" && shape.of.kind === "object"
      ? [shape.of.fields, `${path}.<key>`]
      : [shape.kind === "object" ? shape.fields : {}, path];
  const inner = Object.entries(fields).flatMap(([key, field]) => rows(`${at}.${key}`, field));
  return [own, ...inner];
}

/** The page about the configuration. */
export function configurationPage(schema: Schema): string {
  return [
    GENERATED,
    INTRODUCTION,
    PROGRAM,
    table(
      ["key", "value", "description"],
      Object.entries(programKeys).map(([key, { shape, description }]) => [
        code(key),
        kindOf(shape),
        description,
      ]),
    ),
    CACHE,
    table(
      ["key", "value"],
      Object.entries(argumentsOf(schema)).flatMap(([key, shape]) => rows(key, shape)),
    ),
  ].join("\n\n");
}
