import { basename, join } from "node:path";
import { projectRoot } from "../../core/files.ts";
import type { MethodRow } from "../../show/report/appendix.ts";
import type { OwnScreen } from "../own_screen.ts";
import { findSegmenter, type LoadSegmenterOptions } from "../segmenters.ts";
import { weightsDigest } from "../segmenters/weights_digest.ts";
import type { CellNetwork } from "../segment/find_cells.ts";
import type { Length } from "../segment/length.ts";
import type { SegmentSettings } from "../segment/task.ts";
import type { MethodCall } from "../story/method_calls.ts";
import { methodRows } from "../story/methods.ts";
import { readSignature } from "../story/signature.ts";

/** What of a screen the steps from pixels to cells depend on. */
export type StepsOf = Pick<OwnScreen, "segmentation" | "families" | "skipBad">;

/**
 * The methods of the steps from pixels to cells, which a report on a screen of somebody's own takes
 * before its notebook: quality, segmentation, measurement.
 *
 * @param own The screen.
 * @returns One row for each, for the methods section of the report.
 * @throws {InputError} for a method that does not exist, or weights that are missing.
 *
 * @example
 * ```ts
 * import { stepMethods } from "./step_methods.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const segmentation = {
 *   method: "classical",
 *   weights: {},
 *   nuclei: "DAPI",
 *   cells: ["Actin"],
 *   border: "keep" as const,
 * };
 * const rows = await stepMethods({ segmentation, families: ["AreaShape"], skipBad: false });
 * assertEquals(rows.map(({ name }) => name), [
 *   "fieldQuality",
 *   "flagFields",
 *   "segmentNuclei",
 *   "segmentCells",
 *   "measureField",
 * ]);
 * ```
 */
export async function stepMethods(
  { segmentation, families, skipBad }: StepsOf,
): Promise<MethodRow[]> {
  const { method, nuclei, cells, cellNetwork, border } = segmentation;
  const [module, name] = findSegmenter(method).method;
  const weights = await namedWeights(method, segmentation.weights);
  const size = inWords(segmentation.diameter);
  const calls = await Promise.all([
    step("image/quality.ts", "fieldQuality", { nuclei }),
    step("image/outliers.ts", "flagFields", {
      "fields that cannot be read": skipBad ? "left out" : "an error",
    }),
    ...correctionsOf(segmentation),
    step(module, name, { method, ...weights, channel: nuclei, diameter: size, border }),
    ...(cells.length === 0
      ? []
      : cellNetwork === undefined
      ? [step("segment/cells.ts", "segmentCells", { channels: cells.join(", "), border })]
      : await networkCells(cellNetwork, [...cells, nuclei])),
    step("segment/measure.ts", "measureField", { families: families.join(", ") }),
  ]);
  const values = calls.map(({ given }) => given.map(({ source }) => source));
  return methodRows(calls, values).map((row) => ({ ...row, cells: [] }));
}

function inWords(diameter: Length | undefined): string {
  return diameter === undefined ? "found in each field" : `${diameter.value} ${diameter.unit}`;
}

/** What is done to images before nuclei are found and cells are measured. */
function correctionsOf(
  { illumination, background }: SegmentSettings,
): Promise<MethodCall>[] {
  return [
    ...(illumination === undefined
      ? []
      : [step("image/correct.ts", "correctIllumination", { light: basename(illumination) })]),
    ...(background === undefined
      ? []
      : [step("image/background.ts", "subtractBackground", { radius: `${background} px` })]),
  ];
}

/** A network finds the cells, and each nucleus is given its own. */
async function networkCells(
  { method, weights, diameter }: CellNetwork,
  channels: readonly string[],
): Promise<Promise<MethodCall>[]> {
  const [module, name] = findSegmenter(method).method;
  const settings = { ...await namedWeights(method, weights), channels: channels.join(", ") };
  return [
    step(module, name, { ...settings, diameter: inWords(diameter) }),
    step("segment/cells_around.ts", "cellsAround", {}),
  ];
}

/** Which weights a method has, so that a reader can tell them from others of the same name. */
async function namedWeights(
  method: string,
  options: LoadSegmenterOptions,
): Promise<{ weights?: string }> {
  const digest = await weightsDigest(method, options);
  if (digest === undefined) return {};
  const { checkpoint, model } = options;
  const name = checkpoint === undefined ? model ?? "the usual ones" : basename(checkpoint);
  return { weights: `${name}, SHA-256 ${digest}` };
}

/** A step as a call of the function that does it, before all cells. */
async function step(
  module: string,
  name: string,
  settings: Record<string, string>,
): Promise<MethodCall> {
  const { summary = "", defaults = {} } =
    await readSignature(join(projectRoot, "lib", module), name) ?? {};
  const given = Object.entries(settings).map(([name, source]) => ({ name, source }));
  return { name, module, summary, cell: 0, given, defaults };
}
