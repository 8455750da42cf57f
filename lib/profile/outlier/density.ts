import type { Profiles } from "../../core/profiles.ts";
import { nearestNeighbours, type Neighbours } from "./neighbours.ts";

/**
 * Local outlier factor of each profile: how much thinner its surroundings are than those of its
 * neighbours; about 1 inside a cloud, above 1.5 outside by the usual rule.
 *
 * Exactly k neighbours count, also among equal distances, and 10⁻¹⁰ is added to the mean
 * reachability distance, both as scikit-learn does. Where a profile has more duplicates than
 * neighbours, its density is 10¹⁰, and the factor of what lies close by is very large.
 *
 * Source: Breunig et al. 2000, LOF: Identifying density-based local outliers, equations 4 to 7.
 *
 * @param profiles Finite profiles [n × d].
 * @param neighbours Neighbours that make up the surroundings; defaults to 20.
 * @returns One factor a profile [n].
 * @throws {InputError} as {@link nearestNeighbours} does.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { localOutlierFactor } from "./density.ts";
 * import { assert } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02", "A03", "A04"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 2, 3, 20]));
 * assert(localOutlierFactor(profiles, 2)[3]! > 5);
 * ```
 */
export function localOutlierFactor(profiles: Profiles, neighbours = 20): Float64Array {
  const found = nearestNeighbours(profiles, neighbours), { count, rows } = found;
  const density = reachabilityDensity(found);
  return density.map((own, row) => {
    let sum = 0;
    for (let i = row * count; i < (row + 1) * count; i++) sum += density[rows[i]!]!;
    return sum / count / own;
  });
}

/** Local reachability density: one over the mean reachability distance from the neighbours. */
function reachabilityDensity({ count, rows, distances }: Neighbours): Float64Array {
  const density = new Float64Array(rows.length / count);
  for (let row = 0; row < density.length; row++) {
    let sum = 0;
    for (let i = row * count; i < (row + 1) * count; i++) {
      sum += Math.max(distances[i]!, distances[(rows[i]! + 1) * count - 1]!);
    }
    density[row] = 1 / (sum / count + 1e-10);
  }
  return density;
}

/**
 * Distance of each profile to its k-th nearest other profile: large where hardly anything is near,
 * whatever the density elsewhere.
 *
 * Source: Ramaswamy, Rastogi and Shim 2000, Efficient algorithms for mining outliers.
 *
 * @param profiles Finite profiles [n × d].
 * @param neighbours Which neighbour counts, k; defaults to 20.
 * @returns One Euclidean distance a profile, in the units of the features [n].
 * @throws {InputError} as {@link nearestNeighbours} does.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { neighbourDistance } from "./density.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02", "A03", "A04"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 2, 3, 20]));
 * assertEquals([...neighbourDistance(profiles, 2)], [2, 1, 2, 18]);
 * ```
 */
export function neighbourDistance(profiles: Profiles, neighbours = 20): Float64Array {
  const { count, distances } = nearestNeighbours(profiles, neighbours);
  return Float64Array.from(
    { length: profiles.meta.height },
    (_, row) => distances[(row + 1) * count - 1]!,
  );
}
