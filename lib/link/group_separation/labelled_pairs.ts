import { InputError } from "../../core/errors.ts";
import { type AnyMatrix, pairValues } from "../pairs.ts";
import type { RelatedPair } from "./pair_ranking.ts";

/** Group of each object, or several; null or none where it is not known [n]. */
export type Groups = readonly (string | readonly string[] | null)[];

/** Objects with a label, and their pairs. */
export interface LabelledPairs {
  /** Objects with a label. */
  n: number;
  /** Their numbers in the matrix [n]. */
  known: number[];
  /** Their labels [n]. */
  labels: ReadonlySet<string>[];
  /** Distance of two of them, by their numbers here. */
  far: (i: number, j: number) => number;
  /** All pairs in the order of `pairValues`; related are those that share a label. */
  pairs: RelatedPair[];
}

/**
 * Objects that have a label, and which pairs of them share one.
 *
 * @param distances Symmetric [m × m].
 * @param groups Labels [m].
 * @throws {InputError} where lengths differ, a value is not finite, or all pairs are of one kind.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Float64Array([0, 1, 2, 1, 0, 3, 2, 3, 0]);
 * const { n, pairs } = labelledPairs({ rows: 3, cols: 3, data }, ["a", "a", "b"]);
 * assertEquals([n, ...pairs.map(({ related }) => related)], [3, true, false, false]);
 * ```
 */
export function labelledPairs(distances: AnyMatrix, groups: Groups): LabelledPairs {
  const total = distances.rows;
  pairValues(distances, "distances");
  if (groups.length !== total) {
    throw new InputError("Cannot compare groups", {
      found: `${groups.length} labels`,
      allowed: `${total}, one an object`,
    });
  }
  const sets = groups.map((group) =>
    new Set(group === null ? [] : typeof group === "string" ? [group] : group)
  );
  const known = [...sets.keys()].filter((object) => sets[object]!.size > 0);
  const labels = known.map((object) => sets[object]!);
  const far = (i: number, j: number) => distances.data[known[i]! * total + known[j]!]!;
  const pairs: RelatedPair[] = labels.flatMap((own, i) =>
    labels.slice(0, i).map((other, j) => ({ i, j, related: !own.isDisjointFrom(other) }))
  );
  const near = pairs.filter(({ related }) => related).length;
  if (near === 0 || near === pairs.length) {
    throw new InputError("Cannot compare groups", {
      found: `${near} pairs of one group and ${pairs.length - near} of different groups`,
      allowed: "at least one of each",
    });
  }
  return { n: known.length, known, labels, far, pairs };
}
