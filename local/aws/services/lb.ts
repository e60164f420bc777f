import type { Stored } from "../account";
import { exists } from "../trust";
import type { Place, ResourceType } from "../types";
import { type Properties, text, texts, list } from "../values";
import { acceptTags, arn, checks, hex, matches, nameIn, nameOf, oneOf, refuseIf } from "./common";
import { targetGroupsOf } from "./ecs";

const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const LISTENER = "aws:lb/listener:Listener";
const SERVICE = "aws:ecs/service:Service";
const SUBNET = "aws:ec2/subnet:Subnet";

const NAME = matches(
  "name",
  /^(?!-)(?!internal-)[a-zA-Z0-9-]{1,32}(?<!-)$/,
  "only alphanumeric characters and hyphens, at most 32, allowed in the name",
);

function suffix(id: string): string {
  return id.split(/:(?:loadbalancer\/)?(?=(?:app|net|gwy|targetgroup)\/)/).pop() ?? "";
}

const PREFIXES: Record<string, string> = { application: "app", network: "net", gateway: "gwy" };

const loadBalancer: ResourceType = {
  title: "ELBv2 Load Balancer",
  service: "Elastic Load Balancing v2",
  operations: {
    create: "CreateLoadBalancer",
    update: "ModifyLoadBalancerAttributes",
    delete: "DeleteLoadBalancer",
  },
  autoName: { property: "name", maxLength: 32 },
  replaces: ["name", "namePrefix", "internal", "loadBalancerType", "customerOwnedIpv4Pool"],
  sets: ["securityGroups", "subnets", "subnetMappings"],
  defaults: {
    clientKeepAlive: 3600,
    desyncMitigationMode: "defensive",
    dropInvalidHeaderFields: false,
    enableCrossZoneLoadBalancing: false,
    enableDeletionProtection: false,
    enableHttp2: true,
    enableTlsVersionAndCipherSuiteHeaders: false,
    enableWafFailOpen: false,
    enableXffClientPort: false,
    enableZonalShift: false,
    idleTimeout: 60,
    loadBalancerType: "application",
    preserveHostHeader: false,
    xffHeaderProcessingMode: "append",
  },
  check: checks(NAME, oneOf("loadBalancerType", Object.keys(PREFIXES))),
  id: (inputs, place) => {
    const name = nameIn(inputs, place);
    const kind = PREFIXES[text(inputs["loadBalancerType"])] ?? "app";
    return arn("elasticloadbalancing", place, `loadbalancer/${kind}/${name}/${hex(place, 16)}`);
  },
  taken: (inputs, place) => {
    refuseTaken(place, LOAD_BALANCER, inputs, "DuplicateLoadBalancerName");
  },
  accept: (inputs, place) => {
    acceptTags(inputs, "InvalidConfigurationRequest");
    const subnets = texts(inputs["subnets"]).map((id) => place.account.get(SUBNET, id));
    const areas = new Set(subnets.map((s, i) => s?.attributes["availabilityZone"] ?? i));
    refuseIf(
      inputs["loadBalancerType"] === "application" && subnets.length > 0 && areas.size < 2,
      "ValidationError",
      "At least two subnets in two different Availability Zones must be specified",
    );
  },
  computed: (inputs, id, place) => {
    const name = id.split("/")[2] ?? "";
    const internal = inputs["internal"] === true;
    const [subnet] = texts(inputs["subnets"]);
    const vpcId = place.account.get(SUBNET, subnet ?? "")?.attributes["vpcId"] ?? "";
    return {
      arn: id,
      arnSuffix: suffix(id),
      dnsName: `${internal ? "internal-" : ""}${name}-${hex(place, 9)}.${place.region}.elb.amazonaws.com`,
      ipAddressType: "ipv4",
      name,
      subnetMappings: texts(inputs["subnets"]).map((subnetId) => ({ subnetId })),
      vpcId,
      zoneId: "Z1LMS91P8CMLE5",
    };
  },
  remove: (stored, place) => {
    refuseIf(
      stored.attributes["enableDeletionProtection"] === true,
      "OperationNotPermitted",
      `Load balancer '${stored.id}' cannot be deleted because deletion protection is enabled`,
    );
    // The listeners of a load balancer are deleted with it.
    for (const listener of place.account.list(LISTENER)) {
      if (listener.attributes["loadBalancerArn"] === stored.id) {
        place.account.remove(LISTENER, listener.id);
      }
    }
  },
};

function refuseTaken(place: Place, type: string, inputs: Properties, code: string): void {
  const name = nameOf(inputs);
  const other = place.account.list(type).some((s) => s.attributes["name"] === name);
  refuseIf(other, code, `'${name}' already exists`);
}

const targetGroup: ResourceType = {
  title: "ELBv2 Target Group",
  service: "Elastic Load Balancing v2",
  operations: {
    create: "CreateTargetGroup",
    update: "ModifyTargetGroup",
    delete: "DeleteTargetGroup",
  },
  autoName: { property: "name", maxLength: 32 },
  replaces: ["name", "namePrefix", "port", "protocol", "protocolVersion", "targetType", "vpcId"],
  defaults: {
    deregistrationDelay: 300,
    lambdaMultiValueHeadersEnabled: false,
    proxyProtocolV2: false,
    slowStart: 0,
    targetType: "instance",
  },
  check: NAME,
  id: (inputs, place) => {
    const name = nameIn(inputs, place);
    return arn("elasticloadbalancing", place, `targetgroup/${name}/${hex(place, 16)}`);
  },
  taken: (inputs, place) => {
    refuseTaken(place, TARGET_GROUP, inputs, "DuplicateTargetGroupName");
  },
  accept: (inputs) => {
    acceptTags(inputs, "ValidationError");
  },
  computed: (inputs, id) => ({
    arn: id,
    arnSuffix: suffix(id),
    healthCheck: {
      enabled: true,
      healthyThreshold: 5,
      interval: 30,
      matcher: "200",
      path: "/",
      port: "traffic-port",
      protocol: "HTTP",
      timeout: 5,
      unhealthyThreshold: 2,
    },
    ipAddressType: "ipv4",
    loadBalancerArns: [],
    loadBalancingAlgorithmType: "round_robin",
    loadBalancingAnomalyMitigation: "off",
    loadBalancingCrossZoneEnabled: "use_load_balancer_configuration",
    name: id.split("/")[1] ?? "",
    protocolVersion: inputs["protocol"] === "HTTP" ? "HTTP1" : "",
    stickiness: { cookieDuration: 86_400, cookieName: "", enabled: false, type: "lb_cookie" },
  }),
  remove: (stored, place) => {
    refuseIf(
      isUsed(stored, place),
      "ResourceInUse",
      `Target group '${stored.id}' is currently in use by a listener or a rule`,
    );
  },
};

function isUsed(stored: Stored, place: Place): boolean {
  const listeners = place.account.list(LISTENER);
  const forwards = listeners.some((l) =>
    list(l.attributes["defaultActions"]).some((a) => a["targetGroupArn"] === stored.id),
  );
  const services = place.account.list(SERVICE);
  return forwards || services.some((s) => targetGroupsOf(s.attributes).includes(stored.id));
}

const listener: ResourceType = {
  title: "ELBv2 Listener",
  service: "Elastic Load Balancing v2",
  operations: { create: "CreateListener", update: "ModifyListener", delete: "DeleteListener" },
  replaces: ["loadBalancerArn"],
  id: (inputs, place) =>
    `${text(inputs["loadBalancerArn"]).replace(":loadbalancer/", ":listener/")}/${hex(place, 16)}`,
  accept: (inputs, place, stored) => {
    acceptTags(inputs, "ValidationError");
    const id = text(inputs["loadBalancerArn"]);
    refuseIf(
      !stored && !exists(place.account, LOAD_BALANCER, id),
      "LoadBalancerNotFound",
      `Load balancer '${id}' not found`,
    );
    for (const action of list(inputs["defaultActions"])) {
      const group = text(action["targetGroupArn"]);
      const there = group === "" || exists(place.account, TARGET_GROUP, group);
      refuseIf(!there, "TargetGroupNotFound", `Target groups '${group}' not found`);
    }
  },
  taken: (inputs, place) => {
    const { loadBalancerArn, port } = inputs;
    const other = place.account
      .list(LISTENER)
      .some(
        (l) => l.attributes["loadBalancerArn"] === loadBalancerArn && l.attributes["port"] === port,
      );
    refuseIf(
      other,
      "DuplicateListener",
      "A listener already exists on this port for this load balancer",
    );
  },
  computed: (_, id) => ({
    arn: id,
    protocol: "HTTP",
  }),
};

export const LB: Record<string, ResourceType> = {
  [LOAD_BALANCER]: loadBalancer,
  [TARGET_GROUP]: targetGroup,
  [LISTENER]: listener,
};
