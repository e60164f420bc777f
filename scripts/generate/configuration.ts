import type { Shape } from "../../components/checking/shape";
import { NAMESPACE, programKeys } from "../../program/settings";
import { code, GENERATED, table } from "./markdown";
import type { Schema } from "./schema";
import { argumentsOf } from "./shapes";

const INTRODUCTION = `# Configuration

Everything that a stack of the program can be told, in \`Pulumi.<stack>.yaml\` or by \`pulumi config set\`. Each argument of the
component is a key of the same name under the namespace \`${NAMESPACE}\`; the program adds a few of its own. A stack needs a network
and nothing else: all that is not given has a default.

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

The same on the command line:

\`\`\`sh
pulumi config set nodeType cache.r6g.large
pulumi config set --path 'parameters["maxmemory-policy"]' allkeys-lru
pulumi config set --path alarms.composite true
pulumi config set --secret authToken
\`\`\`

\`npm run check -- --stack prod\` says in under a second what is wrong with a stack file, without an engine or credentials.

## How values are read

- **Quote versions.** YAML reads an unquoted \`7.0\` as the number 7; write \`engineVersion: "7.0"\`.
- **Numbers and booleans** may be quoted or not. Among \`parameters\` and \`tags\` they become text, as AWS has them there.
- **An empty text means unset**, at every depth, and the default stands.
- **An unknown key is an error** that names the nearest known one. Everything that is wrong is said at once.
- **The provider's own keys** are as everywhere in Pulumi: \`aws:region\` (this project's default is ap-southeast-1), \`aws:profile\`
  or \`AWS_PROFILE\`, \`aws:assumeRoles\`, \`aws:defaultTags\`.
- **Ids and ARNs** stand here as they are. What another stack makes is read through \`networkStack\`.

Which values go together is checked before anything is registered: [rules](rules.md), [node types](node-types.md),
[parameters](parameters.md).`;

const PROGRAM = `## Network, protection, people

Keys of the program. Exactly one of three ways says where the cache lives: \`networkStack\`; ids (\`vpcId\`, \`subnetIds\` or
\`subnetGroupName\`, \`securityGroupIds\`); or \`createNetwork: true\` for a trial.`;

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
