import { InputError } from "../../core/errors.ts";
import { multiply, type Product } from "../../core/multiply.ts";
import { profileMatrix, type Profiles } from "../../core/profiles.ts";
import { checkReducible, checkWhole, type Metric, rowCount } from "./check.ts";
import { makeGeometry } from "./geometry.ts";
import { findNeighbours } from "./neighbours.ts";

/** How `trustworthiness` works. */
export interface TrustworthinessOptions {
  /** Neighbours in the map that are looked at, fewer than half the rows; defaults to 5. */
  neighbours?: number;
  /** How the original profiles are compared; the map is always Euclidean. Defaults to `euclidean`. */
  metric?: Metric;
  /** Engine of matrix products; defaults to plain code on one core. */
  product?: Product;
}

const doing = "Cannot tell how far a map can be trusted";

/**
 * How far the neighbours in a map can be trusted to be neighbours in the original space: 1 where all
 * are, about ½ where the map is random.
 *
 * With r(i, j) the rank of j among the neighbours of i in the original space, and the sum over the k
 * neighbours j of i in the map:
 *
 *     1 − 2 / (n k (2n − 3k − 1)) · Σᵢ Σⱼ max(0, r(i, j) − k)
 *
 * A rank counts the rows that are strictly nearer, so that duplicates share theirs.
 *
 * Source: Venna and Kaski 2001, Neighborhood preservation in nonlinear projection methods.
 *
 * @param profiles The original profiles [n × d].
 * @param map The same rows in few dimensions [n × 2].
 * @param options Neighbours, metric, engine.
 * @throws {InputError} where the rows do not fit, values are not finite, or k is not below n / 2.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02", "A03", "A04"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 2, 4, 9]));
 * assertEquals(await trustworthiness(profiles, profiles, { neighbours: 1 }), 1);
 * ```
 */
export async function trustworthiness(
  profiles: Profiles,
  map: Profiles,
  options: TrustworthinessOptions = {},
): Promise<number> {
  const { neighbours: k = 5, metric = "euclidean", product = multiply } = options;
  checkReducible(profiles, doing, 3);
  checkReducible(map, doing, 3);
  const n = profiles.meta.height;
  if (map.meta.height !== n) {
    throw new InputError(doing, {
      found: `a map of ${rowCount(map.meta.height)}`,
      allowed: `${n}, as the profiles have`,
    });
  }
  checkWhole(doing, "neighbours", k, 1, Math.ceil(n / 2) - 1);
  const mapped = await findNeighbours(makeGeometry(profileMatrix(map), "euclidean"), k, product);
  const { quick, squares } = makeGeometry(profileMatrix(profiles), metric);
  const near = new Float64Array(n), height = Math.max(1, Math.min(n, Math.floor(8e6 / n)));
  let excess = 0;
  for (let start = 0; start < n; start += height) {
    const end = Math.min(n, start + height);
    const data = quick.data.subarray(start * quick.cols, end * quick.cols);
    const dots = (await product({ rows: end - start, cols: quick.cols, data }, quick)).data;
    for (let row = start; row < end; row++) {
      const offset = (row - start) * n;
      for (let other = 0; other < n; other++) {
        near[other] = squares[other]! - 2 * dots[offset + other]!;
      }
      near[row] = Infinity;
      for (let i = row * k; i < (row + 1) * k; i++) {
        const limit = near[mapped.rows[i]!]!;
        let rank = 1;
        for (let other = 0; other < n; other++) if (near[other]! < limit) rank++;
        excess += Math.max(0, rank - k);
      }
    }
  }
  return 1 - 2 * excess / (n * k * (2 * n - 3 * k - 1));
}
