/** A network stack without the output `vpcId`. */
export const dataPrivateSubnetIds = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];
export const dataPrivateSecurityGroupId = "sg-0123456789abcdef0";
