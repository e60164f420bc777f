import { LogGroup } from "@pulumi/aws/cloudwatch";
import * as aws from "@pulumi/aws/config";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as lb from "@pulumi/aws/lb";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
// In your own repository, import from "@koneksi/redis-cache".
import { allowConsumer, containerEnvironment, readConnection } from "../../components";

/**
 * A Fargate service behind a load balancer that stores its sessions in the cache. It only reads the output `connection`
 * of the cache.
 */
const config = new pulumi.Config();
const name = `koneksi-web-${pulumi.getStack()}`;
const tags = { Project: "koneksi", Environment: pulumi.getStack() };
const PORT = 8080;

const stackOf = (key: string) =>
  new pulumi.StackReference(`${pulumi.getOrganization()}/${config.require(key)}`);
const network = stackOf("networkStack");
const connection = readConnection(stackOf("cacheStack"));

const vpcId = network.requireOutput("vpcId").apply(String);
const subnetIds = (output: string) =>
  network.requireOutput(output).apply((ids: unknown) => (ids as unknown[]).map(String));

// --- Network access: internet to load balancer, load balancer to service, service to cache.
const loadBalancerGroup = new ec2.SecurityGroup(`${name}-lb`, {
  vpcId,
  description: "Load balancer",
  tags,
});
const serviceGroup = new ec2.SecurityGroup(`${name}-service`, {
  vpcId,
  description: "Service",
  tags,
});
const tcp = (port: pulumi.Input<number>) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });

new vpc.SecurityGroupIngressRule(`${name}-lb-from-world`, {
  securityGroupId: loadBalancerGroup.id,
  cidrIpv4: "0.0.0.0/0",
  ...tcp(80),
  tags,
});
new vpc.SecurityGroupEgressRule(`${name}-lb-to-service`, {
  securityGroupId: loadBalancerGroup.id,
  referencedSecurityGroupId: serviceGroup.id,
  ...tcp(PORT),
  tags,
});
new vpc.SecurityGroupIngressRule(`${name}-service-from-lb`, {
  securityGroupId: serviceGroup.id,
  referencedSecurityGroupId: loadBalancerGroup.id,
  ...tcp(PORT),
  tags,
});
// The task reads its image and its secret, and writes its log, over HTTPS.
const serviceToAws = new vpc.SecurityGroupEgressRule(`${name}-service-to-aws`, {
  securityGroupId: serviceGroup.id,
  cidrIpv4: "0.0.0.0/0",
  ...tcp(443),
  tags,
});
// The security group of the cache: the one that the component created, otherwise the network's group for data stores.
const cacheGroupId = pulumi
  .all([connection, network.requireOutput("dataPrivateSecurityGroupId")])
  .apply(([{ securityGroupId }, shared]) => securityGroupId ?? String(shared));
const serviceToCache = new vpc.SecurityGroupEgressRule(`${name}-service-to-cache`, {
  securityGroupId: serviceGroup.id,
  referencedSecurityGroupId: cacheGroupId,
  ...tcp(connection.port),
  tags,
});
const cacheFromService = allowConsumer(name, {
  connection,
  consumerSecurityGroupId: serviceGroup.id,
  securityGroupId: cacheGroupId,
  tags,
});

// --- Permissions: the execution role reads one secret; the task role has none.
const assumeRolePolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
    },
  ],
});
const executionRole = new iam.Role(`${name}-execution`, { assumeRolePolicy, tags });
const taskRole = new iam.Role(`${name}-task`, { assumeRolePolicy, tags });
const executionPolicy = new iam.RolePolicyAttachment(`${name}-execution`, {
  role: executionRole.name,
  policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
});
// Created outside of the callback: Node.js 20 and 22 take up to a minute to print frames of the SDK.
const noSecret = new pulumi.RunError("The cache has no single secret; this example needs one");
const secretArn = connection.apply((cache) => {
  if (cache.secretArn !== undefined) return cache.secretArn;
  throw noSecret;
});
/** The KMS key of the secret, if the cache has `auth.secretKmsKeyId`; AWS's own key needs no permission. */
const secretKmsKeyArn = config.get("secretKmsKeyArn");
const decryptStatement = {
  Effect: "Allow",
  Action: "kms:Decrypt",
  Resource: secretKmsKeyArn,
  Condition: {
    StringEquals: { "kms:ViaService": `secretsmanager.${aws.region ?? ""}.amazonaws.com` },
  },
};
const secretPolicy = new iam.RolePolicy(`${name}-secret`, {
  role: executionRole.name,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secretArn },
      ...(secretKmsKeyArn === undefined ? [] : [decryptStatement]),
    ],
  }),
});

// --- The service.
const logs = new LogGroup(name, { retentionInDays: 14, tags });
const cluster = new ecs.Cluster(name, { tags });
const task = new ecs.TaskDefinition(name, {
  family: name,
  networkMode: "awsvpc",
  requiresCompatibilities: ["FARGATE"],
  cpu: "256",
  memory: "512",
  executionRoleArn: executionRole.arn,
  taskRoleArn: taskRole.arn,
  containerDefinitions: pulumi.jsonStringify([
    {
      name: "web",
      image: config.require("image"),
      essential: true,
      portMappings: [{ containerPort: PORT }],
      ...containerEnvironment(connection),
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": logs.name,
          "awslogs-region": aws.region,
          "awslogs-stream-prefix": "web",
        },
      },
    },
  ]),
  tags,
});

const loadBalancer = new lb.LoadBalancer(name, {
  securityGroups: [loadBalancerGroup.id],
  subnets: subnetIds("publicSubnetIds"),
  dropInvalidHeaderFields: true,
  tags,
});
const targets = new lb.TargetGroup(name, {
  port: PORT,
  protocol: "HTTP",
  targetType: "ip",
  vpcId,
  healthCheck: { path: "/health" },
  deregistrationDelay: 30,
  tags,
});
// In production, add a listener on port 443 with a certificate, and redirect this one to it.
const listener = new lb.Listener(name, {
  loadBalancerArn: loadBalancer.arn,
  port: 80,
  protocol: "HTTP",
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
  tags,
});
const service = new ecs.Service(
  name,
  {
    cluster: cluster.arn,
    taskDefinition: task.arn,
    launchType: "FARGATE",
    desiredCount: config.requireNumber("desiredCount", { min: 1 }),
    networkConfiguration: {
      subnets: subnetIds("privateSubnetIds"),
      securityGroups: [serviceGroup.id],
      assignPublicIp: false,
    },
    loadBalancers: [{ targetGroupArn: targets.arn, containerName: "web", containerPort: PORT }],
    deploymentCircuitBreaker: { enable: true, rollback: true },
    tags,
  },
  // AWS refuses a target group without a listener, and a task needs its image, its secret and the cache to start.
  {
    dependsOn: [
      listener,
      executionPolicy,
      secretPolicy,
      serviceToAws,
      serviceToCache,
      cacheFromService,
    ],
  },
);

export const url = pulumi.interpolate`http://${loadBalancer.dnsName}`;
export const serviceName = service.name;
export const taskDefinitionArn = task.arn;
export const executionRoleArn = executionRole.arn;
