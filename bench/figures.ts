/** Seconds of one command's runs. */
export interface Seconds {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The same resources in three ways; null where there is no Terraform. */
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

/** What each ratio has to stay within. */
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

const row = (name: string, seconds: Seconds | null) =>
  seconds === null
    ? `  ${name.padEnd(32)}not measured`
    : `  ${name.padEnd(32)}${[seconds.median, seconds.min, seconds.max]
        .map((value) => value.toFixed(2).padStart(7))
        .join("")}`;

const NAMES: Readonly<Record<keyof Compared | "empty", string>> = {
  empty: "empty program",
  component: "RedisCache",
  byHand: "the same resources by hand",
  terraform: "terraform plan",
};

const rows = (measured: Partial<Record<keyof typeof NAMES, Seconds | null>>) =>
  (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((key) => {
    const seconds = measured[key];
    return seconds === undefined ? [] : [row(NAMES[key], seconds)];
  });

/** The figures as a person reads them. */
export function table(figures: Figures): string {
  const ratios = Object.entries(ratiosOf(figures)) as [keyof Ratios, number | null][];
  return [
    `${"seconds".padEnd(34)} median    min    max`,
    "npm run check",
    row("every stack", figures.check),
    "pulumi preview of staging, all to create",
    ...rows(figures.create),
    "pulumi preview of staging, nothing to change",
    ...rows(figures.unchanged),
    ...Object.entries(figures.caches).flatMap(([count, measured]) => [
      `pulumi preview of ${count} ${count === "1" ? "cache" : "caches"}, all to create`,
      ...rows(measured),
    ]),
    "",
    "ratios of medians",
    ...ratios.map(([name, value]) => {
      const limit = `at most ${String(LIMITS[name])}`;
      return `  ${name.padEnd(32)}${(value?.toFixed(2) ?? "none").padStart(7)}  ${limit}`;
    }),
    "",
  ].join("\n");
}
