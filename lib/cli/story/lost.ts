import type { Shown, Tally } from "../../show/display.ts";
import type { Notebook, Output } from "../../show/notebook.ts";

/**
 * Compares what a kernel says it has shown with what the executed copy holds.
 *
 * @param notebook The executed copy.
 * @param tally What the kernel counted; null where it did not answer.
 * @returns One sentence for each kind of loss; empty where nothing is lost.
 *
 * @example
 * ```ts
 * import { lostOutputs } from "./lost.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const losses = lostOutputs({ cells: [], metadata: {} }, { shown: 1, updates: {} });
 * assertEquals(losses, ["1 of 1 outputs lost (number 1)"]);
 * ```
 */
export function lostOutputs(notebook: Notebook, tally: Tally | null): string[] {
  if (tally === null) return ["the kernel did not say how much it has shown"];
  const kept = new Map<number, Shown>();
  const { cells, metadata: { c2s: about } } = notebook;
  const holders: { outputs?: Output[] }[] = [...cells, ...about?.solutions ?? []];
  for (const output of holders.flatMap(({ outputs = [] }) => outputs)) {
    const shown = output.metadata?.c2s as Shown | undefined;
    if (shown !== undefined) kept.set(shown.seq, shown);
  }
  const numbers = Array.from({ length: tally.shown }, (_, i) => i + 1);
  const lost = numbers.filter((seq) => !kept.has(seq));
  const stale = numbers.filter((seq) => {
    const shown = kept.get(seq);
    return shown !== undefined && (shown.update ?? 0) !== (tally.updates[seq] ?? 0);
  });
  return [
    sentence(lost, `of ${tally.shown} outputs lost`),
    sentence(stale, "outputs miss their last update"),
  ].filter((line) => line !== undefined);
}

function sentence(numbers: number[], what: string): string | undefined {
  if (numbers.length === 0) return undefined;
  const named = numbers.slice(0, 8).join(", ") + (numbers.length > 8 ? ", …" : "");
  return `${numbers.length} ${what} (number ${named})`;
}
