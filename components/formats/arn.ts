/** An ARN in its parts. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** The parts of an ARN, unchecked; undefined for text that does not start with `arn:`. */
export function splitArn(text: string): Arn | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const [, partition = "", service = "", region = "", account = "", ...rest] = text
    .slice(0, 2048)
    .split(":");
  return { partition, service, region, account, resource: rest.join(":") };
}

/** Reads an ARN as the AWS provider does (its ValidARN): known forms of partition, region (also eusc-de-east-1) and account. */
export function parseArn(text: string): Arn | undefined {
  const arn = splitArn(text);
  const wellFormed =
    arn !== undefined &&
    /^aws(-[a-z]+)*$/.test(arn.partition) &&
    arn.service !== "" &&
    /^([a-z]{2,4}(-[a-z]+)+-\d{1,2})?$/.test(arn.region) &&
    /^(\d{12}|aws|aws-managed|third-party|aws-marketplace|cw.{10})?$/.test(arn.account) &&
    arn.resource !== "";
  return wellFormed ? arn : undefined;
}
