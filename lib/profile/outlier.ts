import { InputError } from "../core/errors.ts";
import { groupRows } from "../core/group_rows.ts";
import { type Profiles, selectRows } from "../core/profiles.ts";
import { boxSummary } from "./box_summary.ts";
import { consistency } from "./consistency.ts";
import { localOutlierFactor, neighbourDistance } from "./outlier/density.ts";

/**
 * How outliers are told: `iqr` by the cosine distance to the mean of the group (study B), `density`
 * by the local outlier factor, `distance` by the distance to the k-th neighbour.
 */
export type OutlierMethod = "iqr" | "density" | "distance";

/** How {@link findOutliers} works. */
export interface OutlierOptions {
  /** How outliers are told; defaults to `iqr`. */
  method?: OutlierMethod;
  /** Metadata column(s) of the groups inside which to look; defaults to all rows as one group. */
  by?: string | readonly string[];
  /** Interquartile ranges above the third quartile, for `iqr` and `distance`; defaults to 1.5. */
  reach?: number;
  /** Local outlier factor above which a profile is an outlier, for `density`; defaults to 1.5. */
  factor?: number;
  /** Neighbours of `density` and `distance`, at most the others of the group; defaults to 20. */
  neighbours?: number;
}

/** Which profiles are outliers. */
export interface Outliers {
  /** The higher, the further out [n]; NaN where a group is too small to tell. */
  scores: Float64Array;
  /** Whether each profile is an outlier [n]; a mask for `selectRows` once turned round. */
  outlier: boolean[];
  /** Rows of the outliers, ascending. */
  rows: number[];
  /** Rows in groups too small to tell, which are kept: fewer than three members. */
  untold: number[];
}

/**
 * Finds profiles that lie apart from the others of their group.
 *
 * Only what lies too far out is an outlier, never what lies close. Groups of one or two profiles
 * have none. Where all scores of a group are equal (duplicates, constant features) none is an
 * outlier.
 *
 * @param profiles Finite profiles [n × d].
 * @param options Method, groups, thresholds.
 * @throws {InputError} if a column is missing, a value is not finite, or an option is out of range.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { findOutliers } from "./outlier.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02", "A03", "A04", "A05"] });
 * const values = new Float64Array([1, 2, 3, 40, 2.5]);
 * const profiles = makeProfiles(meta, ["area"], values);
 * assertEquals(findOutliers(profiles, { method: "density", neighbours: 2 }).rows, [3]);
 * ```
 */
export function findOutliers(profiles: Profiles, options: OutlierOptions = {}): Outliers {
  const { method = "iqr", by = [], reach = 1.5, factor = 1.5, neighbours = 20 } = options;
  if (!(reach >= 0 && factor >= 0)) {
    throw new InputError("Cannot find outliers", {
      found: reach >= 0 ? `factor ${factor}` : `reach ${reach}`,
      allowed: "0 and above",
    });
  }
  const n = profiles.meta.height;
  const scores = new Float64Array(n).fill(NaN), outlier = new Array<boolean>(n).fill(false);
  const untold: number[] = [];
  for (const rows of groupRows(profiles.meta, by).values()) {
    if (rows.length < 3) {
      untold.push(...rows);
      continue;
    }
    const found = score(selectRows(profiles, rows), method, neighbours);
    const { q1, q3 } = boxSummary(found);
    const limit = method === "density" ? factor : q3 + reach * (q3 - q1);
    for (const [place, row] of rows.entries()) {
      scores[row] = found[place]!;
      outlier[row] = found[place]! > limit;
    }
  }
  const rows = outlier.flatMap((is, row) => is ? [row] : []);
  return { scores, outlier, rows, untold: untold.sort((a, b) => a - b) };
}

function score(group: Profiles, method: OutlierMethod, neighbours: number): Float64Array {
  if (method === "density") return localOutlierFactor(group, neighbours);
  if (method === "distance") return neighbourDistance(group, neighbours);
  return consistency(group, []).similarities.map((similarity) => 1 - similarity);
}
