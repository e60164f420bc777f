import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { type CacheAuthArgs, RedisCache } from "../../../components";

/** One cache per kind of credentials, with every resource that has a description, a body, a policy or an output. */
const config = new pulumi.Config();
const auth = config.requireObject<CacheAuthArgs>("auth");
const { id: vpcId } = new ec2.Vpc("network", { cidrBlock: "10.0.0.0/16" });

function cache(name: string, given: CacheAuthArgs) {
  const { connection, alarms, alarmArns, authSecretArn, iamConnectPolicy } = new RedisCache(name, {
    vpcId,
    allowedCidrBlocks: ["10.0.0.0/16"],
    alarms: { set: "BASIC", composite: true, dashboard: true },
    logs: { slowLog: {}, engineLog: {} },
    numCacheClusters: 1,
    parameterStorePath: `/${name}`,
    project: "koneksi",
    environment: "test",
    auth: { ...auth, ...given },
  });
  return { connection, alarms, alarmArns, authSecretArn, iamConnectPolicy };
}

export const generated = cache("generated", {});
// Not marked as a secret.
export const literal = cache("literal", { token: `Literal-Token-${config.require("token")}` });
export const users = cache("users", {
  users: { app: { accessString: "on ~* +@all" }, jobs: { accessString: "on ~* +@all" } },
});
