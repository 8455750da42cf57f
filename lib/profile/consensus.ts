import { groupRows } from "../core/group_rows.ts";
import type { Profiles, ProfileValues } from "../core/profiles.ts";
import { aggregate, type AggregateOptions } from "./aggregate.ts";
import { type ModzOptions, modzWeights } from "./consensus/modz_weights.ts";

/** How `consensus` works. */
export interface ConsensusOptions extends Omit<AggregateOptions, "method">, ModzOptions {
  /**
   * "median" or "mean" of the replicates, or "modz": a mean in which replicates count as much as they
   * agree with the others. Defaults to "median".
   */
  method?: "median" | "mean" | "modz";
  /** "modz": decimals that weights are rounded to, 4 in pycytominer; defaults to no rounding. */
  precision?: number;
}

/**
 * One profile for each group of replicates.
 *
 * Metadata and counts come out as those of `aggregate`. With "modz" a feature that a replicate lacks
 * (NaN) comes from the others; where all lack it the result is NaN.
 *
 * Source: pycytominer's `consensus`; Subramanian et al., Cell 171, 1437 (2017).
 *
 * @param profiles Replicates, normalised [n × d].
 * @param options Groups, method.
 * @returns A row a group.
 * @throws {InputError} as `aggregate` does.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { consensus } from "./consensus.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["taxol", "taxol", "taxol"] });
 * const values = new Float64Array([1, 2, 3, 1, 2, 3, 3, 2, 1]);
 * const replicates = makeProfiles(meta, ["a", "b", "c"], values);
 * assertEquals([...consensus(replicates, { by: "compound" }).values], [1, 2, 3]);
 * ```
 */
export function consensus<T extends ProfileValues>(
  profiles: Profiles<T>,
  { method = "median", precision, correlation, minWeight, ...options }: ConsensusOptions,
): Profiles<T> {
  const result = aggregate(profiles, { ...options, method: method === "median" ? method : "mean" });
  if (method !== "modz") return result;
  const width = profiles.features.length;
  for (const [group, rows] of [...groupRows(profiles.meta, options.by).values()].entries()) {
    const replicates = rows.map((row) => profiles.values.subarray(row * width, (row + 1) * width));
    const weights = modzWeights(replicates, { correlation, minWeight }).map((weight) =>
      precision === undefined ? weight : Number(weight.toFixed(precision))
    );
    result.values.set(weighted(replicates, weights), group * width);
  }
  return result;
}

/** The weighted sum of replicates; what one lacks is made up for by the others. */
function weighted(replicates: readonly ArrayLike<number>[], weights: Float64Array): Float64Array {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return Float64Array.from({ length: replicates[0]?.length ?? 0 }, (_, feature) => {
    let sum = 0, present = 0;
    for (const [i, replicate] of replicates.entries()) {
      const value = replicate[feature] as number;
      if (Number.isNaN(value)) continue;
      sum += weights[i]! * value;
      present += weights[i]!;
    }
    return present === all ? sum : sum / present * all;
  });
}
