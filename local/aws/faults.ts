import * as fs from "node:fs";
import { didYouMean } from "../../components/checking/spelling";
import type { Properties } from "./values";

export type Operation = "create" | "read" | "update" | "delete";

/** A call that fails on request. */
export interface Fault {
  operation: Operation;
  /** A type token or its end, such as `elasticache/ReplicationGroup` or `ReplicationGroup`. */
  type: string;
  /** Only the resource with this physical name. Defaults to any. */
  name?: string;
  /** Number of the call of that kind, from 1. Defaults to 1; 0 means every call. */
  nth?: number;
  /**
   * Defaults to `fail`, before anything is changed. `lose` makes the change but does not answer.
   * `unfinished` makes the change and fails while waiting for it, so that the engine knows the
   * resource and tries again. `hang` waits until the engine is interrupted or killed.
   */
  action?: "fail" | "lose" | "unfinished" | "hang";
  message?: string;
}

export interface Outcome {
  /** Called after the change, with its result. */
  after: (made?: Made) => void;
}

export interface Made {
  id: string;
  state: Properties;
}

/** A resource whose creation or change is incomplete: the engine keeps it, and updates it in the next run. */
export class Unfinished extends Error {
  constructor(
    message: string,
    readonly made: Made,
  ) {
    super(message);
  }
}

const NOTHING: Outcome = { after: () => undefined };

/** Counts calls from the start of the provider, and fails the requested ones. */
export class Faults {
  private readonly counts = new Map<Fault, number>();
  private readonly waiting = new Set<(error: Error) => void>();
  private cancelled = false;

  constructor(private readonly faults: readonly Fault[]) {}

  async before(operation: Operation, token: string, name: string): Promise<Outcome> {
    let outcome = NOTHING;
    for (const fault of this.faults) {
      if (fault.operation !== operation || !isType(fault.type, token)) continue;
      if (fault.name !== undefined && fault.name !== name) continue;
      const count = (this.counts.get(fault) ?? 0) + 1;
      this.counts.set(fault, count);
      const nth = fault.nth ?? 1;
      if (nth === 0 || nth === count) outcome = await this.strike(fault, operation, token);
    }
    return outcome;
  }

  /** The engine was interrupted: calls that hang end with an error, like a cancelled call to AWS. */
  cancel(): void {
    this.cancelled = true;
    for (const reject of this.waiting) reject(new Error("the operation was cancelled"));
    this.waiting.clear();
  }

  private async strike(fault: Fault, operation: Operation, token: string): Promise<Outcome> {
    const message = fault.message ?? `simulated fault: ${operation} of ${token}`;
    if (fault.action === "hang") await this.hang();
    const { action } = fault;
    if (action !== "lose" && action !== "unfinished") throw new Error(message);
    return {
      after: (made) => {
        if (made && action === "unfinished") throw new Unfinished(message, made);
        throw new Error(message);
      },
    };
  }

  private hang(): Promise<void> {
    return new Promise((_, reject) => {
      if (this.cancelled) reject(new Error("the operation was cancelled"));
      else this.waiting.add(reject);
    });
  }
}

function isType(wanted: string, token: string): boolean {
  const [, module = "", name = ""] = token.split(":");
  const path = `${module.split("/")[0] ?? ""}/${name}`;
  return wanted === token || wanted === path || wanted === name;
}

const SETTING = "SIMULATED_AWS_FAULTS";
const OPERATIONS = ["create", "read", "update", "delete"];
const ACTIONS = ["fail", "lose", "unfinished", "hang"];
const FIELDS = ["operation", "type", "name", "nth", "action", "message"];

/** From `SIMULATED_AWS_FAULTS`: JSON, or the name of a file with it. */
export function faultsFrom(setting: string | undefined): Fault[] {
  const given = setting?.trim() ?? "";
  if (given === "") return [];
  const faults = parsed(given.startsWith("[") ? given : readSetting(given));
  if (!Array.isArray(faults)) throw new Error(`${SETTING}: must be a JSON list`);
  return faults.map((fault: unknown, i) => checked(fault, `${SETTING}[${String(i)}]`));
}

function readSetting(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    throw new Error(`${SETTING}: the file ${file} does not exist`);
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error(`${SETTING}: not valid JSON: ${json}`);
  }
}

function checked(fault: unknown, path: string): Fault {
  const fields = new Map(Object.entries(fault ?? {}));
  for (const field of fields.keys()) {
    if (FIELDS.includes(field)) continue;
    throw new Error(`${path}.${field}: not a field${didYouMean(field, FIELDS)}`);
  }
  const { operation, type, action } = fault as Partial<Record<string, unknown>>;
  if (!OPERATIONS.some((o) => o === operation)) {
    throw new Error(`${path}.operation: must be one of ${OPERATIONS.join(", ")}`);
  }
  if (typeof type !== "string") {
    throw new Error(`${path}.type: must be the end of a type token, such as ReplicationGroup`);
  }
  if (action !== undefined && !ACTIONS.some((a) => a === action)) {
    throw new Error(`${path}.action: must be one of ${ACTIONS.join(", ")}`);
  }
  return fault as Fault;
}
