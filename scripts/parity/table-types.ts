/** What the table of changes is made of. */
import type { Values } from "./provider";

export interface Row {
  readonly id: string;
  readonly type: string;
  /** What exists already; absent in a row that creates. */
  readonly before?: Values;
  readonly after: Values;
}

export interface Fixture {
  readonly key: string;
  readonly type: string;
  readonly args: Values;
  /** The output that `@key` stands for; the resource's id when absent. */
  readonly output?: string;
}

export interface Argument {
  readonly name: string;
  readonly from: unknown;
  readonly to: unknown;
  /** Tells two entries of one argument apart. */
  readonly note?: string;
  /** Further arguments that this one needs, and those of the base that it excludes. */
  readonly with?: Values;
  readonly without?: readonly string[];
  /** Without this one (and with what it excludes left out) the resource can't exist. */
  readonly needed?: true;
}

export interface Combination {
  readonly name: string;
  readonly before?: Values;
  readonly after: Values;
}

export interface TypeTable {
  readonly type: string;
  readonly base: Values;
  readonly required: readonly string[];
  readonly arguments: readonly Argument[];
  readonly combinations: readonly Combination[];
}
