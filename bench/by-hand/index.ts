import * as pulumi from "@pulumi/pulumi";
import { cache } from "./cache";

/** As many caches as the configuration says, or else the one of staging in the network of another stack. */
const config = new pulumi.Config();
const count = config.getNumber("caches");
for (let index = 0; index < (count ?? 0); index++) {
  cache(`cache-${String(index)}`, {
    subnetIds: ["subnet-0aaaaaaaaaaaaaaa1", "subnet-0aaaaaaaaaaaaaaa2"],
    securityGroupIds: ["sg-0aaaaaaaaaaaaaaa1"],
    alarmTopicArn: "arn:aws:sns:ap-southeast-1:123456789012:alarms",
  });
}

function staging() {
  const network = new pulumi.StackReference(
    `${pulumi.getOrganization()}/${config.require("networkStack")}`,
  );
  return cache("koneksi-staging", {
    subnetIds: network.requireOutput("dataPrivateSubnetIds") as pulumi.Output<string[]>,
    securityGroupIds: [
      network.requireOutput("dataPrivateSecurityGroupId") as pulumi.Output<string>,
    ],
    alarmTopicArn: network.requireOutput("alarmTopicArn") as pulumi.Output<string>,
  });
}

export = count === undefined ? staging() : {};
