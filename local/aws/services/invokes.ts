import { ACCOUNT_ID } from "../account";
import type { Invoke } from "../types";
import { text, texts } from "../values";
import { zoneId, zones } from "./ec2";

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

const getAvailabilityZones: Invoke = (args, place) => {
  const excluded = texts(args["excludeNames"]);
  const names = zones(place.region).filter((zone) => !excluded.includes(zone));
  return {
    groupNames: [`${place.region}-zg-1`],
    id: place.region,
    names,
    state: args["state"] ?? "available",
    zoneIds: names.map(zoneId),
  };
};

export const INVOKES: Record<string, Invoke> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": getAvailabilityZones,
  "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
  "aws:index/getPartition:getPartition": getPartition,
  "aws:index/getRegion:getRegion": getRegion,
};
