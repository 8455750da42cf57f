/**
 * Grey reconstruction by dilation: grows a marker by its largest neighbour by a side, never above the
 * mask, until nothing changes.
 *
 * Two sweeps, then a queue of the pixels that can still pass something on. Source: Vincent,
 * Morphological grayscale reconstruction in image analysis, IEEE Transactions on Image Processing 2,
 * 1993.
 *
 * @param marker Where to start, nowhere above the mask [height × width].
 * @param mask The bound.
 * @param width Pixels across.
 *
 * @example
 * ```ts
 * import { reconstruct } from "./reconstruct.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const marker = new Float64Array([0, 3, 0, 0, 0]), mask = new Float64Array([2, 4, 3, 1, 5]);
 * assertEquals([...reconstruct(marker, mask, 5)], [2, 3, 3, 1, 1]);
 * ```
 */
export function reconstruct(
  marker: Float64Array,
  mask: Float64Array,
  width: number,
): Float64Array {
  const grown = marker.slice(), last = grown.length - 1;
  for (let i = 0, x = 0; i <= last; i++) {
    let value = grown[i] as number;
    if (x > 0 && (grown[i - 1] as number) > value) value = grown[i - 1] as number;
    if (i >= width && (grown[i - width] as number) > value) value = grown[i - width] as number;
    grown[i] = Math.min(value, mask[i] as number);
    if (++x === width) x = 0;
  }
  const queue: number[] = [];
  for (let i = last, x = width - 1; i >= 0; i--) {
    const right = x < width - 1, below = i + width <= last;
    let value = grown[i] as number;
    if (right && (grown[i + 1] as number) > value) value = grown[i + 1] as number;
    if (below && (grown[i + width] as number) > value) value = grown[i + width] as number;
    value = Math.min(value, mask[i] as number);
    grown[i] = value;
    if (right && open(grown, mask, value, i + 1) || below && open(grown, mask, value, i + width)) {
      queue.push(i);
    }
    if (--x < 0) x = width - 1;
  }
  for (let next = 0; next < queue.length; next++) {
    const i = queue[next] as number, x = i % width, value = grown[i] as number;
    if (x > 0 && pass(grown, mask, value, i - 1)) queue.push(i - 1);
    if (x < width - 1 && pass(grown, mask, value, i + 1)) queue.push(i + 1);
    if (i >= width && pass(grown, mask, value, i - width)) queue.push(i - width);
    if (i + width <= last && pass(grown, mask, value, i + width)) queue.push(i + width);
  }
  return grown;
}

/** Whether a pixel can still grow from a neighbour of this value. */
function open(grown: Float64Array, mask: Float64Array, value: number, to: number): boolean {
  const now = grown[to] as number;
  return now < value && now < (mask[to] as number);
}

function pass(grown: Float64Array, mask: Float64Array, value: number, to: number): boolean {
  if (!open(grown, mask, value, to)) return false;
  grown[to] = Math.min(value, mask[to] as number);
  return true;
}
