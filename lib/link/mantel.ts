import { bootstrapIntervals, type BootstrapOptions } from "../core/bootstrap.ts";
import { InputError } from "../core/errors.ts";
import { rankValues, sortValues } from "./mantel/ranks.ts";
import { resampledCorrelation } from "./mantel/resampled.ts";
import { directions, dot, residual } from "./mantel/residual.ts";
import { type AnyMatrix, pairMatrix, pairValues, permutedProduct } from "./pairs.ts";
import { type Association, permutationNull, type PermutationOptions } from "./permutation_null.ts";

/** How {@link mantel} works. */
export interface MantelOptions extends PermutationOptions, BootstrapOptions {
  /** Correlation of the distances, or of their ranks; defaults to *pearson*. */
  method?: "pearson" | "spearman";
}

/** How {@link partialMantel} works. */
export interface PartialMantelOptions extends MantelOptions {
  /**
   * What is exchanged: what is left of the first matrix beside the controlled ones (Dekker 2007), or
   * the objects of the first matrix itself (R's vegan), which tends to too large p-values where a
   * skewed control explains much of both. Defaults to *residuals*.
   */
  exchange?: "residuals" | "objects";
}

/**
 * Mantel's test: are objects that are far apart in one space far apart in the other?
 *
 * r is the correlation over all pairs of objects. Pairs that share an object are not independent,
 * so p comes from exchanging objects, and the interval from drawing objects with replacement (pairs
 * of an object with its own copy do not count).
 *
 * Source: Mantel 1967; Legendre and Legendre 2012, Numerical Ecology, section 10.5.
 *
 * @param x Distances, symmetric [n × n]; the diagonal is not read.
 * @param y Distances of the same objects in another space [n × n].
 * @param options Kind of correlation, permutations, resamples, seed.
 * @throws {InputError} where matrices do not fit together, hold a value that is not finite, or have
 * the same value for all pairs.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const line = (places: number[]) => ({
 *   rows: places.length,
 *   cols: places.length,
 *   data: Float64Array.from(places.flatMap((a) => places.map((b) => Math.abs(a - b)))),
 * });
 * const { value, null: { pValue } } = mantel(line([1, 2, 4, 8]), line([10, 20, 40, 80]));
 * assertAlmostEquals(value, 1, 1e-12);
 * assertAlmostEquals(pValue, 1 / 24, 1e-12);
 * ```
 */
export function mantel(x: AnyMatrix, y: AnyMatrix, options: MantelOptions = {}): Association {
  return partialMantel(x, y, [], options);
}

/**
 * The partial Mantel test: {@link mantel} with further distances held fixed, such as differences in
 * dose, cell count or plate.
 *
 * r is the correlation of what is left of both matrices when a linear fit on the controlled ones
 * (for `spearman`, of ranks on ranks) is taken off. It controls for what is linear in those
 * distances, and for nothing else: most of a nuisance that enters features stays in their distances,
 * above all in cosines. Where features are at hand take `mantelBeside`.
 *
 * Source: Smouse, Long and Sokal 1986; permutation of residuals: Dekker, Krackhardt and Snijders
 * 2007, Sensitivity of MRQAP tests to collinearity and autocorrelation conditions.
 *
 * @param x Distances, symmetric [n × n].
 * @param y Distances of the same objects [n × n].
 * @param controlled Distances that are held fixed, one matrix each [n × n]; one that others explain
 * adds nothing.
 * @param options What is exchanged; see {@link mantel}.
 * @throws {InputError} as {@link mantel} does, and where the controlled matrices explain x or y.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const line = (places: number[]) => ({
 *   rows: places.length,
 *   cols: places.length,
 *   data: Float64Array.from(places.flatMap((a) => places.map((b) => Math.abs(a - b)))),
 * });
 * const [x, y, dose] = [[1, 2, 4, 8, 9], [3, 1, 4, 9, 7], [1, 1, 5, 5, 9]].map(line);
 * const { value } = partialMantel(x!, y!, [dose!]);
 * assertAlmostEquals(value, 0.7413358, 1e-7); // as vegan's mantel.partial
 * ```
 */
export function partialMantel(
  x: AnyMatrix,
  y: AnyMatrix,
  controlled: readonly AnyMatrix[],
  options: PartialMantelOptions = {},
): Association {
  const { method = "pearson", exchange = "residuals" } = options, n = x.rows;
  const names = ["x", "y", ...controlled.map((_, k) => `control ${k + 1}`)];
  const lists = [x, y, ...controlled].map((matrix, k) => {
    if (matrix.rows === n) return checkSpread(pairValues(matrix, names[k]!), names[k]!);
    throw new InputError("Cannot compare matrices", {
      found: `${matrix.rows} objects in ${names[k]} and ${n} in x`,
      allowed: "the same objects in the same order",
    });
  });
  const ranked = method === "spearman";
  const used = ranked
    ? lists.map((list) => rankValues(sortValues(list), new Float64Array(list.length)))
    : lists;
  const [first, second, ...rest] = used as [Float64Array, Float64Array, ...Float64Array[]];
  const basis = directions(rest);
  const [restX, restY] = [residual(first, basis), residual(second, basis)];
  const [unitX, unitY] = [unit(restX, first, "x"), unit(restY, second, "y")];
  const value = Math.max(-1, Math.min(1, dot(unitX, unitY)));
  const moved = exchange === "residuals" ? unitX : unit(residual(first, []), first, "x");
  const full = pairMatrix(moved, n);
  const statistic = (order: Int32Array) => {
    // The length of what is left of the moved matrix, whose mean no order changes.
    let left = 1;
    for (const direction of basis) left -= permutedProduct(direction, full, order) ** 2;
    return left > 1e-12 ? permutedProduct(unitY, full, order) / Math.sqrt(left) : 0;
  };
  const correlation = resampledCorrelation(lists, n, ranked);
  const [interval] = bootstrapIntervals(n, (drawn) => [correlation(drawn)], options);
  return {
    value,
    interval: interval ?? { low: NaN, high: NaN },
    null: permutationNull(n, value, statistic, options),
    objects: n,
  };
}

function checkSpread(pairs: Float64Array, name: string): Float64Array {
  if (pairs.some((value) => value !== pairs[0])) return pairs;
  throw new InputError("Cannot correlate distances: all pairs have the same one", {
    column: name,
    found: pairs[0],
    allowed: "distances that differ",
  });
}

/** What is left, of length 1. */
function unit(left: Float64Array, whole: Float64Array, name: string): Float64Array {
  const centred = residual(whole, []), length = Math.sqrt(dot(left, left));
  if (!(length > 1e-9 * Math.sqrt(dot(centred, centred)))) {
    throw new InputError("Cannot correlate distances: nothing is left beside what is controlled", {
      column: name,
    });
  }
  return left.map((value) => value / length);
}
