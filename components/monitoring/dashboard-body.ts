import { ALARMS, type AlarmFacts, type AlarmKey } from "../catalog/alarms";
import { MOST_METRICS } from "../catalog/cloudwatch";
import { METRIC_NAMESPACE } from "../catalog/metrics";
import type { CacheAlarm } from "./alarms";
import type { AlarmsSpec } from "./spec";

/** Columns of CloudWatch's grid. */
const GRID = 24;
const HEADING_HEIGHT = 1;
const GRAPH_HEIGHT = 6;

interface Graph {
  readonly metricName: string;
  readonly statistic: string;
  readonly title: string;
  /** Whether the nodes publish the metric. Defaults to always. */
  readonly applies?: ((facts: AlarmFacts) => boolean) | undefined;
}

/** A graph of the metric and the statistic of an alarm of the table. */
const watched = (key: AlarmKey, title: string): Graph => {
  const { metricName, statistic, applies } = ALARMS[key];
  return { metricName, statistic, title, applies };
};

/** The rows of the dashboard, one per topic. Their order and graphs do not depend on the number of nodes. */
const ROWS: readonly { readonly heading: string; readonly graphs: readonly Graph[] }[] = [
  {
    heading: "CPU",
    graphs: [
      watched("cpu", "Host CPU (%)"),
      watched("engineCpu", "Engine CPU (%)"),
      watched("cpuCredits", "CPU credits"),
    ],
  },
  {
    heading: "Memory",
    graphs: [
      watched("memory", "Memory used by data (%)"),
      watched("freeableMemory", "Freeable memory (bytes)"),
      { ...watched("swap", "Swap (bytes)"), applies: undefined },
    ],
  },
  {
    heading: "Connections",
    graphs: [
      watched("connections", "Connections"),
      { metricName: "NewConnections", statistic: "Sum", title: "New connections" },
      watched("authFailures", "Failed logins"),
    ],
  },
  {
    heading: "Hit rate and evictions",
    graphs: [
      watched("cacheHitRate", "Hit rate (%)"),
      watched("evictions", "Evictions"),
      { metricName: "CurrItems", statistic: "Maximum", title: "Keys" },
    ],
  },
  {
    heading: "Replication",
    graphs: [
      watched("replicationLag", "Replication lag (s)"),
      {
        metricName: "ReplicationBytes",
        statistic: "Sum",
        title: "Bytes to replicas",
        applies: ({ replicas }) => replicas,
      },
    ],
  },
  {
    heading: "Network",
    graphs: [
      { metricName: "NetworkBytesIn", statistic: "Sum", title: "Bytes in" },
      { metricName: "NetworkBytesOut", statistic: "Sum", title: "Bytes out" },
      { ...watched("networkIn", "Held back in"), applies: undefined },
      { ...watched("networkOut", "Held back out"), applies: undefined },
    ],
  },
  {
    heading: "Latency",
    graphs: [
      { metricName: "SuccessfulReadRequestLatency", statistic: "p99", title: "Reads p99 (µs)" },
      { metricName: "SuccessfulWriteRequestLatency", statistic: "p99", title: "Writes p99 (µs)" },
    ],
  },
];

/** Graphs of the custom alarms' metrics that are in no other row. */
function customGraphs(matrix: readonly CacheAlarm[]): Graph[] {
  const shown = new Set(ROWS.flatMap(({ graphs }) => graphs.map(({ metricName }) => metricName)));
  const graphs = new Map<string, Graph>();
  for (const { metricName, statistic } of matrix) {
    if (shown.has(metricName) || graphs.has(metricName)) continue;
    graphs.set(metricName, { metricName, statistic, title: metricName });
  }
  return [...graphs.values()];
}

/** Each threshold of the metric's alarms, once. */
function thresholds(matrix: readonly CacheAlarm[], metricName: string) {
  const lines = new Map<string, { label: string; value: number }>();
  for (const alarm of matrix) {
    if (alarm.metricName !== metricName) continue;
    lines.set(`${alarm.key} ${String(alarm.threshold)}`, {
      label: alarm.key,
      value: alarm.threshold,
    });
  }
  return [...lines.values()];
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Drawn extends Pick<AlarmsSpec, "dimension" | "nodes"> {
  readonly matrix: readonly CacheAlarm[];
  readonly region: string;
}

const GRAPH_PERIOD_SECONDS = 60;

/** One line per node, with the node's key as its label, and one line per threshold. */
function graphWidget(graph: Graph, place: Place, { dimension, nodes, matrix, region }: Drawn) {
  const annotations = thresholds(matrix, graph.metricName);
  return {
    type: "metric",
    ...place,
    properties: {
      title: graph.title,
      view: "timeSeries",
      stacked: false,
      region,
      stat: graph.statistic,
      period:
        matrix.find(({ metricName }) => metricName === graph.metricName)?.periodSeconds ??
        GRAPH_PERIOD_SECONDS,
      metrics: nodes.map(({ id, key }) => [
        METRIC_NAMESPACE,
        graph.metricName,
        dimension,
        id,
        { label: key },
      ]),
      ...(annotations.length === 0 ? {} : { annotations: { horizontal: annotations } }),
    },
  };
}

const textWidget = (markdown: string, y: number) => ({
  type: "text",
  x: 0,
  y,
  width: GRID,
  height: HEADING_HEIGHT,
  properties: { markdown },
});

/** The rows of a cache, without graphs of metrics that its nodes do not publish, and without empty rows. */
function rowsOf({ facts }: AlarmsSpec, matrix: readonly CacheAlarm[]) {
  return [...ROWS, { heading: "Custom alarms", graphs: customGraphs(matrix) }]
    .map(({ heading, graphs }) => ({
      heading,
      graphs: graphs.filter(({ applies }) => applies?.(facts) ?? true),
    }))
    .flatMap(({ heading, graphs }) =>
      lines(graphs).map((line, index) => ({
        heading: index === 0 ? heading : `${heading} (continued)`,
        graphs: line,
      })),
    );
}

const MOST_IN_A_LINE = 4;

/** Splits the graphs of a row into lines of at most four. */
function lines(graphs: readonly Graph[]): Graph[][] {
  const cut: Graph[][] = [];
  for (let start = 0; start < graphs.length; start += MOST_IN_A_LINE) {
    cut.push(graphs.slice(start, start + MOST_IN_A_LINE));
  }
  return cut;
}

const title = ({ id, summary, nodes }: AlarmsSpec, shown: number) => {
  const all = nodes.length;
  const left =
    shown < all
      ? ` Only the first ${String(shown)} of ${String(all)} nodes are drawn: CloudWatch takes ${String(MOST_METRICS)} metrics a dashboard.`
      : "";
  return `**${id}** ${summary}. Thresholds are those of the alarms.${left}`;
};

/**
 * The dashboard of a cache, as CloudWatch's JSON: one row per topic, one line per node, and the thresholds. More nodes
 * add lines, and move no graph.
 */
export function dashboardBody(
  alarms: AlarmsSpec,
  matrix: readonly CacheAlarm[],
  region: string,
): string {
  const rows = rowsOf(alarms, matrix);
  const graphs = rows.reduce((count, row) => count + row.graphs.length, 0);
  const nodes = alarms.nodes.slice(0, Math.floor(MOST_METRICS / graphs));
  const drawn = { dimension: alarms.dimension, nodes, matrix, region };
  const widgets: object[] = [textWidget(title(alarms, nodes.length), 0)];
  rows.forEach(({ heading, graphs: inRow }, row) => {
    const y = HEADING_HEIGHT + row * (HEADING_HEIGHT + GRAPH_HEIGHT);
    const width = GRID / inRow.length;
    widgets.push(textWidget(`## ${heading}`, y));
    inRow.forEach((graph, column) => {
      const place = { x: column * width, y: y + HEADING_HEIGHT, width, height: GRAPH_HEIGHT };
      widgets.push(graphWidget(graph, place, drawn));
    });
  });
  // Without it, CloudWatch chooses the period by the time range, and a sum over another period does not fit the alarm's
  // threshold.
  return JSON.stringify({ periodOverride: "inherit", widgets });
}
