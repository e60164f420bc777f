import { exists } from "../trust";
import type { Place, ResourceType } from "../types";
import { type Properties, text, texts, list, map } from "../values";
import { acceptTags, arn, checks, isJson, matches, nameOf, refuseIf, sameJson } from "./common";
import { requireGroup } from "./ec2";

const CLUSTER = "aws:ecs/cluster:Cluster";
const SERVICE = "aws:ecs/service:Service";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SUBNET = "aws:ec2/subnet:Subnet";

const cluster: ResourceType = {
  title: "ECS Cluster",
  service: "ECS",
  operations: { create: "CreateCluster", update: "UpdateCluster", delete: "DeleteCluster" },
  autoName: { property: "name", maxLength: 255 },
  replaces: ["name"],
  sets: ["settings"],
  id: (inputs, place) => arn("ecs", place, `cluster/${nameOf(inputs)}`),
  accept: (inputs) => {
    acceptTags(inputs, "InvalidParameterException");
  },
  computed: (_, id) => ({ arn: id, settings: [{ name: "containerInsights", value: "disabled" }] }),
  remove: (stored, place) => {
    const used = place.account.list(SERVICE).some((s) => s.attributes["cluster"] === stored.id);
    refuseIf(
      used,
      "ClusterContainsServicesException",
      "The Cluster cannot be deleted while Services are active.",
    );
  },
};

const NOT_A_LIST = "ECS Task Definition container_definitions is invalid: a JSON list is expected";

/** Every change of a task definition is a new revision; the real provider replaces it. */
const taskDefinition: ResourceType = {
  title: "ECS Task Definition",
  service: "ECS",
  operations: { create: "RegisterTaskDefinition", delete: "DeregisterTaskDefinition" },
  replaces: [
    "containerDefinitions",
    "cpu",
    "enableFaultInjection",
    "ephemeralStorage",
    "executionRoleArn",
    "family",
    "ipcMode",
    "memory",
    "networkMode",
    "pidMode",
    "placementConstraints",
    "proxyConfiguration",
    "requiresCompatibilities",
    "runtimePlatform",
    "taskRoleArn",
    "volumes",
  ],
  sets: ["placementConstraints", "requiresCompatibilities", "volumes"],
  defaults: { skipDestroy: false, trackLatest: false },
  writeOnly: ["skipDestroy", "trackLatest"],
  suppress: (property, before, after) =>
    property === "containerDefinitions" && sameJson(before, after),
  check: checks(
    isJson("containerDefinitions", NOT_A_LIST),
    matches("containerDefinitions", /^\s*\[/, NOT_A_LIST),
  ),
  id: (inputs) => text(inputs["family"]),
  accept: (inputs) => {
    acceptTags(inputs, "ClientException");
    const fargate = texts(inputs["requiresCompatibilities"]).includes("FARGATE");
    if (!fargate) return;
    refuseIf(
      inputs["networkMode"] !== "awsvpc",
      "ClientException",
      "Network mode must be awsvpc for Fargate.",
    );
    refuseIf(
      !("cpu" in inputs) || !("memory" in inputs),
      "ClientException",
      "Fargate requires task definition to have cpu and memory.",
    );
    const needsRole = /"secrets":\[\{/.test(text(inputs["containerDefinitions"]));
    refuseIf(
      needsRole && !("executionRoleArn" in inputs),
      "ClientException",
      "Fargate requires task definition to have execution role ARN to support container secrets.",
    );
  },
  computed: (_, id, place) => {
    const last = place.account.get(TASK_DEFINITION, id);
    const revision = Number(last?.attributes["revision"] ?? 0) + 1;
    return {
      arn: arn("ecs", place, `task-definition/${id}:${String(revision)}`),
      arnWithoutRevision: arn("ecs", place, `task-definition/${id}`),
      networkMode: "bridge",
      revision,
    };
  },
  // A replacement is registered in the same family before the old revision is deregistered.
  stays: (stored, state) =>
    stored.attributes["revision"] !== state["revision"] || state["skipDestroy"] === true,
};

const service: ResourceType = {
  title: "ECS Service",
  service: "ECS",
  operations: { create: "CreateService", update: "UpdateService", delete: "DeleteService" },
  autoName: { property: "name", maxLength: 255 },
  replaces: ["cluster", "iamRole", "launchType", "name", "schedulingStrategy"],
  sets: ["capacityProviderStrategies", "loadBalancers", "placementConstraints"],
  defaults: {
    deploymentMaximumPercent: 200,
    deploymentMinimumHealthyPercent: 100,
    enableEcsManagedTags: false,
    enableExecuteCommand: false,
    schedulingStrategy: "REPLICA",
    waitForSteadyState: false,
  },
  writeOnly: ["forceDelete", "forceNewDeployment", "waitForSteadyState"],
  id: (inputs, place) => arn("ecs", place, `service/${clusterName(inputs)}/${nameOf(inputs)}`),
  taken: (inputs, place) => {
    const id = arn("ecs", place, `service/${clusterName(inputs)}/${nameOf(inputs)}`);
    const other = place.account.get(SERVICE, id);
    refuseIf(
      other !== undefined,
      "InvalidParameterException",
      "Creation of service was not idempotent.",
    );
  },
  accept: (inputs, place) => {
    acceptTags(inputs, "InvalidParameterException");
    const id = text(inputs["cluster"]);
    const cluster = id.startsWith("arn:") ? id : arn("ecs", place, `cluster/${id}`);
    refuseIf(
      id !== "" && !exists(place.account, CLUSTER, cluster),
      "ClusterNotFoundException",
      "Cluster not found.",
    );
    acceptTaskDefinition(inputs, place);
    acceptNetwork(map(inputs["networkConfiguration"]), place);
  },
  computed: (inputs, id) => ({
    arn: id,
    availabilityZoneRebalancing: "DISABLED",
    cluster: "default",
    iamRole: "/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS",
    launchType: "EC2",
    platformVersion: inputs["launchType"] === "FARGATE" ? "LATEST" : "",
  }),
};

function clusterName(inputs: Properties): string {
  return text(inputs["cluster"]).split("/").pop() ?? "default";
}

function acceptTaskDefinition(inputs: Properties, place: Place): void {
  const wanted = text(inputs["taskDefinition"]);
  const family = (wanted.split("/").pop() ?? "").split(":")[0] ?? "";
  const there = wanted === "" || place.account.get(TASK_DEFINITION, family) !== undefined;
  refuseIf(!there, "ClientException", "TaskDefinition not found.");
}

function acceptNetwork(network: Properties, place: Place): void {
  for (const id of texts(network["subnets"])) {
    const there = exists(place.account, SUBNET, id);
    refuseIf(!there, "InvalidParameterException", `The subnet ID '${id}' does not exist`);
  }
  for (const id of texts(network["securityGroups"])) requireGroup(place, id);
}

/** Load balancers that a service names. */
export function targetGroupsOf(attributes: Properties): string[] {
  return list(attributes["loadBalancers"]).map((lb) => text(lb["targetGroupArn"]));
}

export const ECS: Record<string, ResourceType> = {
  [CLUSTER]: cluster,
  [TASK_DEFINITION]: taskDefinition,
  [SERVICE]: service,
};
