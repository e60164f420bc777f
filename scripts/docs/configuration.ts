import { type Shape, argumentShapes } from "../../components/checking/shape";
import { programKeys } from "../../program/configuration";
import { type Documented, aboutInterface, fieldsOf } from "./docstrings";
import { code, GENERATED, table } from "./markdown";

const INTRODUCTION = `# Configuration

Everything that a stack of the program can be told, in \`Pulumi.<stack>.yaml\` or by \`pulumi config set\`. Each argument of the
component is a key of the same name, and the program adds a few of its own. The namespace of the keys is the name of the project in
\`Pulumi.yaml\`; the examples are of a project named \`koneksi-redis\`. A stack needs a network and nothing else: everything else has a
default.

\`\`\`yaml
config:
  aws:region: ap-southeast-1
  koneksi-redis:networkStack: koneksi-network/prod
  koneksi-redis:nodeType: cache.r6g.large
  koneksi-redis:numCacheClusters: 3
  koneksi-redis:parameters:
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
[parameters](parameters.md). The same arguments for a program of your own are in the [reference](reference.md).`;

const PROGRAM = `## Network, protection, people

Keys of the program. Exactly one of three ways says where the cache lives: \`networkStack\`; ids (\`vpcId\`, \`subnetIds\` or
\`subnetGroupName\`, \`securityGroupIds\`); or \`createNetwork: true\` for a trial.`;

const KINDS: Readonly<Record<"string" | "number" | "boolean", string>> = {
  string: "text",
  number: "number",
  boolean: "true or false",
};

const PLURALS: Readonly<Record<"string" | "number" | "boolean", string>> = {
  string: "texts",
  number: "numbers",
  boolean: "booleans",
};

/** The type of a value as YAML has it. */
function kindOf(shape: Shape): string {
  switch (shape.kind) {
    case "enum":
      return shape.values.map(code).join(", ");
    case "list":
      return `list of ${many(shape.of)}`;
    case "map":
      return shape.of.kind === "object" ? "map, see below" : `map of ${many(shape.of)}`;
    case "object":
      return "map, see below";
    default:
      return KINDS[shape.kind];
  }
}

const many = (shape: Shape) =>
  shape.kind === "string" || shape.kind === "number" || shape.kind === "boolean"
    ? PLURALS[shape.kind]
    : "values";

const HEADER = ["key", "value", "what it is"];

const row = (name: string, shape: Shape, description: string) => [
  code(name),
  kindOf(shape),
  description,
];

/** The shape of a field, which its interface and the table of shapes both have. */
function shapeOf(fields: Readonly<Record<string, Shape>>, { name }: Documented): Shape {
  const shape = fields[name];
  if (shape === undefined) throw new Error(`no shape for ${name}`);
  return shape;
}

/** What a field is, and that it has to be given where it has no default. */
const withNeed = ({ description, optional }: Documented) =>
  optional ? description : `${description} Has to be given.`;

/** Maps within a map, by the path that leads there; the source of what is said of each is its interface. */
function sections(shape: Shape, path: string, type: string): string[] {
  if (shape.kind === "map" && shape.of.kind === "object") {
    const [, inner = ""] = /^Record<string, (\w+)>$/.exec(type) ?? [];
    return sections(shape.of, `${path}.<key>`, inner);
  }
  if (shape.kind !== "object") return [];
  const documented = fieldsOf(type);
  return [
    `### ${code(path)}`,
    aboutInterface(type),
    table(
      HEADER,
      documented.map((field) => row(field.name, shapeOf(shape.fields, field), withNeed(field))),
    ),
    ...documented.flatMap((field) =>
      sections(shapeOf(shape.fields, field), `${path}.${field.name}`, field.type),
    ),
  ];
}

/** The page about the configuration. */
export function configurationPage(): string {
  const args = fieldsOf("RedisCacheArgs");
  return [
    GENERATED,
    INTRODUCTION,
    PROGRAM,
    table(
      HEADER,
      Object.entries(programKeys).map(([key, { shape, description }]) =>
        row(key, shape, description),
      ),
    ),
    "## The cache",
    table(
      HEADER,
      args.map((field) => row(field.name, shapeOf(argumentShapes, field), field.description)),
    ),
    "## Maps",
    ...args.flatMap((field) => sections(shapeOf(argumentShapes, field), field.name, field.type)),
  ].join("\n\n");
}
