import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { likeValues, type Profiles, type ProfileValues } from "../core/profiles.ts";
import { Random } from "../core/random.ts";
import { checkValues } from "./check_values.ts";
import { batchesOf } from "./harmony/batches.ts";
import { Clustering } from "./harmony/clustering.ts";
import { correct } from "./harmony/correct.ts";
import { kMeans } from "./harmony/k_means.ts";
import { unitRows } from "./harmony/unit_rows.ts";

/** How `harmonize` works. */
export interface HarmonyOptions {
  /** Columns of batches, each a variable of its own (plate, week). */
  batch: string | readonly string[];
  /** How strongly clusters are pushed to hold all batches, θ, 0 for not; defaults to 2. */
  diversity?: number;
  /** Penalty on what a batch may add, λ, above 0; defaults to 1. */
  ridge?: number;
  /** How soft clusters are, σ, above 0; defaults to 0.1. */
  softness?: number;
  /** Number of clusters; defaults to one for 30 rows, at most 100. */
  clusters?: number;
  /** Rows a cluster should have of a batch, τ, below which θ is lowered; defaults to 0, not. */
  protect?: number;
  /** Share of the rows that is assigned anew at a time; defaults to 0.05. */
  blockShare?: number;
  /** Most rounds of clustering and correction; defaults to 10. */
  iterations?: number;
  /** Most rounds of each clustering; defaults to 20. */
  rounds?: number;
  /** Relative change at which a clustering stops; defaults to 10⁻⁵. */
  clusterTolerance?: number;
  /** Relative decrease of the objective below which all stops; defaults to 10⁻⁴. */
  tolerance?: number;
  /** Centres to start from [clusters × d]; defaults to k-means of the rows at length 1. */
  centers?: Matrix;
  /** Seed of the start and of the order of the rows; defaults to 0. */
  seed?: number;
}

/** Profiles corrected by Harmony. */
export interface Harmonized<T extends ProfileValues = ProfileValues> {
  /** The same rows and features, corrected. */
  profiles: Profiles<T>;
  /** Membership of each row in each cluster [n × clusters]. */
  membership: Matrix;
  /** Objective at the start and after each iteration. */
  objective: readonly number[];
  /** Rounds of clustering in each iteration. */
  rounds: readonly number[];
  /** Whether it stopped by itself. */
  converged: boolean;
}

/**
 * Harmony: takes batches out of an embedding by soft clusters that hold rows of all batches, and a
 * linear correction within each cluster.
 *
 * It needs no controls, but it takes all that differs between batches for noise, so that treatments
 * measured in one batch only may be lost; it is made for a PCA of some tens of components. With a
 * single batch nothing is corrected.
 *
 * Source: Korsunsky et al., Nat. Methods 16, 1289 (2019). Given the same start and order of rows the
 * result is that of harmonypy 0.0.10, but for rows whose values are all negative, which that release
 * turns round.
 *
 * @param profiles Embedding [n × d].
 * @param options Batches and how.
 * @throws {InputError} if there is no row, a value is not finite, a column is missing, or an option
 * is out of range.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { harmonize } from "./harmony.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ week: [1, 1, 2, 2] });
 * const values = new Float64Array([5, 1, 6, 1, 5, 3, 6, 3]);
 * const profiles = makeProfiles(meta, ["PC1", "PC2"], values);
 * const { profiles: corrected } = harmonize(profiles, { batch: "week", ridge: 0.1 });
 * assertEquals(Math.abs(corrected.values[1]! - corrected.values[5]!) < 0.2, true);
 * ```
 */
export function harmonize<T extends ProfileValues>(
  profiles: Profiles<T>,
  options: HarmonyOptions,
): Harmonized<T> {
  checkValues(profiles, "Cannot harmonize", "refused");
  const { meta, features, values } = profiles, n = meta.height, d = features.length;
  const { diversity = 2, ridge = 1, softness = 0.1, protect = 0, blockShare = 0.05 } = options;
  const { iterations = 10, rounds = 20, clusterTolerance = 1e-5, tolerance = 1e-4 } = options;
  const clusters = options.centers?.rows ?? options.clusters ??
    Math.max(1, Math.min(100, Math.round(n / 30)));
  check("diversity", diversity, diversity >= 0, "0 or more");
  check("ridge", ridge, ridge > 0, "above 0");
  check("softness", softness, softness > 0, "above 0");
  check("protect", protect, protect >= 0, "0 or more");
  check("blockShare", blockShare, blockShare > 0 && blockShare <= 1, "above 0, at most 1");
  check("clusters", clusters, clusters >= 1 && clusters <= n && clusters % 1 === 0, `1 to ${n}`);
  const columns = typeof options.batch === "string" ? [options.batch] : options.batch;
  check("batch columns", columns.length, columns.length > 0, "one or more");
  const batches = batchesOf(meta, columns), seed = options.seed ?? 0;
  const original: Matrix = { rows: n, cols: d, data: Float64Array.from(values) };
  const rowsAtLength1 = unitRows(original);
  const centers = options.centers ??
    kMeans(rowsAtLength1, { clusters, random: new Random(seed).fork("centers") });
  check("columns of centers", centers.cols, centers.cols === d, String(d));
  const clustering = new Clustering(rowsAtLength1, centers, batches, {
    diversity: batches.share.map((share) =>
      protect === 0
        ? diversity
        : diversity * (1 - Math.exp(-((share * n / (clusters * protect)) ** 2)))
    ),
    softness,
    blockShare,
    rounds,
    tolerance: clusterTolerance,
    random: new Random(seed),
  });
  const objective = [clustering.objective[0] as number];
  let corrected = original, converged = false;
  for (let iteration = 0; iteration < iterations && !converged; iteration++) {
    clustering.run(iteration === 0 ? rowsAtLength1 : unitRows(corrected));
    corrected = correct(original, clustering.membership, batches, ridge);
    const before = objective.at(-1) as number, after = clustering.objective.at(-1) as number;
    objective.push(after);
    converged = before - after < tolerance * Math.abs(before);
  }
  const result = likeValues(values, values.length);
  result.set(corrected.data);
  const { membership, rounds: taken } = clustering;
  return {
    profiles: { meta, features, values: result },
    membership,
    objective,
    rounds: taken,
    converged,
  };
}

function check(name: string, found: number, right: boolean, allowed: string): void {
  if (right && found < Infinity) return;
  throw new InputError(`Cannot harmonize: ${name}`, { found, allowed });
}
