import { relabel } from "../relabel.ts";
import { boxes } from "./boxes.ts";

/**
 * Removes small objects, fills the holes of the others, and numbers them from 1 without gaps.
 *
 * A hole is background, or a smaller object, that cannot reach the edge of the object's box through
 * horizontal and vertical neighbours outside the object.
 *
 * @param labels Labels [height × width], 0 = background; not changed.
 * @param width Pixels across.
 * @param height Pixels down.
 * @param smallest Area of the smallest object that stays, px; defaults to 15.
 * @returns The cleaned labels [height × width], in the order of the old ones.
 *
 * @example
 * ```ts
 * import { cleanLabels } from "./clean.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ring = new Int32Array([2, 2, 2, 2, 0, 2, 2, 2, 2]);
 * assertEquals([...cleanLabels(ring, 3, 3, 4)], [1, 1, 1, 1, 1, 1, 1, 1, 1]);
 * assertEquals(Math.max(...cleanLabels(ring, 3, 3, 9)), 0);
 * ```
 */
export function cleanLabels(
  labels: Int32Array,
  width: number,
  height: number,
  smallest = 15,
): Int32Array {
  const cleaned = labels.slice();
  let name = 0;
  for (const { label, left, top, right, bottom } of boxes(labels, width, height)) {
    const across = right - left + 3, down = bottom - top + 3;
    // 0 not reached, 1 the object, 2 outside of it.
    const state = new Uint8Array(across * down);
    const pixels: number[] = [];
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        if (cleaned[y * width + x] !== label) continue;
        pixels.push(y * width + x);
        state[(y - top + 1) * across + x - left + 1] = 1;
      }
    }
    if (pixels.length === 0) continue;
    if (pixels.length < smallest) {
      for (const pixel of pixels) cleaned[pixel] = 0;
      continue;
    }
    flood(state, across, down);
    name++;
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        if (state[(y - top + 1) * across + x - left + 1] !== 2) cleaned[y * width + x] = name;
      }
    }
  }
  // An object within a hole of a later one was named, and is part of that one by now.
  return relabel(cleaned).labels;
}

/** Marks what is connected to the first place with 2. */
function flood(state: Uint8Array, across: number, down: number): void {
  const waiting = [0];
  state[0] = 2;
  const visit = (i: number) => {
    if (state[i] !== 0) return;
    state[i] = 2;
    waiting.push(i);
  };
  for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
    const x = i % across, y = (i - x) / across;
    if (x > 0) visit(i - 1);
    if (x < across - 1) visit(i + 1);
    if (y > 0) visit(i - across);
    if (y < down - 1) visit(i + across);
  }
}
