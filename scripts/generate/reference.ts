import { type Export, helpers } from "./exports";
import { code, GENERATED, table } from "./markdown";
import { listed } from "../../components/checking/format";
import {
  type Properties,
  type Property,
  type Schema,
  type TypeDefinition,
  componentOf,
  referenceOf,
  typeOf,
} from "./schema";

const INTRODUCTION = `# Reference

The public surface of the package \`@koneksi/redis-cache\`: one component, \`RedisCache\`, its arguments and outputs, and helpers for
the stacks that use the cache. Types are written as in TypeScript; \`Input<T>\` takes a value of another resource, and every other
argument must be known at preview, because it decides what is made or is checked before anything is. Other languages have the same
names in their own spelling ([package](package.md)). In a stack file the arguments are keys of the same name
([configuration](configuration.md)).`;

/** A type as TypeScript writes it. */
function typeText(property: Property = {}, isInput: boolean): string {
  const { items, additionalProperties, type = "", plain } = property;
  const text =
    referenceOf(property) ??
    (items && `${typeText(items, isInput)}[]`) ??
    (additionalProperties && `Record<string, ${typeText(additionalProperties, isInput)}>`) ??
    type;
  return isInput && plain !== true ? `Input<${text}>` : text;
}

/** A description on one line. */
const oneLine = ({ description = "" }: { readonly description?: string }) =>
  description.replace(/\s+/g, " ");

const fields = (heading: string, properties: Properties, isInput: boolean) =>
  table(
    [heading, "type", "description"],
    Object.entries(properties).map(([name, property]) => [
      code(isInput && property.optional === true ? `${name}?` : name),
      code(typeText(property, isInput)),
      oneLine(property),
    ]),
  );

/** The interfaces and enumerations among properties, each with the paths that lead to it, in the order in which a reader meets them. */
function typesOf(
  schema: Schema,
  properties: Properties,
  at = "",
  found = new Map<string, string[]>(),
): ReadonlyMap<string, readonly string[]> {
  for (const [name, property] of Object.entries(properties)) {
    const { additionalProperties, items } = property;
    const type = referenceOf(additionalProperties ?? items ?? property);
    if (type === undefined) continue;
    const path = `${at}${name}${additionalProperties === undefined ? "" : ".<key>"}`;
    found.set(type, [...(found.get(type) ?? []), path]);
    typesOf(schema, typeOf(schema, type).properties ?? {}, `${path}.`, found);
  }
  return found;
}

type Section = (name: string, type: TypeDefinition, paths: readonly string[]) => string[];

/** A section for each interface or each enumeration among properties. */
const sections = (
  schema: Schema,
  properties: Properties,
  kind: "properties" | "enum",
  section: Section,
) =>
  [...typesOf(schema, properties)].flatMap(([name, paths]) => {
    const type = typeOf(schema, name);
    return type[kind] === undefined ? [] : section(name, type, paths);
  });

const interfaceSection =
  (isInput: boolean): Section =>
  (name, { properties = {} }, paths) => [
    `### ${name}`,
    `The fields of ${listed(paths.map(code))}.`,
    fields("field", properties, isInput),
  ];

const enumSection: Section = (name, { enum: words = [] }, paths) => [
  `### ${name}`,
  `The values of ${listed(paths.map(code))}.`,
  table(
    ["value", "constant", "description"],
    words.map((word) => [code(word.value), code(`${name}.${word.name}`), oneLine(word)]),
  ),
];

const block = (text: string) => `\`\`\`ts\n${text}\n\`\`\``;

const helperSection = ({ name, description, code: text }: Export) => [
  `### ${name}`,
  block(text),
  description,
];

/** The page about the package's surface. */
export function referencePage(schema: Schema): string {
  const { inputProperties, properties } = componentOf(schema, "RedisCache");
  const others = helpers().filter(({ name }) => !typesOf(schema, properties).has(name));
  const functions = others.filter(({ kind }) => kind === "function");
  const types = others.filter(({ kind }) => kind === "type");
  return [
    GENERATED,
    INTRODUCTION,
    "## Arguments",
    "Names and values are those of AWS's CreateReplicationGroup where it has one.",
    fields("argument", inputProperties, true),
    ...sections(schema, inputProperties, "properties", interfaceSection(true)),
    "## Outputs",
    "An output that does not exist in the cache's mode is undefined, never an empty text.",
    fields("output", properties, false),
    ...sections(schema, properties, "properties", interfaceSection(false)),
    "## Enumerations",
    "The values are AWS's. The text and the constant mean the same.",
    ...sections(schema, inputProperties, "enum", enumSection),
    "## Helpers",
    "Functions for TypeScript programs; other languages read `connection` from the stack's outputs.",
    ...functions.flatMap(helperSection),
    "### Types",
    ...types.map(({ code: text }) => block(text)),
  ].join("\n\n");
}
