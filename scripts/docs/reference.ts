import {
  type Documented,
  type DocumentedFunction,
  aboutInterface,
  enumsOf,
  fieldsOf,
  functionOf,
  outputsOf,
} from "./docstrings";
import { code, GENERATED, table } from "./markdown";

const INTRODUCTION = `# Reference

The public surface of the package \`@koneksi/redis-cache\`: one component, \`RedisCache\`, its arguments and outputs, and helpers for
the stacks that use the cache. Types are written as in TypeScript; \`Input<T>\` takes a value of another resource, and every other
argument has to be known at preview, because it decides what is made or is checked before anything is. Other languages have the same
names in their own spelling ([package](package.md)). The keys of a stack file are in [configuration](configuration.md).`;

const fieldRows = (fields: readonly Documented[]) =>
  fields.map(({ name, type, optional, description }) => [
    code(optional ? `${name}?` : name),
    code(type),
    description,
  ]);

const interfaceSection = (name: string, file?: string) => [
  `### ${name}`,
  aboutInterface(name, file),
  table(["field", "type", "what it is"], fieldRows(fieldsOf(name, file))),
];

/** The interfaces among the arguments, each after the one that names it. */
const NESTED = [
  "CacheAuthArgs",
  "CacheUserArgs",
  "RestoreFromArgs",
  "CacheLogsArgs",
  "CacheLogArgs",
  "CacheAlarmsArgs",
  "CacheAlarmOverrideArgs",
  "CacheCustomAlarmArgs",
];

const FUNCTIONS = [
  ["readConnection", "connection/connection.ts"],
  ["containerEnvironment", "connection/connection.ts"],
  ["connectionUrl", "connection/connection.ts"],
  ["allowConsumer", "access/consumer-access.ts"],
  ["createAlarmTopic", "monitoring/alarm-topic.ts"],
] as const;

const OPTIONS = [
  ["ContainerEnvironmentOptions", "connection/connection.ts"],
  ["ContainerEnvironment", "connection/connection.ts"],
  ["ConsumerAccessArgs", "access/consumer-access.ts"],
  ["AlarmTopicArgs", "monitoring/alarm-topic.ts"],
] as const;

const functionSection = ({ name, signatures, description }: DocumentedFunction) => [
  `### ${name}`,
  ["```ts", ...signatures, "```"].join("\n"),
  description,
];

const enumSection = ({ name, description, values }: ReturnType<typeof enumsOf>[number]) => [
  `### ${name}`,
  description,
  table(
    ["value", "constant", "what it is"],
    values.map((value) => [code(value.type), code(`${name}.${value.name}`), value.description]),
  ),
];

/** The page about the package's surface. */
export function referencePage(): string {
  return [
    GENERATED,
    INTRODUCTION,
    "## Arguments",
    aboutInterface("RedisCacheArgs"),
    table(["argument", "type", "what it is"], fieldRows(fieldsOf("RedisCacheArgs"))),
    ...NESTED.flatMap((name) => interfaceSection(name)),
    "## Outputs",
    "An output that does not exist in the cache's mode is undefined, never an empty text.",
    table(
      ["output", "type", "what it is"],
      fieldRows(outputsOf("RedisCache", "redis-cache/redis-cache.ts")),
    ),
    ...interfaceSection("CacheConnection", "connection/connection.ts"),
    ...interfaceSection("CacheConnectionUser", "connection/connection.ts"),
    ...interfaceSection("CacheAlarm", "monitoring/alarms.ts"),
    "## Enumerations",
    "AWS's own words; the text and the constant mean the same.",
    ...enumsOf().flatMap(enumSection),
    "## Helpers",
    "For TypeScript programs; other languages read `connection` from the stack's outputs.",
    ...FUNCTIONS.flatMap(([name, file]) => functionSection(functionOf(name, file))),
    ...OPTIONS.flatMap(([name, file]) => interfaceSection(name, file)),
    "### presentOutputs",
    "Leaves out the outputs that do not exist in a cache's mode, which Pulumi would warn of at every run:",
    "```ts\nexport = presentOutputs({ host: cache.primaryEndpointAddress });\n```",
  ].join("\n\n");
}
