/**
 * Keeps of every object only its largest piece (sides touching), of equal ones the first.
 *
 * @param labels Label image [height × width]; changed in place.
 * @param width Pixels across.
 * @returns The same array.
 *
 * @example
 * ```ts
 * import { largestPieces } from "./pieces.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...largestPieces(new Int32Array([4, 0, 4, 4, 7]), 5)], [0, 0, 4, 4, 7]);
 * ```
 */
export function largestPieces(labels: Int32Array, width: number): Int32Array {
  const pieces = new Int32Array(labels.length), waiting = new Int32Array(labels.length);
  const areas: number[] = [0], best: number[] = [];
  for (let start = 0; start < labels.length; start++) {
    const label = labels[start] as number;
    if (label === 0 || pieces[start] !== 0) continue;
    const piece = areas.length;
    let area = 0, last = 1;
    const visit = (i: number) => {
      if (labels[i] !== label || pieces[i] !== 0) return;
      pieces[i] = piece;
      waiting[last++] = i;
    };
    waiting[0] = start;
    pieces[start] = piece;
    while (last > 0) {
      const i = waiting[--last] as number, x = i % width;
      area++;
      if (x > 0) visit(i - 1);
      if (x < width - 1) visit(i + 1);
      visit(i - width);
      visit(i + width);
    }
    areas.push(area);
    if (area > (areas[best[label] ?? 0] as number)) best[label] = piece;
  }
  for (let i = 0; i < labels.length; i++) {
    if (pieces[i] !== best[labels[i] as number]) labels[i] = 0;
  }
  return labels;
}
