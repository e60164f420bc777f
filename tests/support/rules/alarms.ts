import { shown } from "../../../components/checking/format";
import type { RuleCases } from "./cases";
import { later, manyTopics } from "./values";

export const alarms: readonly RuleCases[] = [
  {
    rule: "alarm-key",
    refused: [
      {
        args: { alarms: { overrides: { cpuu: { threshold: 1 }, hitRate: {} } } },
        found: [
          "alarms.overrides.cpuu: no alarm of this key; there are cpu, memory, engineCpu, connections, evictions, freeableMemory, swap, replicationLag, cpuCredits, networkIn, networkOut, authFailures and cacheHitRate; did you mean cpu?",
          "alarms.overrides.hitRate: no alarm of this key; there are cpu, memory, engineCpu, connections, evictions, freeableMemory, swap, replicationLag, cpuCredits, networkIn, networkOut, authFailures and cacheHitRate",
        ],
      },
    ],
    accepted: [{ args: { alarms: { overrides: { cpu: { threshold: 1 } } } } }],
  },
  {
    rule: "alarm-percent",
    refused: [
      {
        args: { alarms: { overrides: { cpu: { threshold: 101 }, memory: { threshold: -1 } } } },
        found: [
          "alarms.overrides.cpu.threshold: 101 is outside 0 to 100, and CPUUtilization counts in percent",
          "alarms.overrides.memory.threshold: -1 is outside 0 to 100, and DatabaseMemoryUsagePercentage counts in percent",
        ],
      },
      {
        args: { alarms: { overrides: { cacheHitRate: { threshold: 0.8 } } } },
        found: [
          "alarms.overrides.cacheHitRate.threshold: 0.8 is a fraction, and CacheHitRate counts in percent from 0 to 100; did you mean 80?",
        ],
      },
      {
        args: { alarms: { overrides: { cacheHitRate: { threshold: 1 } } } },
        found: [
          "alarms.overrides.cacheHitRate.threshold: 1 is a fraction, and CacheHitRate counts in percent from 0 to 100; did you mean 100?",
        ],
      },
      {
        args: { alarms: { custom: { hits: { metricName: "CacheHitRate", threshold: 0.95 } } } },
        found: [
          "alarms.custom.hits.threshold: 0.95 is a fraction, and CacheHitRate counts in percent from 0 to 100; did you mean 95?",
        ],
      },
      {
        args: {
          alarms: { custom: { hits: { metricName: "EngineCPUUtilization", threshold: 120 } } },
        },
        found: [
          "alarms.custom.hits.threshold: 120 is outside 0 to 100, and EngineCPUUtilization counts in percent",
        ],
      },
    ],
    accepted: [
      { args: { alarms: { overrides: { cpu: { threshold: 100 }, memory: { threshold: 0 } } } } },
      { args: { alarms: { overrides: { cacheHitRate: { threshold: 1.5 } } } } },
      { args: { alarms: { overrides: { cacheHitRate: { threshold: 0 } } } } },
      { args: { alarms: { overrides: { evictions: { threshold: 5000 } } } } },
      { args: { alarms: { overrides: { cpu: { threshold: 0.5 } } } } },
    ],
  },
  {
    rule: "alarm-period",
    refused: [
      {
        args: {
          alarms: {
            overrides: {
              cpu: { periodSeconds: 30 },
              memory: { periodSeconds: 90 },
              swap: { periodSeconds: 0 },
            },
          },
        },
        found: [
          "alarms.overrides.cpu.periodSeconds: 30 is not a multiple of 60 from 60 on, and ElastiCache publishes a value a minute; write for example 60",
          "alarms.overrides.memory.periodSeconds: 90 is not a multiple of 60 from 60 on, and ElastiCache publishes a value a minute; write for example 120",
          "alarms.overrides.swap.periodSeconds: 0 is not a multiple of 60 from 60 on, and ElastiCache publishes a value a minute; write for example 60",
        ],
      },
    ],
    accepted: [
      {
        args: {
          alarms: { overrides: { cpu: { periodSeconds: 60 }, memory: { periodSeconds: 3600 } } },
        },
      },
    ],
  },
  {
    rule: "alarm-datapoints",
    refused: [
      {
        args: { alarms: { overrides: { cpu: { evaluationPeriods: 2, datapointsToAlarm: 3 } } } },
        found: [
          "alarms.overrides.cpu.datapointsToAlarm: 3 of 2 periods can never breach; write 2 or less",
        ],
      },
      {
        args: { alarms: { overrides: { cpu: { evaluationPeriods: 0 } } } },
        found: ["alarms.overrides.cpu.evaluationPeriods: 0 is not a whole number from 1"],
      },
      {
        args: { alarms: { overrides: { cpu: { datapointsToAlarm: 0 } } } },
        found: ["alarms.overrides.cpu.datapointsToAlarm: 0 is not a whole number from 1"],
      },
      {
        args: { alarms: { overrides: { cpu: { datapointsToAlarm: 3 } } } },
        found: [
          "alarms.overrides.cpu.datapointsToAlarm: 3 of 2 periods can never breach; write 2 or less",
        ],
      },
      {
        args: {
          alarms: {
            custom: { a: { metricName: "NewConnections", threshold: 1, evaluationPeriods: 1.5 } },
          },
        },
        found: ["alarms.custom.a.evaluationPeriods: 1.5 is not a whole number from 1"],
      },
    ],
    accepted: [
      { args: { alarms: { overrides: { cpu: { evaluationPeriods: 3, datapointsToAlarm: 3 } } } } },
      { args: { alarms: { overrides: { cpu: { evaluationPeriods: 1 } } } } },
    ],
  },
  {
    rule: "alarm-stretch",
    refused: [
      {
        args: { alarms: { overrides: { cpu: { periodSeconds: 3600, evaluationPeriods: 25 } } } },
        found: [
          "alarms.overrides.cpu.evaluationPeriods: 25 periods of 3600 s are more than a day (86400 s), the longest that CloudWatch looks at; shorten one of them",
        ],
      },
    ],
    accepted: [
      { args: { alarms: { overrides: { cpu: { periodSeconds: 3600, evaluationPeriods: 24 } } } } },
    ],
  },
  {
    rule: "alarm-words",
    refused: [
      {
        args: {
          alarms: {
            custom: {
              a: {
                metricName: "NewConnections",
                threshold: 1,
                comparisonOperator: "GreaterThan",
                statistic: "average",
                treatMissingData: "ok",
              },
            },
          },
        },
        found: [
          'alarms.custom.a.comparisonOperator: "GreaterThan" is not one of GreaterThanThreshold, GreaterThanOrEqualToThreshold, LessThanThreshold or LessThanOrEqualToThreshold',
          'alarms.custom.a.statistic: "average" is not one of Average, Maximum, Minimum, Sum or SampleCount, or a percentile such as p99; did you mean Average?',
          'alarms.custom.a.treatMissingData: "ok" is not one of missing, notBreaching, breaching or ignore',
        ],
      },
      {
        args: {
          alarms: {
            custom: { a: { metricName: "NewConnections", threshold: 1, statistic: "p101" } },
          },
        },
        found: [
          'alarms.custom.a.statistic: "p101" is not one of Average, Maximum, Minimum, Sum or SampleCount, or a percentile such as p99',
        ],
      },
    ],
    accepted: [
      {
        args: {
          alarms: {
            custom: {
              a: {
                metricName: "NewConnections",
                threshold: 1,
                comparisonOperator: "LessThanThreshold",
                statistic: "p99.9",
                treatMissingData: "notBreaching",
              },
            },
          },
        },
      },
    ],
  },
  {
    rule: "alarm-custom-key",
    refused: [
      {
        args: {
          alarms: { custom: { "my alarm": { metricName: "NewConnections", threshold: 1 } } },
        },
        found: [
          'alarms.custom."my alarm": the key is a part of the alarms\' names; write 1 to 50 letters, digits and _ . -',
        ],
      },
      {
        args: {
          alarms: { custom: { ["a".repeat(51)]: { metricName: "NewConnections", threshold: 1 } } },
        },
        found: [
          "alarms.custom." +
            "a".repeat(51) +
            ": the key is a part of the alarms' names; write 1 to 50 letters, digits and _ . -",
        ],
      },
    ],
    accepted: [
      {
        args: {
          alarms: { custom: { "my_alarm-1.a": { metricName: "NewConnections", threshold: 1 } } },
        },
      },
    ],
  },
  {
    rule: "alarm-action-count",
    refused: [
      {
        args: { alarms: { actionArns: manyTopics(6) } },
        found: [
          "alarms.actionArns: 6 ARNs, and CloudWatch notifies at most 5; put one SNS topic in front of them",
        ],
      },
      {
        args: {
          alarms: { okActionArns: manyTopics(6), insufficientDataActionArns: manyTopics(7) },
        },
        found: [
          "alarms.okActionArns: 6 ARNs, and CloudWatch notifies at most 5; put one SNS topic in front of them",
          "alarms.insufficientDataActionArns: 7 ARNs, and CloudWatch notifies at most 5; put one SNS topic in front of them",
        ],
      },
    ],
    accepted: [{ args: { alarms: { actionArns: manyTopics(5) } } }],
  },
  {
    rule: "alarm-action",
    refused: [
      {
        args: {
          alarms: {
            actionArns: ["topic", "arn:aws:sns:eu-west-1:123456789012:alarms"],
            okActionArns: ["arn:aws:sns:eu-west-1:account:topic"],
          },
        },
        found: [
          'alarms.actionArns[0]: "topic" is no ARN; write for example arn:aws:sns:<region>:<account>:<topic>',
          'alarms.okActionArns[0]: "arn:aws:sns:eu-west-1:account:topic" is no ARN; write for example arn:aws:sns:<region>:<account>:<topic>',
        ],
      },
    ],
    accepted: [
      {
        args: {
          alarms: {
            actionArns: [
              "arn:aws:sns:eu-west-1:123456789012:alarms",
              "arn:aws:automate:eu-west-1:ec2:stop",
            ],
          },
        },
      },
      { args: { alarms: { actionArns: later } } },
    ],
  },
  {
    rule: "alarm-runbook-url",
    refused: [
      "https://wiki.example.com/redis#alarms",
      "the wiki",
      `https://${"w".repeat(249)}`,
    ].map((runbookUrl) => ({
      args: { alarms: { runbookUrl } },
      found: [
        `alarms.runbookUrl: ${shown(runbookUrl)} has to be an address of at most 256 characters without blanks and without #, because the heading's anchor follows it; write for example https://wiki.example.com/redis`,
      ],
    })),
    accepted: [
      { args: { alarms: { runbookUrl: "https://wiki.example.com/redis?page=alarms" } } },
      { args: { alarms: { runbookUrl: `https://${"w".repeat(248)}` } } },
      { args: { alarms: { runbookUrl: "" } } },
    ],
  },
  {
    rule: "alarm-metric",
    refused: [
      {
        args: { alarms: { custom: { a: { metricName: "NewConections", threshold: 1 } } } },
        found: [
          'alarms.custom.a.metricName: "NewConections" is not among the metrics that ElastiCache is known to publish for a node, so the alarm may never receive data; did you mean NewConnections?',
        ],
      },
    ],
    accepted: [
      { args: { alarms: { custom: { a: { metricName: "NewConnections", threshold: 1 } } } } },
    ],
  },
  {
    rule: "alarm-actions",
    refused: [
      {
        args: {},
        found: [
          "alarms.actionArns: empty: alarms change colour and tell nobody; give the ARN of an SNS topic",
        ],
      },
    ],
    accepted: [
      { args: { alarms: { actionArns: ["arn:aws:sns:eu-west-1:123456789012:alarms"] } } },
      { args: { alarms: { enabled: false } } },
      { args: { alarms: { actionArns: [] } } },
      { args: { alarms: { actionArns: later } } },
    ],
  },
  {
    rule: "alarm-actions-empty",
    refused: [
      {
        args: { alarms: { actionArns: [] } },
        found: [
          "alarms.actionArns: empty: alarms change colour and tell nobody; give the ARN of an SNS topic",
        ],
      },
    ],
    accepted: [
      { args: { alarms: { actionArns: ["arn:aws:sns:eu-west-1:123456789012:alarms"] } } },
      { args: { alarms: { enabled: false, actionArns: [] } } },
      { args: { alarms: { okActionArns: [] } } },
      { args: { alarms: { actionArns: later } } },
    ],
  },
];
