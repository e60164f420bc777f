import * as assert from "node:assert/strict";
import { type CacheConnection, connectionOf } from "../../components/connection/connection";
import { byName } from "../support/by-name";
import { loadExample } from "../support/example";
import { type Deployment, run } from "../support/mocks";

const SECRET =
  "arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:koneksi-redis-auth-AbCdEf";

const connection = connectionOf({
  engine: "redis",
  engineVersion: "7.1",
  clusterMode: "disabled",
  tls: true,
  port: 6380,
  primaryEndpoint: "master.example",
  readerEndpoint: "replica.example",
  secretArn: SECRET,
  username: "default",
});

const network = {
  vpcId: "vpc-1",
  publicSubnetIds: ["subnet-public-a", "subnet-public-b"],
  privateSubnetIds: ["subnet-private-a", "subnet-private-b"],
  dataPrivateSecurityGroupId: "sg-data",
};

const deploy = (
  cache: CacheConnection = connection,
  preview = false,
  config: Readonly<Record<string, string>> = {},
): Promise<Deployment<Record<string, unknown>>> =>
  run(() => loadExample("ecs-service"), {
    project: "koneksi-web",
    stack: "staging",
    preview,
    config: {
      "aws:region": "ap-southeast-1",
      "koneksi-web:networkStack": "koneksi-network/staging",
      "koneksi-web:cacheStack": "koneksi-redis/staging",
      "koneksi-web:image": "web:1",
      "koneksi-web:desiredCount": "2",
      ...config,
    },
    stacks: {
      "organization/koneksi-network/staging": network,
      "organization/koneksi-redis/staging": { connection: cache },
    },
  });

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const rules = (deployment: Deployment<unknown>, type: string) =>
  byName(deployment.all(type)).map(({ name, inputs }) => [
    name.replace("koneksi-web-staging", "web"),
    inputs["securityGroupId"],
    inputs["referencedSecurityGroupId"] ?? inputs["cidrIpv4"],
    inputs["fromPort"],
    inputs["toPort"],
  ]);

describe("the example service", () => {
  it("gets environment and secrets from the stack of the cache, without a plain password", async () => {
    const { inputs } = (await deploy()).one("aws:ecs/taskDefinition:TaskDefinition");
    const containers: unknown = JSON.parse(String(inputs["containerDefinitions"]));
    assert.deepEqual(containers, [
      {
        name: "web",
        image: "web:1",
        essential: true,
        portMappings: [{ containerPort: 8080 }],
        environment: [
          { name: "REDIS_HOST", value: "master.example" },
          { name: "REDIS_READER_HOST", value: "replica.example" },
          { name: "REDIS_PORT", value: "6380" },
          { name: "REDIS_TLS", value: "true" },
          { name: "REDIS_CLUSTER_MODE", value: "disabled" },
          { name: "REDIS_USERNAME", value: "default" },
        ],
        secrets: [{ name: "REDIS_PASSWORD", valueFrom: `${SECRET}:password::` }],
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": "koneksi-web-staging",
            "awslogs-region": "ap-southeast-1",
            "awslogs-stream-prefix": "web",
          },
        },
      },
    ]);
  });

  it("allows the execution role to read only that secret, and gives the task role no permissions", async () => {
    const deployment = await deploy();
    const policy = deployment.one("aws:iam/rolePolicy:RolePolicy");
    assert.deepEqual(JSON.parse(String(policy.inputs["policy"])), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET }],
    });
    const task = deployment.one("aws:ecs/taskDefinition:TaskDefinition");
    assert.deepEqual(
      [task.inputs["executionRoleArn"], task.inputs["taskRoleArn"]],
      [
        "arn:aws:iam::123456789012:role/koneksi-web-staging-execution",
        "arn:aws:iam::123456789012:role/koneksi-web-staging-task",
      ],
    );
    assert.equal(policy.inputs["role"], "koneksi-web-staging-execution");
    assert.deepEqual(
      deployment
        .all("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
        .map(({ inputs }) => [inputs["role"], inputs["policyArn"]]),
      [
        [
          "koneksi-web-staging-execution",
          "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        ],
      ],
    );
  });

  it("allows the execution role to use the configured key of the secret, only through AWS Secrets Manager", async () => {
    const key = "arn:aws:kms:ap-southeast-1:123456789012:key/1a2b3c";
    const deployment = await deploy(connection, false, { "koneksi-web:secretKmsKeyArn": key });
    const { inputs } = deployment.one("aws:iam/rolePolicy:RolePolicy");
    assert.deepEqual(JSON.parse(String(inputs["policy"])), {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET },
        {
          Effect: "Allow",
          Action: "kms:Decrypt",
          Resource: key,
          Condition: {
            StringEquals: { "kms:ViaService": "secretsmanager.ap-southeast-1.amazonaws.com" },
          },
        },
      ],
    });
  });

  it("has a health check at a path that does not use the cache", async () => {
    const deployment = await deploy();
    const { healthCheck, port, protocol, targetType } = deployment.one(
      "aws:lb/targetGroup:TargetGroup",
    ).inputs;
    assert.deepEqual(
      { healthCheck, port, protocol, targetType },
      { healthCheck: { path: "/health" }, port: 8080, protocol: "HTTP", targetType: "ip" },
    );
  });

  it("sets the tags of the stack on every resource that has tags", async () => {
    const deployment = await deploy();
    const untagged = ["RolePolicy", "RolePolicyAttachment", "StackReference", "Stack"];
    const kind = (type: string) => type.split(":").pop() ?? "";
    const made = deployment.resources.filter(({ type }) => !untagged.includes(kind(type)));
    assert.equal(made.length > 0, true);
    for (const { inputs } of made) {
      assert.deepEqual(inputs["tags"], { Project: "koneksi", Environment: "staging" });
    }
  });

  it("has only the security group rules that it needs", async () => {
    const deployment = await deploy();
    const [balancer, service] = ["koneksi-web-staging-lb-id", "koneksi-web-staging-service-id"];
    assert.deepEqual(rules(deployment, INGRESS), [
      ["web-cache-access", "sg-data", service, 6380, 6380],
      ["web-lb-from-world", balancer, "0.0.0.0/0", 80, 80],
      ["web-service-from-lb", service, balancer, 8080, 8080],
    ]);
    assert.deepEqual(rules(deployment, EGRESS), [
      ["web-lb-to-service", balancer, service, 8080, 8080],
      ["web-service-to-aws", service, "0.0.0.0/0", 443, 443],
      ["web-service-to-cache", service, "sg-data", 6380, 6380],
    ]);
  });

  it("uses the security group of the cache, if the component created one", async () => {
    const deployment = await deploy(connectionOf({ ...connection, securityGroupId: "sg-cache" }));
    assert.equal(
      deployment.named("koneksi-web-staging-cache-access").inputs["securityGroupId"],
      "sg-cache",
    );
  });

  it("runs in private subnets behind a load balancer in public subnets", async () => {
    const deployment = await deploy();
    assert.deepEqual(deployment.one("aws:ecs/service:Service").inputs["networkConfiguration"], {
      subnets: network.privateSubnetIds,
      securityGroups: ["koneksi-web-staging-service-id"],
      assignPublicIp: false,
    });
    assert.deepEqual(
      deployment.one("aws:lb/loadBalancer:LoadBalancer").inputs["subnets"],
      network.publicSubnetIds,
    );
  });

  it("depends on the listener, the permission to read the secret, and the rules to AWS and the cache", async () => {
    const deployment = await deploy();
    const service = deployment.options.find(({ type }) => type === "aws:ecs/service:Service");
    const names = (service?.opts.dependsOn as unknown as { __name: string }[]).map(
      ({ __name }) => __name,
    );
    assert.deepEqual(names, [
      "koneksi-web-staging",
      "koneksi-web-staging-execution",
      "koneksi-web-staging-secret",
      "koneksi-web-staging-service-to-aws",
      "koneksi-web-staging-service-to-cache",
      "koneksi-web-staging-cache-access",
    ]);
  });

  it("registers the same resources in a preview", async () => {
    const [up, preview] = [await deploy(), await deploy(connection, true)];
    assert.deepEqual(preview.identities, up.identities);
  });
});
