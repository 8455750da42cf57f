import { InputError } from "../core/errors.ts";
import { groupRows } from "../core/group_rows.ts";
import { profileMatrix, type Profiles } from "../core/profiles.ts";
import { type BoxSummary, boxSummary } from "./box_summary.ts";
import { checkFinite } from "./finite.ts";

/** How {@link consistency} works. */
export interface ConsistencyOptions {
  /** Similarity from which a profile counts as similar; defaults to .9. */
  similar?: number;
  /**
   * What each profile is compared with: the mean of its group (`all`, study B's way, in which a
   * profile helps its own mean), or the mean of the other members (`others`); defaults to `all`.
   */
  mean?: "all" | "others";
  /** Interquartile ranges from the box to the fence; defaults to 1.5. */
  reach?: number;
}

/** How alike the profiles of one group are. */
export interface GroupConsistency {
  /** The group, for example a compound. */
  group: string;
  /** Its rows, ascending. */
  rows: number[];
  /** Rows of the group outside the fences of its box, ascending. */
  outliers: number[];
  /** The box of its similarities; its `outliers` are places among `rows`. */
  box: BoxSummary;
  /** Share of the profiles that are similar to the mean. */
  shareSimilar: number;
}

/** How alike profiles are inside their groups. */
export interface Consistency {
  /** Cosine similarity of each profile to the mean of its group [n]. */
  similarities: Float64Array;
  /** One entry a group, in the order in which groups first appear. */
  groups: GroupConsistency[];
}

/**
 * Cosine similarity of each profile to the mean of its group, and a box of them for each group.
 *
 * This is figure 7 (by mechanism), 8 (by compound) and 11 (share of at least .9) of study B. The
 * cosine with an all-zero profile or mean is 0. A profile that is alone in its group is its own mean
 * and has similarity 1 (with `mean: "others"`: NaN, and its group has an empty box): see `box.count`.
 *
 * @param profiles Finite profiles [n × d].
 * @param by Metadata column, or several, that name the group.
 * @param options What counts as similar, which mean.
 * @throws {InputError} if there is no row or no feature, a column is missing, or a value is not
 * finite.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { consistency } from "./consistency.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Compound: ["taxol", "taxol"] });
 * const profiles = makeProfiles(meta, ["area", "texture"], new Float64Array([1, 0, 0, 1]));
 * const { similarities } = consistency(profiles, "Metadata_Compound");
 * assertAlmostEquals(similarities[0]!, Math.SQRT1_2);
 * ```
 */
export function consistency(
  profiles: Profiles,
  by: string | readonly string[],
  { similar = 0.9, mean = "all", reach = 1.5 }: ConsistencyOptions = {},
): Consistency {
  const { meta, features, values } = profiles, width = features.length;
  if (meta.height === 0 || width === 0) {
    throw new InputError("Cannot compare profiles with their mean", {
      found: `${meta.height} rows × ${width} features`,
      allowed: "at least one of both",
    });
  }
  checkFinite("Cannot compare profiles with their mean", profileMatrix(profiles), features);
  const similarities = new Float64Array(meta.height);
  const groups = [...groupRows(meta, by)].map(([group, rows]) => {
    const sum = new Float64Array(width), rest = new Float64Array(width);
    for (const row of rows) {
      for (let k = 0; k < width; k++) sum[k]! += values[row * width + k]!;
    }
    for (const row of rows) {
      const own = values.subarray(row * width, (row + 1) * width);
      if (mean === "others") { for (let k = 0; k < width; k++) rest[k] = sum[k]! - own[k]!; }
      const alone = rows.length === 1;
      similarities[row] = alone ? (mean === "all" ? 1 : NaN) : cosine(
        own,
        mean === "all" ? sum : rest,
      );
    }
    const found = rows.map((row) => similarities[row]!).filter((value) => !Number.isNaN(value));
    const box = boxSummary(found, reach);
    return {
      group,
      rows,
      outliers: box.outliers.map((place) => rows[place]!),
      box,
      shareSimilar: found.filter((value) => value >= similar).length / found.length,
    };
  });
  return { similarities, groups };
}

/** Cosine similarity; the length of the mean does not matter, so that a sum serves as well. */
function cosine(first: ArrayLike<number>, second: ArrayLike<number>): number {
  let dot = 0, firstSquare = 0, secondSquare = 0;
  for (let k = 0; k < first.length; k++) {
    const a = first[k]!, b = second[k]!;
    dot += a * b;
    firstSquare += a * a;
    secondSquare += b * b;
  }
  const lengths = Math.sqrt(firstSquare) * Math.sqrt(secondSquare);
  return lengths > 0 ? Math.max(-1, Math.min(1, dot / lengths)) : 0;
}
