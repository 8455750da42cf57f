import { planScreen, type ScreenSize } from "../cost/plan.ts";
import { type CostSheet, type FieldStep, fieldSteps } from "../cost/sheet.ts";
import type { WorkflowConfig } from "./config.ts";

type Resources = Omit<WorkflowConfig["cost"], "factor">;

/** What jobs ask for where nothing was measured: more than fields of 1 to 2 megapixels took. */
export const usualResources: Resources = {
  start: 60,
  source: "generous guesses, c2s cost measures them",
  steps: {
    quality: { seconds: 4, mb: 1000, mb_a_thread: 300 },
    illumination: { seconds: 2, mb: 1000, mb_a_thread: 300 },
    segment: { seconds: 15, mb: 1500, mb_a_thread: 400 },
    measure: { seconds: 30, mb: 1500, mb_a_thread: 500 },
    embed: { seconds: 10, mb: 3000, mb_a_thread: 100 },
    wells: { seconds: 1, mb: 1000, mb_a_thread: 0, mb_a_field: 10 },
    together: { seconds: 3600, mb: 8000, mb_a_thread: 0 },
  },
};

/**
 * What jobs ask for, from what was measured, grown with the pixels of a field.
 *
 * Memory was measured with several threads: what the step added is shared out among them.
 *
 * @param sheet From `c2s cost`.
 * @param screen Pixels of a field, channels, and wells of the screen.
 * @param without Steps that the workflow leaves out; defaults to none.
 * @returns With a `source` that says which steps were not measured and are guesses.
 *
 * @example
 * ```ts
 * import { resourcesFrom } from "./resources.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = { before: 2e8, peak: 6e8 };
 * const sheet = {
 *   ...{ threads: 2, width: 100, height: 100, channels: 3, fields: 12, cells: 8, features: 9 },
 *   perField: [
 *     { step: "segment" as const, seconds: [1, 3], start: 4, memory, bytes: 1, leaves: "field" as const },
 *   ],
 *   ...{ together: [], togetherPeak: 5e8 },
 * };
 * const { steps } = resourcesFrom(sheet, { width: 100, height: 200, channels: 3, wells: 9 });
 * assertEquals(steps.segment, { seconds: 8, mb: 600, mb_a_thread: 400 });
 * ```
 */
export function resourcesFrom(
  sheet: CostSheet,
  screen: Pick<ScreenSize, "width" | "height" | "channels" | "wells">,
  without: readonly FieldStep[] = [],
): Resources {
  const { perField, threads } = sheet;
  // One plate, one field: hours that are asked for here depend on neither.
  const plan = planScreen(sheet, { name: "", images: 0, fields: 1, plates: 0, ...screen }, []);
  const steps = structuredClone(usualResources.steps);
  for (const { step, memory } of perField) {
    const { hours } = plan.steps.find((one) => one.step === step)!;
    const added = Math.max(0, memory.peak - memory.before) * Math.max(1, plan.scale) / 1e6;
    steps[step] = {
      seconds: round(hours.value * 3600 * threads),
      mb: Math.ceil(memory.before / 1e6 + added / threads),
      mb_a_thread: Math.ceil(added / threads),
    };
  }
  // A table of doubles, and as much again twice while it is read and grouped.
  const table = 3 * 8 * sheet.cells * sheet.features * plan.scale / 1e6;
  steps.wells.mb_a_field = round(table);
  const grown = screen.wells / (sheet.together[0]?.wells[1] ?? screen.wells);
  steps.together = {
    seconds: round(plan.together.value * 3600),
    mb: Math.ceil(sheet.togetherPeak * Math.max(1, grown) / 1e6),
    mb_a_thread: 0,
  };
  const starts = perField.map(({ start }) => start);
  const measured = new Set(perField.map(({ step }) => step));
  const guessed = fieldSteps.filter((step) => !measured.has(step) && !without.includes(step));
  const source = `measured by c2s cost on ${sheet.fields} fields with ${threads} threads, ` +
    (sheet.method === undefined ? "by a method it did not keep" : `nuclei by ${sheet.method}`) +
    (guessed.length === 0 ? "" : ` (${guessed.join(", ")}: generous guesses, not measured)`);
  // A node that has not run c2s yet takes longer to load it.
  return { start: Math.ceil(30 + Math.max(0, ...starts)), source, steps };
}

function round(seconds: number): number {
  return Number(seconds.toPrecision(3));
}
