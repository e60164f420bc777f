import * as elasticache from "@pulumi/aws/elasticache";
import * as pulumi from "@pulumi/pulumi";
import { shortened } from "../checking/format";
import { type Problem, report } from "../checking/problem";
import { tidy } from "../pulumi/user-error";
import { subjectOf } from "./inspect";
import { changeProblems } from "./rules";
import { type RunningFacts, factsOf } from "./running";
import type { CacheSpec } from "./spec";

/** What the provider answers for a group that does not exist, and AWS's own code. */
const ABSENT = /no matching ElastiCache Replication Group found|ReplicationGroupNotFoundFault/;

const PERMISSIONS =
  "elasticache:DescribeReplicationGroups, elasticache:DescribeCacheClusters and elasticache:ListTagsForResource";

/** Most bytes of an error message that the warning repeats. */
const LONGEST_REASON = 300;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Empty under Pulumi's mocks, which drop the message. */
function reasonOf(error: unknown): string {
  const message = messageOf(error);
  return message === "" ? "" : `. The error: ${shortened(message, LONGEST_REASON)}`;
}

/** The warning for what cannot be read. */
const unread = (what: string, unchecked: string, error: unknown): Problem => ({
  severity: "warning",
  rule: "running-unread",
  path: "checkChanges",
  reason: `${what} could not be read, so ${unchecked} not checked; allow ${PERMISSIONS}, or set checkChanges to false${reasonOf(error)}`,
});

/** Reads one node of the group, for what the group's own answer lacks. */
async function readMember(
  id: string | undefined,
  opts: pulumi.InvokeOptions,
  warn: (warning: Problem) => void,
): Promise<Partial<elasticache.GetClusterResult>> {
  if (id === undefined) return {};
  try {
    return await elasticache.getCluster({ clusterId: id }, opts);
  } catch (error) {
    const unchecked = "changes of the engine, the subnet group and the network type are";
    warn(unread(`the node ${id} of the running replication group`, unchecked, error));
    return {};
  }
}

/**
 * Reads the running replication group with the component's provider. Undefined where there is none, which is the first
 * creation, and where it cannot be read, which is a warning.
 */
async function readRunning(
  { id }: CacheSpec,
  opts: pulumi.InvokeOptions,
  warn: (warning: Problem) => void,
): Promise<RunningFacts | undefined> {
  try {
    const group: Partial<elasticache.GetReplicationGroupResult> =
      await elasticache.getReplicationGroup({ replicationGroupId: id }, opts);
    // The provider gives the ids as a set, in any order.
    const [first] = [...(group.memberClusters ?? [])].sort();
    return factsOf(id, group, await readMember(first, opts, warn));
  } catch (error) {
    if (!ABSENT.test(messageOf(error))) {
      warn(unread(`the running replication group ${id}`, "changes of it are", error));
    }
    return undefined;
  }
}

/**
 * Reads the running replication group once and checks the change to the spec. The Output fails where a rule reports an
 * error, so a resource that uses it is not registered. It is known in a preview, too.
 */
export function checkedRunning(
  spec: CacheSpec,
  component: pulumi.Resource,
  warn: (warning: Problem) => void,
): pulumi.Output<RunningFacts | undefined> {
  if (!spec.checkChanges) return pulumi.output(undefined);
  const checked = readRunning(spec, { parent: component }, warn).then((running) => {
    if (running !== undefined) report(subjectOf(spec), changeProblems(running, spec), warn);
    return running;
  });
  checked.catch(tidy);
  return pulumi.output(checked);
}
