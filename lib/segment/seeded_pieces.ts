/**
 * Keeps of every object only the pieces (sides touching) that hold a pixel of its seed.
 *
 * @param labels Label image [height × width]; changed in place.
 * @param seeds Label image of the seeds under the same numbers, 0 elsewhere [height × width].
 * @param width Pixels across.
 * @returns The same array.
 *
 * @example
 * ```ts
 * import { seededPieces } from "./seeded_pieces.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([4, 4, 0, 4, 4, 4]), seeds = new Int32Array([0, 4, 0, 0, 0, 0]);
 * assertEquals([...seededPieces(labels, seeds, 6)], [4, 4, 0, 0, 0, 0]);
 * ```
 */
export function seededPieces(labels: Int32Array, seeds: Int32Array, width: number): Int32Array {
  const kept = new Uint8Array(labels.length), waiting = new Int32Array(labels.length);
  let last = 0;
  const visit = (i: number, label: number) => {
    if (labels[i] !== label || kept[i] !== 0) return;
    kept[i] = 1;
    waiting[last++] = i;
  };
  for (let i = 0; i < labels.length; i++) {
    if (seeds[i] !== 0) visit(i, seeds[i] as number);
  }
  while (last > 0) {
    const i = waiting[--last] as number, label = labels[i] as number, x = i % width;
    if (x > 0) visit(i - 1, label);
    if (x < width - 1) visit(i + 1, label);
    visit(i - width, label);
    visit(i + width, label);
  }
  for (let i = 0; i < labels.length; i++) if (kept[i] === 0) labels[i] = 0;
  return labels;
}
