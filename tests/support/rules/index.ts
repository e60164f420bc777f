import { alarms } from "./alarms";
import { auth } from "./auth";
import { backup } from "./backup";
import { type RuleCases, casesOf } from "./cases";
import { encryption } from "./encryption";
import { engine } from "./engine";
import { identity } from "./identity";
import { ignoreRules } from "./ignore-rules";
import { logs } from "./logs";
import { network } from "./network";
import { nodeType } from "./node-type";
import { parameters } from "./parameters";
import { tags } from "./tags";
import { topology } from "./topology";
import { windows } from "./windows";

export type { Given, RuleCases } from "./cases";

const tables = [
  identity,
  network,
  engine,
  nodeType,
  topology,
  parameters,
  encryption,
  auth,
  windows,
  backup,
  logs,
  alarms,
  tags,
  ignoreRules,
];

/** The cases of every rule. */
export const ruleCases: readonly RuleCases[] = tables.flatMap((table) =>
  Object.entries(table).map(([rule, rows]) => casesOf(rule, rows)),
);
