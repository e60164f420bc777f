import { type Account, ACCOUNT_ID } from "./account";
import { isProperties, text, type Value } from "./values";

/**
 * Ids of the user's own network. The account recognizes what it created by these digits in the id, which AWS's own ids (`vpc-0…`)
 * do not, and its ARNs contain its account number. An id of that form has to exist in the account; any other id is accepted unchecked.
 */
export const MARK = "fa4e";

const OWN = new RegExp(`^(\\w+-)?${MARK}|^arn:[\\w-]+:\\w+:[\\w-]*:${ACCOUNT_ID}:`);
const NETWORK = /^(vpc|subnet|sg)-([0-9a-f]{8}|[0-9a-f]{17})$/;
const ARN = /^arn:[\w-]+:[\w-]+:[\w-]*:\d{12}:.+$/;
const KEY = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|alias\/[\w/-]+)$/;

function isTrusted(id: string): boolean {
  return !OWN.test(id) && [NETWORK, ARN, KEY].some((form) => form.test(id));
}

/** Whether the account has the resource, or accepts its id unchecked. */
export function exists(account: Account, type: string, id: string): boolean {
  return account.get(type, id) !== undefined || isTrusted(id);
}

/** The ids that resources of the account refer to and that it does not have, sorted. */
export function trusted(account: Account): string[] {
  const all = account.all();
  const held = new Set(
    all.flatMap(({ id, attributes }) => [
      id,
      ...["arn", "name", "defaultSecurityGroupId"].map((p) => text(attributes[p])),
    ]),
  );
  const named = new Set(all.flatMap(({ attributes }) => references("", attributes)));
  return [...named].filter((id) => !held.has(id)).sort();
}

const NOTIFIED_OR_KEY = /^arn:[\w-]+:(sns|kms):/;

/** The strings in a value that name another resource. */
function references(property: string, value: Value): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => references(property, item));
  if (isProperties(value)) {
    return Object.entries(value).flatMap(([name, inner]) => references(name, inner));
  }
  const id = text(value);
  const isNamed =
    property === "kmsKeyId" || (property === "subnetGroupName" && id !== "default")
      ? id !== ""
      : NOTIFIED_OR_KEY.test(id) || (!KEY.test(id) && isTrusted(id));
  return isNamed ? [id] : [];
}
