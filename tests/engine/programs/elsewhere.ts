import { Provider } from "@pulumi/aws/provider";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { RedisCache, type RedisCacheArgs } from "../../../components";

/** A cache with a provider of its own, whose region is known only after the first deployment. */
const marker = new ssm.Parameter("marker", { name: "/marker", type: "String", value: "x" });
const region = marker.arn.apply(() => "eu-west-1" as const);
const provider = new Provider("there", { region });
const args = new pulumi.Config().requireObject<RedisCacheArgs>("args");

export const { nodeIds } = new RedisCache(pulumi.getProject(), args, { provider });
