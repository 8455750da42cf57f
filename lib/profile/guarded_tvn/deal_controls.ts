import type pl from "nodejs-polars";
import { groupRows } from "../../core/group_rows.ts";
import { Random } from "../../core/random.ts";

/** How controls are dealt. */
export interface DealOptions {
  /** Which rows are controls [n]. */
  controls: readonly boolean[];
  /** Column of the plate. */
  by: string;
  /** Number of parts. */
  parts: number;
  /** Seed of the dealing. */
  seed: number;
}

/**
 * Deals the controls of each plate to parts of nearly equal size, of which one after another is held out.
 *
 * @param meta Metadata [n].
 * @param options Controls, plate, parts, seed.
 * @returns The part of each control, from 0; −1 for other rows [n].
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { dealControls } from "./deal_controls.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1", "P1"] });
 * const controls = [true, true, false];
 * const parts = dealControls(meta, { controls, by: "plate", parts: 2, seed: 1 });
 * assertEquals(parts.toSorted(), [-1, 0, 1]);
 * ```
 */
export function dealControls(
  meta: pl.DataFrame,
  { controls, by, parts, seed }: DealOptions,
): number[] {
  const random = new Random(seed), partOf = controls.map(() => -1);
  for (const [plate, rows] of groupRows(meta, by)) {
    const dealt = random.fork(plate).shuffle(rows.filter((row) => controls[row]));
    for (const [place, row] of dealt.entries()) partOf[row] = place % parts;
  }
  return partOf;
}
