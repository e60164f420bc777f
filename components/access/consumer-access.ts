import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { CacheConnection } from "../connection/connection";
import { UserError } from "../pulumi/user-error";

/** A consumer, and the cache that it may connect to. */
export interface ConsumerAccessArgs {
  /** Connection of the cache, as `readConnection` reads it from the stack that made the cache. */
  connection: pulumi.Input<CacheConnection>;
  /** Security group of the consumer, such as that of an ECS service. */
  consumerSecurityGroupId: pulumi.Input<string>;
  /** Security group of the cache. Defaults to the one that the component made. */
  securityGroupId?: pulumi.Input<string>;
  /** Tags of the rule. Defaults to none. */
  tags?: Record<string, pulumi.Input<string>>;
}

/**
 * Lets a consumer connect to the cache, from the consumer's own stack: one ingress rule on the cache's security group,
 * for the cache's port. The cache's stack does not have to know its consumers, and destroying the consumer's stack
 * deletes the rule.
 *
 * @param name Name of the rule's resource, such as the consumer's name; unique in the consumer's stack. Each consumer
 * has its own rule. AWS refuses two rules for the same pair of groups and port.
 */
export function allowConsumer(
  name: string,
  args: ConsumerAccessArgs,
  opts?: pulumi.CustomResourceOptions,
): vpc.SecurityGroupIngressRule {
  const connection = pulumi.output(args.connection);
  const { port, engine } = connection;
  return new vpc.SecurityGroupIngressRule(
    `${name}-cache-access`,
    {
      securityGroupId: args.securityGroupId ?? connection.apply(securityGroupOf),
      referencedSecurityGroupId: args.consumerSecurityGroupId,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: pulumi.interpolate`${engine} from ${name}`,
      ...(args.tags === undefined ? {} : { tags: args.tags }),
    },
    opts,
  );
}

/** The security group that the component made for the cache. Throws if it made none. */
export function securityGroupOf(connection: CacheConnection): string {
  if (connection.securityGroupId !== undefined) return connection.securityGroupId;
  throw new UserError(
    "The component made no security group for the cache; give securityGroupId, the id of a group that is attached to the cache",
  );
}
