import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { connectionUrl, containerEnvironment, readConnection } from "../../components/connection";

const ASSUMED_BY_ECS = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
    },
  ],
});

/** An ECS service's stack, as far as the cache concerns it: a task definition that is told where the cache is, by reference. */
export function consumer(cacheStack: string): () => Promise<Record<string, unknown>> {
  return () => {
    const connection = readConnection(new pulumi.StackReference(cacheStack));
    const app = {
      name: "app",
      image: "public.ecr.aws/docker/library/busybox:stable",
      essential: true,
      ...containerEnvironment(connection),
    };
    const role = new iam.Role("app", { assumeRolePolicy: ASSUMED_BY_ECS });
    const task = new ecs.TaskDefinition("app", {
      family: `${pulumi.getStack()}-app`,
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      cpu: "256",
      memory: "512",
      executionRoleArn: role.arn,
      containerDefinitions: pulumi.jsonStringify([app]),
    });
    return Promise.resolve({
      taskDefinitionArn: task.arn,
      container: app,
      cacheUrl: connectionUrl(connection),
    });
  };
}
