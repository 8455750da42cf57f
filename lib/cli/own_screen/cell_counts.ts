import { boxSummary } from "../../profile/box_summary.ts";
import { fieldName } from "../over_fields.ts";
import type { OwnField } from "../own_screen.ts";

/** How many cells a well has. */
export interface CellCount {
  /** Plate. */
  plate: string;
  /** Well. */
  well: string;
  /** Its treatment. */
  treatment: string;
  /** Cells a field, as a share of what fields of the plate's controls have in the middle. */
  ratio: number;
}

/**
 * How many cells each well has, beside the controls of its plate.
 *
 * @param fields Fields that were segmented.
 * @param objects Number of cells of each, by `fieldName`.
 * @param control Name of the control.
 *
 * @example
 * ```ts
 * import { cellCounts } from "./cell_counts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = (well: string, treatment: string) => ({
 *   plate: "P1",
 *   well,
 *   site: 1,
 *   treatment,
 *   flags: [],
 *   files: {},
 *   pixelSize: NaN,
 *   metadata: {},
 * });
 * const fields = [field("A01", "DMSO"), field("A02", "taxol")];
 * const [, taxol] = cellCounts(fields, new Map([["P1/A01/1", 40], ["P1/A02/1", 10]]), "DMSO");
 * assertEquals(taxol?.ratio, 0.25);
 * ```
 */
export function cellCounts(
  fields: readonly OwnField[],
  objects: ReadonlyMap<string, number>,
  control: string,
): CellCount[] {
  const counted = fields.flatMap((field) => {
    const count = objects.get(fieldName(field));
    return count === undefined ? [] : [{ field, count }];
  });
  const middles = new Map(
    [...Map.groupBy(counted, ({ field }) => field.plate)].map(([plate, own]) => {
      const controls = own.filter(({ field }) => field.treatment === control);
      return [plate, boxSummary((controls.length > 0 ? controls : own).map((o) => o.count)).median];
    }),
  );
  const wells = Map.groupBy(counted, ({ field }) => JSON.stringify([field.plate, field.well]));
  return [...wells.values()].map((own) => {
    const { plate, well, treatment } = own[0]!.field;
    const mean = own.reduce((sum, { count }) => sum + count, 0) / own.length;
    return { plate, well, treatment, ratio: mean / Math.max(1, middles.get(plate)!) };
  });
}

/**
 * Treatments whose wells have, in the middle, less than a share of the controls' cells, fewest first.
 *
 * @param counts From {@link cellCounts}.
 * @param below The share; defaults to .5.
 *
 * @example
 * ```ts
 * import { fewCells } from "./cell_counts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = [{ plate: "P1", well: "A02", treatment: "taxol", ratio: 0.25 }];
 * assertEquals(fewCells(counts), ["taxol"]);
 * ```
 */
export function fewCells(counts: readonly CellCount[], below = 0.5): string[] {
  return [...Map.groupBy(counts, ({ treatment }) => treatment)]
    .map(([treatment, own]) => ({ treatment, ...boxSummary(own.map(({ ratio }) => ratio)) }))
    .filter(({ median }) => median < below)
    .toSorted((a, b) => a.median - b.median)
    .map(({ treatment }) => treatment);
}
