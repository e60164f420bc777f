import * as pulumi from "@pulumi/pulumi";
import { RedisCache } from "../../components";

const count = new pulumi.Config().requireNumber("caches");
for (let index = 0; index < count; index++) {
  new RedisCache(`cache-${String(index)}`, {
    project: "koneksi",
    environment: "staging",
    nodeType: "cache.t3.micro",
    numCacheClusters: 2,
    subnetIds: ["subnet-0aaaaaaaaaaaaaaa1", "subnet-0aaaaaaaaaaaaaaa2"],
    securityGroupIds: ["sg-0aaaaaaaaaaaaaaa1"],
    alarms: { actionArns: ["arn:aws:sns:ap-southeast-1:123456789012:alarms"] },
  });
}
