import { InputError } from "../../core/errors.ts";

/** Which objects of two label images share pixels, and how many: a sparse contingency table. */
export interface Overlaps {
  /** Pixels of each true object, in the order of their labels. */
  truthAreas: Float64Array;
  /** Pixels of each found object, in the order of their labels. */
  foundAreas: Float64Array;
  /** Index into `truthAreas`, for each pair of objects that share a pixel. */
  truth: Int32Array;
  /** Index into `foundAreas`, for each pair. */
  found: Int32Array;
  /** Pixels shared, for each pair. */
  pixels: Float64Array;
}

/**
 * Counts the pixels that the objects of two label images share.
 *
 * Labels may have gaps; 0 is background. One pass over runs of equal pairs, so that time goes with
 * the pixels and memory with the objects.
 *
 * @param truth True labels `[height × width]`.
 * @param found Labels to be judged, of the same size.
 * @throws {InputError} where sizes differ or a label is negative.
 *
 * @example
 * ```ts
 * import { overlaps } from "./overlap.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { truthAreas, foundAreas, pixels } = overlaps(
 *   new Int32Array([7, 7, 7, 0]),
 *   new Int32Array([0, 1, 1, 1]),
 * );
 * assertEquals([[...truthAreas], [...foundAreas], [...pixels]], [[3], [3], [2]]);
 * ```
 */
export function overlaps(truth: Int32Array, found: Int32Array): Overlaps {
  if (truth.length !== found.length) {
    throw new InputError("Cannot compare two label images of different size", {
      found: `${found.length} pixels`,
      allowed: `${truth.length}, as the true labels have`,
    });
  }
  const truthIndex = indexLabels(truth), foundIndex = indexLabels(found);
  const truthAreas = new Float64Array(truthIndex.count);
  const foundAreas = new Float64Array(foundIndex.count);
  const shared = new Map<number, number>();
  for (let start = 0; start < truth.length;) {
    const a = truth[start] as number, b = found[start] as number;
    let end = start + 1;
    while (end < truth.length && truth[end] === a && found[end] === b) end++;
    const t = a === 0 ? -1 : truthIndex.of(a), f = b === 0 ? -1 : foundIndex.of(b);
    if (t >= 0) truthAreas[t] = (truthAreas[t] as number) + end - start;
    if (f >= 0) foundAreas[f] = (foundAreas[f] as number) + end - start;
    if (t >= 0 && f >= 0) {
      const key = t * foundIndex.count + f;
      shared.set(key, (shared.get(key) ?? 0) + end - start);
    }
    start = end;
  }
  const keys = Float64Array.from(shared.keys()).sort();
  return {
    truthAreas,
    foundAreas,
    truth: Int32Array.from(keys, (key) => Math.floor(key / foundIndex.count)),
    found: Int32Array.from(keys, (key) => key % foundIndex.count),
    pixels: Float64Array.from(keys, (key) => shared.get(key) as number),
  };
}

/** Places of the labels in their order; a table where labels are small, a map where they are not. */
function indexLabels(labels: Int32Array): { count: number; of: (label: number) => number } {
  let most = 0;
  for (const label of labels) {
    if (label > most) most = label;
    else if (label < 0) {
      throw new InputError("Cannot compare label images", {
        found: `the label ${label}`,
        allowed: "0 for background and whole numbers above it",
      });
    }
  }
  if (most > 4 * labels.length + 65536) {
    const sorted = [...new Set(labels)].filter((label) => label !== 0).sort((a, b) => a - b);
    const places = new Map(sorted.map((label, index) => [label, index]));
    return { count: sorted.length, of: (label) => places.get(label) as number };
  }
  const places = new Int32Array(most + 1);
  for (const label of labels) places[label] = 1;
  let count = 0;
  for (let label = 1; label <= most; label++) if (places[label] === 1) places[label] = count++;
  return { count, of: (label) => places[label] as number };
}
