import { metaValues, profileMatrix, type Profiles } from "../../core/profiles.ts";
import { distances } from "../distance.ts";
import { batchMixing } from "./mixing.ts";
import type { Part } from "./part.ts";
import { varianceShares } from "./variance.ts";

/**
 * Scores of what is left of the batch among controls: its share of the variance, and how many of the
 * nearest controls are of the same batch.
 *
 * @param controls Controls that no correction was fitted on [n × d].
 * @param levels Columns of the batches, the widest first: week, plate.
 * @param neighbours How many of the nearest count.
 * @returns The share of the variance for each level, then the neighbours for each; the weights are of
 * the controls [n].
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { batchParts } from "./batch.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1", "P2", "P2"] });
 * const controls = makeProfiles(meta, ["a", "b"], new Float64Array([9, 1, 9, 2, 1, 9, 2, 9]));
 * const [, neighbours] = await batchParts(controls, ["plate"], 1);
 * assertEquals(neighbours!.value(new Float64Array(4).fill(1)), 1);
 * ```
 */
export async function batchParts(
  controls: Profiles,
  levels: readonly string[],
  neighbours: number,
): Promise<Part[]> {
  const matrix = profileMatrix(controls);
  const cosine = await distances(matrix);
  const batches = levels.map((level) => metaValues(controls.meta, level));
  // All levels come from one split of the variance, which is made once for the same weights.
  let last: { weights: Float64Array; levels: number[] } | undefined;
  const split = (weights: Float64Array) => {
    if (last?.weights !== weights) {
      last = { weights, levels: varianceShares(matrix, batches, weights).levels };
    }
    return last.levels;
  };
  const shares = levels.map((level, i): Part => ({
    about: "batch",
    score: `${level} variance`,
    chance: 0,
    value: (weights) => split(weights)[i]!,
  }));
  const mixing = levels.map((level, i): Part => {
    const { same, chance } = batchMixing(cosine, batches[i]!, neighbours);
    return {
      about: "batch",
      score: `${level} neighbours`,
      chance: weightedMean(chance, new Float64Array(chance.length).fill(1)),
      value: (weights) => weightedMean(same, weights),
    };
  });
  return [...shares, ...mixing];
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0, total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!;
    total += weights[i]!;
  }
  return sum / total;
}
