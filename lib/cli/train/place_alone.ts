import type { IndexedField } from "../../data/index_file.ts";
import { wellName } from "../../data/well_name.ts";
import { classReport } from "../../learn/metrics.ts";

/** What the place on the plate reaches by itself. */
export interface PlaceAlone {
  /** Share of the test fields that it names right. */
  accuracy: number;
  /** Mean of the recalls of the classes. */
  balancedAccuracy: number;
}

/**
 * What naming each test field by its well reaches: by the class that is commonest in that well of the
 * plates that were learned, and where the well is new, by the commonest class of all.
 *
 * Where all plates have one layout it names everything. What a network reaches on such plates may then be
 * the doing of the place: an edge, a gradient of light.
 *
 * @param fields Fields [n].
 * @param targets Class number of each [n].
 * @param sets Positions of the fields that are learned, and of those that are tested.
 * @param classes Names of the classes.
 *
 * @example
 * ```ts
 * import { placeAlone } from "./place_alone.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const fields = ["B02", "B03", "B02", "B03"].map((well) => ({ well }));
 * const sets = { train: [0, 1], test: [2, 3] };
 * assertEquals(placeAlone(fields, [0, 1, 0, 1], sets, ["DMSO", "taxol"]).accuracy, 1);
 * ```
 */
export function placeAlone(
  fields: readonly Pick<IndexedField, "well">[],
  targets: readonly number[],
  { train, test }: { train: readonly number[]; test: readonly number[] },
  classes: readonly string[],
): PlaceAlone {
  const of = (row: number) => wellName(fields[row]!.well) ?? fields[row]!.well;
  const commonest = (rows: readonly number[]) => {
    const counts = classes.map((_, c) => rows.filter((row) => targets[row] === c).length);
    return counts.indexOf(Math.max(...counts));
  };
  const wells = new Map([...Map.groupBy(train, of)].map(([well, rows]) => [well, commonest(rows)]));
  const usual = commonest(train);
  const named = test.map((row) => wells.get(of(row)) ?? usual);
  const { accuracy, balancedAccuracy } = classReport(
    test.map((row) => targets[row]!),
    named,
    classes,
    { resamples: 1 },
  );
  return { accuracy: accuracy.value, balancedAccuracy: balancedAccuracy.value };
}
