import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";
import { RedisCache, type RedisCacheArgs } from "../../../components";

/** A user's program with the mistake that the configuration selects. */
const config = new pulumi.Config();

interface Shop {
  readonly owner?: { readonly email: string };
}

const ARGUMENTS: Readonly<Record<string, () => RedisCacheArgs>> = {
  none: () => ({}),
  configuration: () => ({ engineVersion: "7" }),
  output: () => {
    const network = new pulumi.StackReference(config.require("network"));
    return { subnetIds: network.requireOutput("typo").apply((ids) => ids as string[]) };
  },
  apply: () => ({
    subnetGroupName: pulumi.output("x").apply((): string => {
      throw new Error("no such network");
    }),
  }),
  own: () => {
    const shop: Shop = config.requireObject<Shop>("shop");
    return { tags: { Owner: (shop as Required<Shop>).owner.email } };
  },
};

const mistake = config.require("mistake");
new RedisCache("orders", {
  ...ARGUMENTS[mistake]?.(),
  alarms: { enabled: false },
  auth: { mode: "none" },
});
// Must not be deleted because of the mistake above.
new sns.Topic("after");
