import type { ResourceType, Transition } from "../types";
import { text } from "../values";
import { acceptTags, arn, checks, nameOf, oneOf, refuseIf } from "./common";

const PARAMETER = "aws:ssm/parameter:Parameter";
const MAX_STANDARD = 4096;

const parameter: ResourceType = {
  title: "SSM Parameter",
  service: "SSM",
  operations: { create: "PutParameter", update: "PutParameter", delete: "DeleteParameter" },
  autoName: { property: "name", maxLength: 255 },
  replaces: ["name", "dataType"],
  writeOnly: ["overwrite", "valueWo"],
  check: checks(
    oneOf("type", ["String", "StringList", "SecureString"]),
    oneOf("tier", ["Standard", "Advanced", "Intelligent-Tiering"]),
    oneOf("dataType", ["text", "aws:ec2:image", "aws:ssm:integration"]),
    (inputs) =>
      ["value", "insecureValue", "valueWo"].filter((p) => p in inputs).length === 1
        ? []
        : [
            {
              property: "value",
              reason: "one of `insecureValue,value,valueWo` must be specified",
            },
          ],
  ),
  // An advanced parameter can't become a standard one.
  alsoReplaces: ({ before, after, changed }: Transition) =>
    changed.has("tier") && before["tier"] === "Advanced" && after["tier"] === "Standard"
      ? ["tier"]
      : [],
  suppress: (property, before, after) =>
    property === "tier" && before !== undefined && after === "Intelligent-Tiering",
  unknownAfter: ({ changed }) =>
    ["value", "insecureValue", "type", "description", "tier"].some((p) => changed.has(p))
      ? ["version"]
      : [],
  id: (inputs) => nameOf(inputs),
  taken: (inputs, place) => {
    refuseIf(
      inputs["overwrite"] !== true && place.account.get(PARAMETER, nameOf(inputs)) !== undefined,
      "ParameterAlreadyExists",
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    );
  },
  accept: (inputs) => {
    acceptTags(inputs, "ValidationException");
    const name = nameOf(inputs);
    refuseIf(
      !/^[a-zA-Z0-9_.\-/]+$/.test(name) || (name.includes("/") && !name.startsWith("/")),
      "ValidationException",
      "Parameter name must be a fully qualified name: only a-z, A-Z, 0-9, '_', '.', '-', and with a path it starts with '/'.",
    );
    refuseIf(
      /^\/?(aws|ssm)/i.test(name),
      "ValidationException",
      'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).',
    );
    const value = text(inputs["value"]) || text(inputs["insecureValue"]);
    refuseIf(
      value === "" && !("valueWo" in inputs),
      "ValidationException",
      "Parameter value must have length greater than or equal to 1",
    );
    refuseIf(
      value.length > MAX_STANDARD && inputs["tier"] !== "Advanced",
      "ValidationException",
      "Standard tier parameters support a maximum parameter value of 4096 characters.",
    );
  },
  computed: (inputs, id, place) => ({
    arn: arn("ssm", place, `parameter/${id.replace(/^\//, "")}`),
    dataType: "text",
    hasValueWo: "valueWo" in inputs,
    keyId: inputs["type"] === "SecureString" ? "alias/aws/ssm" : "",
    tier: "Standard",
    version: 1,
  }),
  update: (stored, { after, changed }) => {
    for (const [property, value] of Object.entries(after)) stored.attributes[property] = value;
    for (const property of changed) {
      if (!(property in after)) Reflect.deleteProperty(stored.attributes, property);
    }
    const version = stored.attributes["version"];
    const tagsOnly = [...changed].every((p) => p === "tags");
    if (!tagsOnly) stored.attributes["version"] = Number(version) + 1;
  },
};

export const SSM: Record<string, ResourceType> = { [PARAMETER]: parameter };
