import { type AlarmDefinition, ALARM_KEYS, ALARMS } from "../../components/catalog/alarms";
import { code, table } from "./markdown";

/** How many of the latest periods must breach, and how long they are. */
function periods({ periodSeconds, evaluationPeriods, datapointsToAlarm }: AlarmDefinition): string {
  const minutes = periodSeconds / 60;
  const unit = evaluationPeriods === 1 ? "period" : "periods";
  const length = minutes === 1 ? "minutes" : `${unit} of ${String(minutes)} minutes`;
  return `${String(datapointsToAlarm)} of ${String(evaluationPeriods)} ${length}`;
}

/** The table of alarms. */
export const alarmsPart = (): string =>
  table(
    ["key", "metric", "set", "fires when", "missing data"],
    ALARM_KEYS.map((key) => {
      const row = ALARMS[key];
      const { metricName, set, statistic, condition, treatMissingData } = row;
      const when = `${statistic.toLowerCase()} ${condition}; ${periods(row)}`;
      return [code(key), code(metricName), set, when, treatMissingData];
    }),
  );
