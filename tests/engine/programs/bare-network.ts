/** A network stack without the output `vpcId`. */
export const dataPrivateSubnetIds = ["subnet-0123456789abcdef0"];
export const dataPrivateSecurityGroupId = "sg-0123456789abcdef0";
