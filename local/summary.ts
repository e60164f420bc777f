import type { OutputMap } from "@pulumi/pulumi/automation";
import type { Request } from "./arguments";
import type { OperationResult } from "./engine";
import type { Destroyed } from "./runner";

/** What a summary is made from. */
export interface Facts {
  readonly request: Pick<Request, "command" | "stack">;
  readonly result: OperationResult;
  readonly outputs: OutputMap;
  /** Outputs of the consumer stack. */
  readonly consumer?: OutputMap;
}

/** Outputs as values, secrets masked. */
export function plainOutputs(outputs: OutputMap): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { value, secret }]) => [
      name,
      secret ? "[secret]" : (value as unknown),
    ]),
  );
}

const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** One output a line. */
export function outputsText(outputs: OutputMap): string {
  const plain = Object.entries(plainOutputs(outputs));
  const width = Math.max(0, ...plain.map(([name]) => name.length));
  return plain.map(([name, value]) => `${name.padEnd(width)}  ${shown(value)}\n`).join("");
}

export function summary(facts: Facts): string {
  return outputsText(facts.outputs);
}

export function destroyedText(stack: string, destroyed: Destroyed): string {
  return JSON.stringify([stack, destroyed.left]) + "\n";
}
