import { InputError } from "../../core/errors.ts";
import type { Product } from "../../core/multiply.ts";
import { profileMatrix, type Profiles } from "../../core/profiles.ts";
import { distanceBlocks, type Metric } from "../distance.ts";
import { checkFinite } from "../finite.ts";
import { type Candidates, type MatchRule, nearestCandidates } from "./candidates.ts";
import type { TreatmentLabels } from "./labels.ts";

/** How near treatments are looked for. */
export interface NearOptions {
  /** What near means; defaults to `cosine`. */
  metric?: Metric | undefined;
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product | undefined;
}

/**
 * The nearest candidates of every treatment under one or several rules, a block of rows at a time.
 *
 * @param treatments Finite profiles [n × d].
 * @param labels Compounds, mechanisms, batches [n].
 * @param rules Who may be matched.
 * @param neighbours How many candidates are to be left without any one compound, k.
 * @param options Metric, engine.
 * @returns For each rule the candidates of each treatment [rules][n].
 * @throws {InputError} if a value is not finite or `neighbours` is not a whole number from 1.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { allCandidates } from "./all_candidates.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const treatments = makeProfiles(
 *   pl.DataFrame({ compound: ["a", "b"] }),
 *   ["area", "texture"],
 *   new Float64Array([1, 0, 0, 1]),
 * );
 * const labels = { compounds: ["a", "b"], moas: ["x", "y"] };
 * const [nsc] = await allCandidates(treatments, labels, ["NSC"], 1);
 * assertEquals([...nsc![0]!.rows], [1]);
 * ```
 */
export async function allCandidates(
  treatments: Profiles,
  labels: TreatmentLabels,
  rules: readonly MatchRule[],
  neighbours: number,
  { metric = "cosine", product }: NearOptions = {},
): Promise<Candidates[][]> {
  if (!Number.isInteger(neighbours) || neighbours < 1) {
    throw new InputError("Cannot match treatments", {
      found: `${neighbours} neighbours`,
      allowed: "a whole number from 1",
    });
  }
  const matrix = profileMatrix(treatments);
  checkFinite("Cannot match treatments", matrix, treatments.features);
  const all = rules.map((): Candidates[] => []);
  const options = { metric, ...product && { product } };
  for await (const { start, distances: { rows, cols, data } } of distanceBlocks(matrix, options)) {
    for (let i = 0; i < rows; i++) {
      const from = data.subarray(i * cols, (i + 1) * cols);
      for (const [place, rule] of rules.entries()) {
        all[place]!.push(nearestCandidates(from, labels, start + i, rule, neighbours));
      }
    }
  }
  return all;
}
