import { table } from "../local/table";

/** Seconds of one command's runs. */
export interface Seconds {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The same resources, made in three ways; null without Terraform. */
export interface Compared {
  readonly component: Seconds;
  readonly byHand: Seconds;
  readonly terraform: Seconds | null;
}

export interface Figures {
  /** `npm run check` of every stack, which needs no engine. */
  readonly check: Seconds;
  /** A preview of staging with all to create, beside an empty program. */
  readonly create: Compared & { readonly empty: Seconds };
  /** A preview of staging with nothing to change. Terraform would need an AWS account for it. */
  readonly unchanged: Omit<Compared, "terraform"> & { readonly empty: Seconds };
  /** Previews of many caches, all to create, by the number of caches. */
  readonly caches: Readonly<Record<number, Compared>>;
}

export interface Ratios {
  readonly stagingVsEmpty: number;
  readonly stagingVsByHand: number;
  readonly stagingVsTerraform: number | null;
  readonly fiftyVsByHand: number;
  readonly fiftyVsTerraform: number | null;
}

/** The maximum of each ratio. */
export const LIMITS: Readonly<Record<keyof Ratios, number>> = {
  stagingVsEmpty: 1.6,
  stagingVsByHand: 1.15,
  stagingVsTerraform: 0.85,
  fiftyVsByHand: 1.15,
  fiftyVsTerraform: 1.5,
};

/** Median and range of an odd number of runs. */
export function summarize(runs: readonly number[]): Seconds {
  const sorted = [...runs].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? NaN;
  return { median: at(Math.floor(runs.length / 2)), min: at(0), max: at(runs.length - 1) };
}

const toHundredths = (value: number) => Math.round(value * 100) / 100;

const ratio = (seconds: Seconds, other: Seconds) => toHundredths(seconds.median / other.median);

const ratioOrNull = (seconds: Seconds, other: Seconds | null) =>
  other === null ? null : ratio(seconds, other);

/** Ratios of medians. */
export function ratiosOf({ create, caches }: Pick<Figures, "create" | "caches">): Ratios {
  const fifty = caches[50];
  if (fifty === undefined) throw new Error("50 caches were not measured");
  return {
    stagingVsEmpty: ratio(create.component, create.empty),
    stagingVsByHand: ratio(create.component, create.byHand),
    stagingVsTerraform: ratioOrNull(create.component, create.terraform),
    fiftyVsByHand: ratio(fifty.component, fifty.byHand),
    fiftyVsTerraform: ratioOrNull(fifty.component, fifty.terraform),
  };
}

const NAMES: Readonly<Record<keyof Compared | "empty", string>> = {
  empty: "empty program",
  component: "RedisCache",
  byHand: "the same resources without the component",
  terraform: "terraform plan",
};

const row = (command: string, name: string, seconds: Seconds | null): string[] =>
  seconds === null
    ? [command, name, "not measured"]
    : [
        command,
        name,
        ...[seconds.median, seconds.min, seconds.max].map((value) => value.toFixed(2)),
      ];

const rows = (command: string, measured: Partial<Record<keyof typeof NAMES, Seconds | null>>) =>
  (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((key) => {
    const seconds = measured[key];
    return seconds === undefined ? [] : [row(command, NAMES[key], seconds)];
  });

/** The figures as text. */
export function printed(figures: Figures): string {
  const ratios = Object.entries(ratiosOf(figures)) as [keyof Ratios, number | null][];
  return [
    "Seconds",
    ...table([
      ["command", "program", "median", "min", "max"],
      row("check", "every stack", figures.check),
      ...rows("preview of staging, all to create", figures.create),
      ...rows("preview of staging, nothing to change", figures.unchanged),
      ...Object.entries(figures.caches).flatMap(([count, measured]) =>
        rows(`preview of ${count} ${count === "1" ? "cache" : "caches"}`, measured),
      ),
    ]),
    "",
    "Ratios of medians",
    ...table(
      ratios.map(([name, value]) => [
        name,
        value?.toFixed(2) ?? "none",
        `at most ${String(LIMITS[name])}`,
      ]),
    ),
    "",
  ].join("\n");
}
