import type pl from "nodejs-polars";
import { metaValues } from "../../core/profiles.ts";
import { codes } from "../precision/columns.ts";
import type { Split } from "./folds.ts";
import { type NuisanceColumns, wellsOf } from "./nuisances.ts";

/** What is resampled as a whole. */
export interface Unit {
  /** The column, `well` or `profile`. */
  name: string;
  /** Number of each profile's unit [n]. */
  of: Int32Array;
}

/**
 * What is resampled as a whole where nobody says it: what the split keeps together, as far as it has
 * one label, such as the compound whose mechanism is named; else the well; else the single profile.
 *
 * The doses and replicates of a compound are right or wrong together. Taken for independent they make
 * intervals too narrow, and chance looks like leakage.
 *
 * @param meta Metadata [n].
 * @param split Which profiles are named from which.
 * @param columns Where plate and position are.
 * @param labels Number of each profile's label [n].
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["a", "a", "b", "c"], plate: ["P1", "P2", "P1", "P2"] });
 * const labels = Int32Array.of(0, 0, 0, 1);
 * assertEquals(unitOf(meta, { differBy: ["plate", "compound"] }, {}, labels).name, "compound");
 * assertEquals(unitOf(meta, { leaveOut: "plate" }, {}, labels).name, "profile");
 * ```
 */
export function unitOf(
  meta: pl.DataFrame,
  split: Split,
  columns: NuisanceColumns,
  labels: Int32Array,
): Unit {
  const parted = "leaveOut" in split ? [split.leaveOut] : "differBy" in split ? split.differBy : [];
  for (const name of parted) {
    const of = codes(metaValues(meta, name).map(String));
    if (hasOneLabel(of, labels)) return { name, of };
  }
  const wells = wellsOf(meta, columns);
  return wells === undefined
    ? { name: "profile", of: Int32Array.from(labels.keys()) }
    : { name: "well", of: codes(wells) };
}

function hasOneLabel(units: Int32Array, labels: Int32Array): boolean {
  const first = new Map<number, number>();
  return units.every((unit, row) => {
    const label = labels[row]!, known = first.get(unit) ?? label;
    first.set(unit, known);
    return known === label;
  });
}
