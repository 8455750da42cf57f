import { InputError } from "../core/errors.ts";
import type { AnyMatrix } from "./pairs.ts";

/** How {@link alikeGroups} works. */
export interface AlikeOptions {
  /** Fewest objects of a group; defaults to *4*. */
  least?: number;
}

/**
 * Groups of objects that are alike in some numbers, such as cell count and place on the plate.
 *
 * A group is cut in two, along the number that spreads most in it (in units of its spread over all
 * objects), where values differ next to the middle, for as long as both halves are large enough. So
 * objects with the same values stay together, however many they are.
 *
 * Exchanged within such groups only, objects keep what these numbers do in any form, not only along
 * a straight line. Source: permutation within strata of what is held fixed, Good 2005, Permutation,
 * Parametric and Bootstrap Tests of Hypotheses, and Kim, Neykov, Balakrishnan and Wasserman 2022,
 * Local permutation tests for conditional independence.
 *
 * @param values Numbers of each object [n × q].
 * @param options Size of the groups.
 * @returns Objects of each group, by number; each object is in one.
 * @throws {InputError} for a number that is not finite, naming its row.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const counts = { rows: 5, cols: 1, data: new Float64Array([900, 120, 880, 100, 860]) };
 * assertEquals(alikeGroups(counts, { least: 2 }), [[3, 1], [4, 2, 0]]);
 * ```
 */
export function alikeGroups(
  { rows, cols, data }: AnyMatrix,
  { least = 4 }: AlikeOptions = {},
): number[][] {
  const wrong = data.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new InputError("Cannot find objects that are alike", {
      row: Math.floor(wrong / cols) + 1,
      found: data[wrong],
      allowed: "finite numbers",
    });
  }
  const all = Array.from({ length: rows }, (_, object) => object);
  const at = (object: number, col: number) => data[object * cols + col]!;
  const scale = Array.from({ length: cols }, (_, col) => spread(all.map((i) => at(i, col))) || 1);
  const cut = (objects: number[]): number[][] => {
    if (objects.length < 2 * least) return [objects];
    const widest = scale
      .map((unit, col) => ({ col, wide: spread(objects.map((i) => at(i, col))) / unit }))
      .filter(({ wide }) => wide > 0).sort((a, b) => b.wide - a.wide || a.col - b.col);
    for (const { col } of widest) {
      const sorted = objects.toSorted((a, b) => at(a, col) - at(b, col) || a - b);
      const middle = sorted.length / 2;
      const place = sorted.map((_, place) => place)
        .filter((place) => place >= least && place <= sorted.length - least)
        .filter((place) => at(sorted[place - 1]!, col) < at(sorted[place]!, col))
        .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
      if (place !== undefined) return [...cut(sorted.slice(0, place)), ...cut(sorted.slice(place))];
    }
    return [objects];
  };
  return cut(all);
}

/** Standard deviation; 0 also for values that differ by rounding alone. */
function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0);
  return variance > (1e-12 * mean) ** 2 ? Math.sqrt(variance) : 0;
}
