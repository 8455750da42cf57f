/** Rows whose treatment some batch lacks. */
export interface Unshared {
  /** Rows whose treatment not every batch has. */
  some: number[];
  /** Those of them whose treatment one batch only has. */
  one: number[];
}

/**
 * Rows of treatments that batches do not share.
 *
 * A correction that brings the means of all rows together takes from such treatments what they do, and
 * moves the controls the other way, unless their effects are kept as a covariate or it is fitted on
 * controls alone.
 *
 * @param treatments Treatment of each row [n].
 * @param batches Batch of each row [n].
 *
 * @example
 * ```ts
 * import { unsharedTreatments } from "./unshared_treatments.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const treatments = ["DMSO", "a", "b", "DMSO", "b", "DMSO"];
 * const batches = ["P1", "P1", "P1", "P2", "P2", "P3"];
 * assertEquals(unsharedTreatments(treatments, batches), { some: [1, 2, 4], one: [1] });
 * ```
 */
export function unsharedTreatments(
  treatments: readonly string[],
  batches: readonly string[],
): Unshared {
  const seen = new Map<string, Set<string>>();
  treatments.forEach((treatment, row) => {
    const own = seen.get(treatment) ?? new Set();
    seen.set(treatment, own.add(batches[row] as string));
  });
  const count = new Set(batches).size, rows = [...treatments.keys()];
  const shared = (row: number) => seen.get(treatments[row] as string)!.size;
  return {
    some: rows.filter((row) => shared(row) < count),
    one: rows.filter((row) => shared(row) === 1 && count > 1),
  };
}
