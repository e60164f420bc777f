import { listed } from "../../components/checking/format";
import { declarations } from "./exports";
import { code, table } from "./markdown";
import {
  type Fields,
  type PackageSpec,
  type Property,
  componentOf,
  referenceOf,
  typeOf,
} from "./schema";

/** A type as TypeScript writes it. */
function typeText(property: Property, isInput: boolean): string {
  const { items, additionalProperties, plain } = property;
  const text =
    referenceOf(property) ??
    (items && `${typeText(items, isInput)}[]`) ??
    (additionalProperties && `Record<string, ${typeText(additionalProperties, isInput)}>`) ??
    ("type" in property ? property.type : "");
  return isInput && plain !== true ? `Input<${text}>` : text;
}

/** A description on one line. */
const oneLine = ({ description = "" }: { readonly description?: string }) =>
  description.replace(/\s+/g, " ");

const fields = (heading: string, { properties, required }: Fields, isInput: boolean) =>
  table(
    [heading, "type", "description"],
    Object.entries(properties).map(([name, property]) => [
      code(isInput && !required.includes(name) ? `${name}?` : name),
      code(typeText(property, isInput)),
      oneLine(property),
    ]),
  );

/** The interfaces and enumerations among fields, each with the paths that lead to it, in the order in which a reader meets them. */
function typesOf(
  schema: PackageSpec,
  { properties }: Fields,
  at = "",
  found = new Map<string, string[]>(),
): ReadonlyMap<string, readonly string[]> {
  for (const [name, property] of Object.entries(properties)) {
    const { additionalProperties, items } = property;
    const type = referenceOf(additionalProperties ?? items ?? property);
    if (type === undefined) continue;
    const path = `${at}${name}${additionalProperties === undefined ? "" : ".<key>"}`;
    found.set(type, [...(found.get(type) ?? []), path]);
    typesOf(schema, typeOf(schema, type), `${path}.`, found);
  }
  return found;
}

/** A section for each interface, or else for each enumeration, among fields. */
const sections = (schema: PackageSpec, among: Fields, enums: boolean, isInput: boolean) =>
  [...typesOf(schema, among)].flatMap(([name, paths]) => {
    const type = typeOf(schema, name);
    if ((type.enum !== undefined) !== enums) return [];
    const words = type.enum?.map((word) => [
      code(String(word.value)),
      code(`${name}.${word.name}`),
      oneLine(word),
    ]);
    return [
      `### ${name}`,
      `The ${enums ? "values" : "fields"} of ${listed(paths.map(code))}.`,
      words === undefined
        ? fields("field", type, isInput)
        : table(["value", "constant", "description"], words),
    ];
  });

/** The arguments, and the interfaces among them. */
export const argumentsPart = (schema: PackageSpec): string => {
  const { inputs } = componentOf(schema, "RedisCache");
  return [fields("argument", inputs, true), ...sections(schema, inputs, false, true)].join("\n\n");
};

/** The outputs, and the interfaces among them. */
export const outputsPart = (schema: PackageSpec): string => {
  const { outputs } = componentOf(schema, "RedisCache");
  return [fields("output", outputs, false), ...sections(schema, outputs, false, false)].join(
    "\n\n",
  );
};

/** The enumerations among the arguments. */
export const enumsPart = (schema: PackageSpec): string =>
  sections(schema, componentOf(schema, "RedisCache").inputs, true, true).join("\n\n");

/** What the package exports besides the component, its arguments and its outputs. */
export const helpersPart = (schema: PackageSpec): string =>
  declarations()
    .filter(
      ([name]) =>
        name !== "RedisCache" &&
        !Object.keys(schema.types).some((type) => type.endsWith(`:${name}`)),
    )
    .map(([name, text]) => `### ${name}\n\n\`\`\`ts\n${text}\n\`\`\``)
    .join("\n\n");
