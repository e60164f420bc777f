import * as assert from "node:assert/strict";
import { alarmMatrix } from "../../../components/monitoring/alarms";
import type { RedisCacheArgs } from "../../../components/redis-cache/args";
import { resolve } from "../../../components/redis-cache/spec";
import { alarmLines } from "../../../local/alarm-table";

const linesOf = (args: RedisCacheArgs) =>
  alarmLines(alarmMatrix(resolve("koneksi-test", args).alarms));

describe("alarmLines", () => {
  it("has one line per key, whatever the number of nodes", () => {
    assert.deepEqual(linesOf({ numCacheClusters: 2, alarms: { set: "BASIC" } }), [
      "Alarms (3 on each of 2 nodes)",
      "  alarm      metric                         fires when                                 notifies",
      "  cpu        CPUUtilization                 Average > 80 % in 2 of 2 periods of 300 s  yes",
      "  memory     DatabaseMemoryUsagePercentage  Average > 80 % in 2 of 2 periods of 300 s  yes",
      "  engineCpu  EngineCPUUtilization           Average > 90 % in 5 of 5 periods of 60 s   yes",
    ]);
    const [many, , ...rows] = linesOf({ numNodeGroups: 45, nodeType: "cache.r6g.large" });
    assert.equal(many, "Alarms (11 on each of 90 nodes)");
    assert.equal(rows.length, 11);
  });

  it("shows which alarm does not notify, and that there are no alarms", () => {
    const [, , , memory] = linesOf({ nodeType: "cache.r6g.large" });
    assert.match(memory ?? "", /^ {2}memory .* no$/);
    assert.deepEqual(linesOf({ numCacheClusters: 1, alarms: { set: "BASIC" } })[0], "Alarms (3)");
    assert.deepEqual(linesOf({ alarms: { enabled: false } }), ["No alarms"]);
  });
});
