/** The parts of an ARN. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/**
 * Reads an ARN as the AWS provider does (its ValidARN): it knows the forms of partitions, regions (also eusc-de-east-1) and accounts.
 * Undefined where the text is not a valid ARN.
 */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition = "", service = "", region = "", account = "", ...rest] = text
    .slice(0, 2048)
    .split(":");
  const resource = rest.join(":");
  const wellFormed =
    arn === "arn" &&
    /^aws(-[a-z]+)*$/.test(partition) &&
    service !== "" &&
    /^([a-z]{2,4}(-[a-z]+)+-\d{1,2})?$/.test(region) &&
    /^(\d{12}|aws|aws-managed|third-party|aws-marketplace|cw.{10})?$/.test(account) &&
    resource !== "";
  return wellFormed ? { partition, service, region, account, resource } : undefined;
}
