import { join } from "node:path";
import { projectRoot } from "../../core/files.ts";
import type { MethodRow } from "../../show/report/appendix.ts";
import type { OwnScreen } from "../own_screen.ts";
import { findSegmenter } from "../segmenters.ts";
import { readSignature } from "../story/signature.ts";

/** What of a screen the steps from pixels to cells depend on. */
export type StepsOf = Pick<OwnScreen, "segmentation" | "families" | "skipBad">;

/**
 * The methods of the steps from pixels to cells, which a report on a screen of somebody's own takes
 * before its notebook: quality, segmentation, measurement.
 *
 * @param own The screen.
 * @returns One row for each, for the methods section of the report.
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
 * assertEquals(rows.map(({ name }) => name), ["flagFields", "segmentNuclei", "segmentCells", "measureField"]);
 * ```
 */
export async function stepMethods(
  { segmentation: { method, nuclei, cells, border, diameter }, families, skipBad }: StepsOf,
): Promise<MethodRow[]> {
  const [module, name] = findSegmenter(method).method;
  const size = diameter === undefined
    ? "found in each field"
    : `${diameter.value} ${diameter.unit}`;
  return await Promise.all([
    row("image/outliers.ts", "flagFields", {
      "channel of the nuclei": nuclei,
      "fields that cannot be read": skipBad ? "left out" : "an error",
    }),
    row(module, name, { method, channel: nuclei, diameter: size, border }),
    ...(cells.length === 0 ? [] : [
      row("segment/cells.ts", "segmentCells", { channels: cells.join(", ") }),
    ]),
    row("segment/measure.ts", "measureField", { families: families.join(", ") }),
  ]);
}

async function row(
  module: string,
  name: string,
  settings: Record<string, string>,
): Promise<MethodRow> {
  const signature = await readSignature(join(projectRoot, "lib", module), name);
  const list = (named: Record<string, string>) =>
    Object.entries(named).map(([name, value]) => ({ name, value }));
  const { summary = "", defaults = {} } = signature ?? {};
  return { name, module, summary, cells: [], settings: list(settings), defaults: list(defaults) };
}
