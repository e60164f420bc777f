import { ACCOUNT_ID } from "../account";
import type { Invoke } from "../types";
import { text } from "../values";

const getCallerIdentity: Invoke = () => ({
  accountId: ACCOUNT_ID,
  arn: `arn:aws:iam::${ACCOUNT_ID}:user/simulated`,
  id: ACCOUNT_ID,
  userId: "AIDASIMULATEDAWSUSER0",
});

const getRegion: Invoke = (args, place) => {
  const name = text(args["name"]) || place.region;
  return {
    description: name,
    endpoint: `ec2.${name}.amazonaws.com`,
    id: name,
    name,
    region: name,
  };
};

const getPartition: Invoke = () => ({
  dnsSuffix: "amazonaws.com",
  id: "aws",
  partition: "aws",
  reverseDnsPrefix: "com.amazonaws",
});

export const INVOKES: Record<string, Invoke> = {
  "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
  "aws:index/getPartition:getPartition": getPartition,
  "aws:index/getRegion:getRegion": getRegion,
};
