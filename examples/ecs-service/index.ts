import { LogGroup } from "@pulumi/aws/cloudwatch";
import * as aws from "@pulumi/aws/config";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as lb from "@pulumi/aws/lb";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
// In a repository of your own: from "@koneksi/redis-cache".
import { allowConsumer, containerEnvironment, readConnection } from "../../components";

/** A Fargate service behind a load balancer that keeps its sessions in the cache: all it knows of the cache is `connection`. */
const config = new pulumi.Config();
const name = `koneksi-web-${pulumi.getStack()}`;
const tags = { Project: "koneksi", Environment: pulumi.getStack() };
const PORT = 8080;

const stackOf = (key: string) =>
  new pulumi.StackReference(`${pulumi.getOrganization()}/${config.require(key)}`);
const network = stackOf("networkStack");
const connection = readConnection(stackOf("cacheStack"));

/** A network output that has to be there. */
const vpcId = network.requireOutput("vpcId").apply(String);
const subnets = (output: string) =>
  network.requireOutput(output).apply((ids: unknown) => (ids as unknown[]).map(String));

// --- Who may talk to whom: the world to the load balancer, the load balancer to the service, the service to the cache.
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
// The image, the secret and the log come over HTTPS.
const reachesAws = new vpc.SecurityGroupEgressRule(`${name}-service-to-aws`, {
  securityGroupId: serviceGroup.id,
  cidrIpv4: "0.0.0.0/0",
  ...tcp(443),
  tags,
});
// The cache is in the data stores' group of the network, or in one that its component made.
const cacheGroupId = pulumi
  .all([connection, network.requireOutput("dataPrivateSecurityGroupId")])
  .apply(([{ securityGroupId }, shared]) => securityGroupId ?? String(shared));
const reachesCache = new vpc.SecurityGroupEgressRule(`${name}-service-to-cache`, {
  securityGroupId: serviceGroup.id,
  referencedSecurityGroupId: cacheGroupId,
  ...tcp(connection.port),
  tags,
});
const letIn = allowConsumer(name, {
  connection,
  consumerSecurityGroupId: serviceGroup.id,
  securityGroupId: cacheGroupId,
  tags,
});

// --- What the task may do: start with exactly one secret, and nothing at run time.
const assumedByTasks = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
    },
  ],
});
const executionRole = new iam.Role(`${name}-execution`, { assumeRolePolicy: assumedByTasks, tags });
const taskRole = new iam.Role(`${name}-task`, { assumeRolePolicy: assumedByTasks, tags });
const execution = new iam.RolePolicyAttachment(`${name}-execution`, {
  role: executionRole.name,
  policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
});
// Made outside of the callback: with the SDK's frames in its stack, Node.js 20 and 22 take up to a minute to show it.
const noSecret = new pulumi.RunError(
  "The cache has no secret for one user; this example needs one",
);
const secretArn = connection.apply((cache) => {
  if (cache.secretArn !== undefined) return cache.secretArn;
  throw noSecret;
});
/** The key that encrypts the secret, where the cache's stack has `auth.secretKmsKeyId`; AWS's own needs no permission. */
const secretKmsKeyArn = config.get("secretKmsKeyArn");
const decryptsSecret = {
  Effect: "Allow",
  Action: "kms:Decrypt",
  Resource: secretKmsKeyArn,
  Condition: {
    StringEquals: { "kms:ViaService": `secretsmanager.${aws.region ?? ""}.amazonaws.com` },
  },
};
const readsSecret = new iam.RolePolicy(`${name}-secret`, {
  role: executionRole.name,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secretArn },
      ...(secretKmsKeyArn === undefined ? [] : [decryptsSecret]),
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
  subnets: subnets("publicSubnetIds"),
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
// For a service that people use: a listener on 443 with a certificate, and this one redirecting to it.
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
      subnets: subnets("privateSubnetIds"),
      securityGroups: [serviceGroup.id],
      assignPublicIp: false,
    },
    loadBalancers: [{ targetGroupArn: targets.arn, containerName: "web", containerPort: PORT }],
    deploymentCircuitBreaker: { enable: true, rollback: true },
    tags,
  },
  // AWS refuses targets that no listener uses, and a task that cannot get its image, its secret or to the cache never starts well.
  { dependsOn: [listener, execution, readsSecret, reachesAws, reachesCache, letIn] },
);

export const url = pulumi.interpolate`http://${loadBalancer.dnsName}`;
export const serviceName = service.name;
export const taskDefinitionArn = task.arn;
export const executionRoleArn = executionRole.arn;
