import * as elasticache from "@pulumi/aws/elasticache";
import { Provider } from "@pulumi/aws/provider";

/** One resource of the default provider, and one of a provider for another region with default tags. */
const family = "redis7";
const there = new Provider("there", {
  region: "eu-west-1",
  defaultTags: { tags: { Owner: "there" } },
});
const here = new elasticache.ParameterGroup("here", { name: "here", family });
const other = new elasticache.ParameterGroup(
  "there",
  { name: "there", family, tags: { Team: "x" } },
  { provider: there },
);

export const arns = [here.arn, other.arn];
export const tags = other.tagsAll;
