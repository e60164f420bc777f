import * as assert from "node:assert/strict";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { changeProblems, changeRules, rules } from "../../../components/redis-cache/rules";
import { type RunningFacts, factsOf } from "../../../components/redis-cache/running";
import { resolve } from "../../../components/redis-cache/spec";
import { later as lateValue } from "../../support/rules/values";
import { ID, group, member } from "../../support/running";

const [FIRST, SECOND, THIRD] = [`${ID}-001`, `${ID}-002`, `${ID}-003`] as const;

const later = lateValue as unknown as Promise<string>;

/** A cache that was made with the defaults. */
const RUNNING = factsOf(ID, group, member);

/** Nothing could be read. */
const UNREAD = Object.fromEntries(
  Object.keys(RUNNING).map((key) => [key, undefined]),
) as unknown as RunningFacts;

type Change = readonly [running: Partial<RunningFacts>, args: RedisCacheArgs];

/** Changes that one rule refuses or warns of, with its problem, and similar changes that it accepts. */
interface ChangeCases {
  readonly rule: string;
  readonly refused: readonly (readonly [...change: Change, found: string])[];
  readonly accepted: readonly Change[];
}

const ALLOWED = "to replace it anyway, set allowReplacement to true for this update";
const LOST = "replaces the cache and deletes its data";
const SECOND_CACHE = "or create a second cache with the new value and move the clients";
const LOGS =
  "AWS changes the logs of a running cache only at once, and refuses the whole update; set applyImmediately to true for this update";
const TLS =
  "the cache runs without TLS, and AWS turns it on in two updates; write preferred and auth.mode: none, apply, move every client to TLS, and then write required";

const valkey = (engineVersion: string) => ({ engine: "valkey", engineVersion });
const redis = (engineVersion: string) => ({ engine: "redis", engineVersion });
const plain = { transitEncryptionEnabled: false, authTokenEnabled: false };
const slowLog = {
  logType: "slow-log",
  logFormat: "json",
  destinationType: "cloudwatch-logs",
  destination: "/aws/elasticache/koneksi-test-redis/slow-log",
};
const replaced = (path: string, was: string, is: string) =>
  `${path}: a change from ${was} to ${is} ${LOST}; write ${was}, ${SECOND_CACHE}; ${ALLOWED}`;

const cases: readonly ChangeCases[] = [
  {
    rule: "change-engine-version-raised",
    refused: [
      [
        valkey("8.2.1"),
        { engine: "valkey", engineVersion: "8.0" },
        'engineVersion: the cache runs Valkey 8.2, to which AWS upgraded it from 8.0, and keeps it; write engineVersion: "8.2"',
      ],
      [
        redis("5.0.7"),
        { engineVersion: "5.0.6" },
        'engineVersion: the cache runs Redis OSS 5.0.7, to which AWS upgraded it from 5.0.6, and keeps it; write engineVersion: "5.0.7"',
      ],
    ],
    accepted: [
      [valkey("8.2.1"), { engine: "valkey", engineVersion: "8.2" }],
      [valkey("8.0.1"), { engine: "valkey", engineVersion: "8.2" }],
      [redis("6.2.6"), { engineVersion: "6.x" }],
      [redis("6.2.6"), { engineVersion: "7.1" }],
      [redis("7.1.0"), { engine: "valkey", engineVersion: "7.2" }],
      [{ engineVersion: "unknown" }, {}],
    ],
  },
  {
    rule: "change-engine-downgrade",
    refused: [
      [
        redis("7.1.0"),
        { engineVersion: "6.2" },
        `engineVersion: the cache runs Redis OSS 7.1, and a change to Redis OSS 6.2 ${LOST}; write engine: redis and engineVersion: "7.1"; ${ALLOWED}`,
      ],
      [
        redis("5.0.6"),
        { engineVersion: "4.0.10" },
        `engineVersion: the cache runs Redis OSS 5.0.6, and a change to Redis OSS 4.0.10 ${LOST}; write engine: redis and engineVersion: "5.0.6"; ${ALLOWED}`,
      ],
      // Before Redis 6, a minor version has a parameter family of its own.
      [
        redis("2.8.24"),
        { engineVersion: "2.6.13" },
        `engineVersion: the cache runs Redis OSS 2.8.24, and a change to Redis OSS 2.6.13 ${LOST}; write engine: redis and engineVersion: "2.8.24"; ${ALLOWED}`,
      ],
      [
        valkey("8.1.0"),
        { nodeType: "cache.m7g.large" },
        `engine: the cache runs Valkey 8.1, and a change to Redis OSS 7.1, the default, ${LOST}; write engine: valkey and engineVersion: "8.1"; ${ALLOWED}`,
      ],
      [
        { engine: "valkey", engineVersion: undefined },
        { engine: "redis" },
        `engine: the cache runs Valkey, and a change to Redis OSS 7.1 ${LOST}; write engine: valkey; ${ALLOWED}`,
      ],
    ],
    accepted: [
      [redis("7.1.0"), { engineVersion: "7.0" }],
      [redis("6.2.6"), { engineVersion: "7.1" }],
      [redis("7.1.0"), { engine: "valkey", engineVersion: "7.2" }],
      [redis("7.1.0"), { engineVersion: "6.2", allowReplacement: true }],
    ],
  },
  {
    rule: "change-port",
    refused: [[{ port: 6379 }, { port: 6380 }, replaced("port", "6379", "6380")]],
    accepted: [
      [{ port: 6380 }, { port: 6380 }],
      [{}, { port: 6380, allowReplacement: true }],
    ],
  },
  {
    rule: "change-subnet-group",
    refused: [
      [
        { subnetGroupName: "data" },
        { subnetGroupName: "Other" },
        replaced("subnetGroupName", "data", "other"),
      ],
    ],
    accepted: [
      [{ subnetGroupName: "data" }, { subnetGroupName: "Data" }],
      [{ subnetGroupName: "data" }, { subnetGroupName: later }],
      [{ subnetGroupName: "data" }, { subnetIds: ["subnet-1", "subnet-2"] }],
      [{ subnetGroupName: "data" }, {}],
      [{ subnetGroupName: "data" }, { subnetGroupName: "other", allowReplacement: true }],
    ],
  },
  {
    rule: "change-network-type",
    refused: [
      [{}, { networkType: "ipv6" }, replaced("networkType", "ipv4", "ipv6")],
      [{ networkType: "ipv6" }, {}, replaced("networkType", "ipv6", "ipv4")],
    ],
    accepted: [
      [{ networkType: "ipv6" }, { networkType: "ipv6" }],
      [{}, { networkType: "ipv6", allowReplacement: true }],
    ],
  },
  {
    rule: "change-data-tiering",
    refused: [
      [
        { nodeType: "cache.r6g.xlarge" },
        { nodeType: "cache.r6gd.xlarge" },
        `nodeType: a change from cache.r6g.xlarge to cache.r6gd.xlarge turns data tiering on, which ${LOST}; write a node type outside the family r6gd, or create a second cache and move the clients; ${ALLOWED}`,
      ],
      [
        { nodeType: "cache.r6gd.xlarge" },
        { nodeType: "cache.r6g.xlarge" },
        `nodeType: a change from cache.r6gd.xlarge to cache.r6g.xlarge turns data tiering off, which AWS does not do for a running cache; write a node type of the family r6gd, or create a second cache and move the clients; ${ALLOWED}`,
      ],
    ],
    accepted: [
      [{ nodeType: "cache.r6gd.xlarge" }, { nodeType: "cache.r6gd.2xlarge" }],
      [{ nodeType: "cache.r6g.xlarge" }, { nodeType: "cache.r7g.xlarge" }],
      [{ nodeType: "cache.r6g.xlarge" }, { nodeType: "cache.r6gd.xlarge", allowReplacement: true }],
    ],
  },
  {
    rule: "change-tls-version",
    refused: [
      [
        { ...redis("6.2.6"), ...plain },
        { engineVersion: "6.2" },
        `transitEncryptionEnabled: the cache runs Redis OSS 6.2.6, and turning TLS on below 7.0.5 ${LOST}; upgrade engineVersion first, in an update of its own; ${ALLOWED}`,
      ],
      [
        { ...redis("7.0.4"), ...plain },
        { engineVersion: "7.1", transitEncryptionMode: "preferred", auth: { mode: "none" } },
        `transitEncryptionEnabled: the cache runs Redis OSS 7.0.4, and turning TLS on below 7.0.5 ${LOST}; upgrade engineVersion first, in an update of its own; ${ALLOWED}`,
      ],
      [
        redis("6.2.6"),
        { engineVersion: "6.2", transitEncryptionEnabled: false },
        `transitEncryptionEnabled: the cache runs Redis OSS 6.2.6, and turning TLS off below 7.0.5 ${LOST}; upgrade engineVersion first, in an update of its own; ${ALLOWED}`,
      ],
    ],
    accepted: [
      [{ ...redis("7.0.5"), ...plain }, { transitEncryptionMode: "preferred" }],
      [
        { ...valkey("7.2.6"), ...plain },
        { engine: "valkey", transitEncryptionMode: "preferred" },
      ],
      [redis("6.2.6"), { engineVersion: "6.2" }],
      [
        { ...redis("6.2.6"), ...plain },
        { engineVersion: "7.1", transitEncryptionEnabled: false },
      ],
      [
        { ...redis("6.2.6"), ...plain },
        { engineVersion: "6.2", allowReplacement: true },
      ],
    ],
  },
  {
    rule: "change-tls-required",
    refused: [
      [plain, {}, `transitEncryptionMode: ${TLS}`],
      [plain, { transitEncryptionMode: "required" }, `transitEncryptionMode: ${TLS}`],
    ],
    accepted: [
      [plain, { transitEncryptionMode: "preferred", auth: { mode: "none" } }],
      [{ authTokenEnabled: false }, { transitEncryptionMode: "required" }],
      [plain, { transitEncryptionEnabled: false }],
      [{ transitEncryptionEnabled: true }, { transitEncryptionEnabled: false }],
    ],
  },
  {
    rule: "change-cluster-mode",
    refused: [
      [
        {},
        { clusterMode: "enabled" },
        "clusterMode: the cache runs with cluster mode disabled, and AWS enables it in two updates; write clusterMode: compatible, apply it, move every client to the configuration endpoint, and then write enabled",
      ],
      [
        {},
        { numNodeGroups: 2 },
        "clusterMode: the cache runs with cluster mode disabled, and AWS enables it in two updates; write clusterMode: compatible, apply it, move every client to the configuration endpoint, and then write enabled",
      ],
      [
        { clusterMode: "enabled" },
        { clusterMode: "compatible" },
        "clusterMode: cluster mode cannot be changed from enabled to compatible; write clusterMode: enabled, or create a second cache and copy the data (a snapshot of this one does not restore into it)",
      ],
      [
        { clusterMode: "enabled" },
        {},
        "clusterMode: cluster mode cannot be changed from enabled to disabled; write clusterMode: enabled, or create a second cache and copy the data (a snapshot of this one does not restore into it)",
      ],
    ],
    accepted: [
      [{}, { clusterMode: "compatible" }],
      [{ clusterMode: "compatible" }, { clusterMode: "enabled" }],
      [{ clusterMode: "compatible" }, { clusterMode: "disabled" }],
      [{ clusterMode: "enabled" }, { parameterGroupName: "sharded" }],
      [{ clusterMode: "enabled" }, { parameterGroupName: "default.redis7.cluster.on" }],
    ],
  },
  {
    rule: "change-cluster-mode-alone",
    refused: [
      [
        {},
        { clusterMode: "compatible", nodeType: "cache.m7g.large", engineVersion: "7.0" },
        "clusterMode: AWS changes the cluster mode alone, and this update also changes nodeType; change nodeType in an update of its own",
      ],
      [
        { ...redis("6.2.6"), snapshotRetentionLimit: 3 },
        { clusterMode: "compatible" },
        "clusterMode: AWS changes the cluster mode alone, and this update also changes engineVersion and snapshotRetentionLimit; change engineVersion and snapshotRetentionLimit in an update of its own",
      ],
      [
        { clusterMode: "compatible" },
        { clusterMode: "enabled", numNodeGroups: 2 },
        "clusterMode: AWS changes the cluster mode alone, and this update also changes numNodeGroups; change numNodeGroups in an update of its own",
      ],
      [
        { clusterMode: "compatible" },
        { clusterMode: "compatible", engine: "valkey" },
        "clusterMode: cluster mode is compatible, in which AWS does not change engine and engineVersion; write clusterMode: enabled, apply it, and change engine and engineVersion in the next update",
      ],
    ],
    accepted: [
      [{}, { clusterMode: "compatible" }],
      [redis("6.2.6"), { clusterMode: "compatible", engineVersion: "6.x" }],
      [{ clusterMode: "compatible" }, { clusterMode: "enabled" }],
      [{ clusterMode: "compatible" }, { clusterMode: "compatible", snapshotRetentionLimit: 3 }],
      [{ clusterMode: "enabled" }, { clusterMode: "enabled", numNodeGroups: 2 }],
      [{}, { nodeType: "cache.m7g.large" }],
    ],
  },
  {
    rule: "change-last-replica",
    refused: [
      [
        { clusterMode: "enabled" },
        { clusterMode: "enabled", replicasPerNodeGroup: 0 },
        "replicasPerNodeGroup: the running cache is Multi-AZ, which needs a replica; first set multiAzEnabled to false with applyImmediately true, apply, and then remove the last replica",
      ],
      [
        { multiAzEnabled: false },
        { numCacheClusters: 1, applyImmediately: false },
        "numCacheClusters: the running cache fails over automatically, which needs a replica; first set automaticFailoverEnabled and multiAzEnabled to false with applyImmediately true, apply, and then remove the last replica",
      ],
    ],
    accepted: [
      [{}, { numCacheClusters: 1 }],
      [
        { clusterMode: "enabled", multiAzEnabled: false },
        { clusterMode: "enabled", replicasPerNodeGroup: 0 },
      ],
      [
        { multiAzEnabled: false, automaticFailoverEnabled: false },
        { numCacheClusters: 1, applyImmediately: false },
      ],
      [{ replicasPerNodeGroup: 0 }, { numCacheClusters: 1, applyImmediately: false }],
      [{ replicasPerNodeGroup: 2 }, { numCacheClusters: 2, applyImmediately: false }],
    ],
  },
  {
    rule: "change-backups-on",
    refused: [
      [
        { clusterMode: "enabled", snapshotRetentionLimit: 0 },
        { clusterMode: "enabled" },
        'snapshotRetentionLimit: the AWS provider may fail to turn backups on in cluster mode; if it does, run "aws elasticache modify-replication-group --snapshot-retention-limit 7 --apply-immediately" for this cache, and then pulumi refresh',
      ],
    ],
    accepted: [
      [{ snapshotRetentionLimit: 0 }, {}],
      [
        { clusterMode: "enabled", snapshotRetentionLimit: 0 },
        { clusterMode: "enabled", snapshotRetentionLimit: 0 },
      ],
      [{ clusterMode: "enabled" }, { clusterMode: "enabled" }],
    ],
  },
  {
    rule: "change-token-removed",
    refused: [
      [
        {},
        { auth: { mode: "none" } },
        "auth.mode: the running cache requires a token, and would still require it after this update, which deletes the token's secret; first change to auth.users with only the user default, apply, and then write none",
      ],
    ],
    accepted: [
      [{}, {}],
      [{ authTokenEnabled: false }, { auth: { mode: "none" } }],
      [{}, { auth: { users: { default: { accessString: "on ~* +@all" } } } }],
    ],
  },
  {
    rule: "change-token-first",
    refused: [
      [
        { authTokenEnabled: false },
        {},
        "auth.updateStrategy: the running cache has no token, and AWS may refuse SET for the first one; write ROTATE, apply, give every client the token, and then write SET",
      ],
    ],
    accepted: [
      [{}, {}],
      [{ authTokenEnabled: false }, { auth: { updateStrategy: "ROTATE" } }],
      [{ authTokenEnabled: false }, { auth: { mode: "none" } }],
      [plain, {}],
    ],
  },
  {
    rule: "log-apply-immediately",
    refused: [
      [{}, { logs: { slowLog: {} }, applyImmediately: false }, `logs.slowLog: ${LOGS}`],
      [{ logs: [slowLog] }, { applyImmediately: false }, `logs.slowLog: ${LOGS}`],
      [
        { logs: [slowLog] },
        { logs: { slowLog: { format: "text" } }, applyImmediately: false },
        `logs.slowLog: ${LOGS}`,
      ],
      [
        { logs: [{ ...slowLog, logType: "engine-log" }] },
        { logs: { engineLog: { destination: "/other" } }, applyImmediately: false },
        `logs.engineLog: ${LOGS}`,
      ],
    ],
    accepted: [
      [{}, { logs: { slowLog: {} } }],
      [{ logs: [slowLog] }, { logs: { slowLog: {} }, applyImmediately: false }],
      [{ logs: [slowLog] }, { logs: { slowLog: { destination: later } }, applyImmediately: false }],
      [{}, { logs: { slowLog: { enabled: false } }, applyImmediately: false }],
    ],
  },
  {
    rule: "change-member-ids",
    refused: [
      [
        { memberClusters: [FIRST, THIRD] },
        {},
        `nodeIds: the alarms watch ${FIRST}, ${SECOND}, but the replication group's members are ${FIRST}, ${THIRD}; write nodeIds: [${FIRST}, ${THIRD}], so that every alarm receives data`,
      ],
    ],
    accepted: [
      [{ memberClusters: [SECOND, FIRST] }, {}],
      [{ memberClusters: [FIRST, THIRD] }, { nodeIds: [FIRST, THIRD] }],
      [{ memberClusters: [FIRST, THIRD] }, { alarms: { enabled: false } }],
      // A node more: the members change with the update.
      [{ memberClusters: [FIRST, SECOND] }, { numCacheClusters: 3 }],
    ],
  },
];

/** The problems of one rule, by severity. */
function found(rule: string, [facts, args]: Change) {
  const problems = changeProblems({ ...RUNNING, ...facts }, resolve("koneksi-test", args));
  return problems
    .filter((problem) => problem.rule === rule)
    .map(({ severity, path, reason }) => `${severity} ${path}: ${reason}`);
}

const titled = ([facts, args]: Change) =>
  `${JSON.stringify(facts).slice(0, 60)} to ${JSON.stringify(args).slice(0, 60)}`;

describe("change rules", () => {
  for (const { rule: id, refused, accepted } of cases) {
    const severity = changeRules.find((rule) => rule.id === id)?.severity ?? "error";
    describe(id, () => {
      for (const [facts, args, reason] of refused) {
        it(`${severity === "error" ? "refuses" : "warns of"} ${titled([facts, args])}`, () => {
          assert.deepEqual(found(id, [facts, args]), [`${severity} ${reason}`]);
          const ignoring = { ...args, ignoreRules: [id] };
          assert.deepEqual(found(id, [facts, ignoring]), [`warning ${reason}`]);
        });
      }
      for (const change of accepted) {
        it(`accepts ${titled(change)}`, () => {
          assert.deepEqual(found(id, change), []);
        });
      }
      it("is silent where nothing could be read", () => {
        for (const [, args] of refused) assert.deepEqual(found(id, [UNREAD, args]), []);
      });
    });
  }

  it("say nothing of a cache that stays as it is", () => {
    assert.deepEqual(changeProblems(RUNNING, resolve("koneksi-test", {})), []);
  });

  it("have cases, each of them once, and ids that no other rule has", () => {
    const ids = changeRules.map(({ id }) => id);
    assert.deepEqual(
      ids,
      cases.map(({ rule }) => rule),
    );
    assert.deepEqual(
      rules.map(({ id }) => id).filter((id) => ids.includes(id)),
      [],
    );
  });
});
