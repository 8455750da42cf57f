import type { Overlaps } from "./overlap.ts";

/** Pairs of a true and a found object, each object in at most one of them. */
export interface Matches {
  /** Index of the true object of each pair. */
  truth: Int32Array;
  /** Index of the found object of each pair. */
  found: Int32Array;
  /** Intersection over union of each pair, never below .5, in falling order. */
  iou: Float64Array;
}

/**
 * Pairs true and found objects whose intersection over union is at least .5.
 *
 * Pairs are taken from the best downwards. That is the best matching there is (what the Hungarian
 * method would find) at every threshold from .5: above .5 an object has at most one partner, since
 * two partners would each need more than half of it; at .5 exactly it can have two only where they
 * are its two halves and have no other partner, and either will do. So the matching at a higher
 * threshold is simply the pairs of this one that reach it.
 *
 * @param table From `overlaps`.
 *
 * @example
 * ```ts
 * import { matchObjects } from "./match.ts";
 * import { overlaps } from "./overlap.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const table = overlaps(new Int32Array([1, 1, 1, 2, 2]), new Int32Array([5, 5, 0, 0, 9]));
 * assertEquals([...matchObjects(table).iou], [2 / 3, 1 / 2]);
 * ```
 */
export function matchObjects(table: Overlaps): Matches {
  const { truth, found, pixels, truthAreas, foundAreas } = table;
  const iou = pixels.map((shared, pair) =>
    shared / ((truthAreas[truth[pair] as number] as number) +
      (foundAreas[found[pair] as number] as number) - shared)
  );
  const candidates = [...iou.keys()].filter((pair) => (iou[pair] as number) >= 0.5)
    .sort((a, b) => (iou[b] as number) - (iou[a] as number) || a - b);
  const truthTaken = new Uint8Array(truthAreas.length);
  const foundTaken = new Uint8Array(foundAreas.length);
  const pairs = candidates.filter((pair) => {
    const t = truth[pair] as number, f = found[pair] as number;
    if (truthTaken[t] === 1 || foundTaken[f] === 1) return false;
    truthTaken[t] = foundTaken[f] = 1;
    return true;
  });
  return {
    truth: Int32Array.from(pairs, (pair) => truth[pair] as number),
    found: Int32Array.from(pairs, (pair) => found[pair] as number),
    iou: Float64Array.from(pairs, (pair) => iou[pair] as number),
  };
}
