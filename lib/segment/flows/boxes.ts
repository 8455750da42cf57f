/** The rectangle that an object fills, its last row and column included. */
export interface Box {
  /** Value in the label image. */
  label: number;
  /** Pixels of the object. */
  area: number;
  /** First column. */
  left: number;
  /** First row. */
  top: number;
  /** Last column. */
  right: number;
  /** Last row. */
  bottom: number;
}

/**
 * The bounding boxes of labelled objects, by rising label.
 *
 * @param labels Labels [height × width], 0 = background.
 * @param width Pixels across.
 * @param height Pixels down.
 * @throws {RangeError} if the number of labels is not width × height, or one is negative.
 *
 * @example
 * ```ts
 * import { boxes } from "./boxes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(boxes(new Int32Array([0, 7, 7]), 3, 1), [
 *   { label: 7, area: 2, left: 1, top: 0, right: 2, bottom: 0 },
 * ]);
 * ```
 */
export function boxes(labels: Int32Array, width: number, height: number): Box[] {
  if (labels.length !== width * height) {
    throw new RangeError(`Expected ${width} × ${height} labels, found ${labels.length}`);
  }
  const found = new Map<number, Box>();
  let last: Box | undefined;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i] as number;
      if (label === 0) continue;
      if (label < 0) throw new RangeError(`A label is a whole number from 0, found ${label}`);
      if (last?.label !== label) {
        last = found.get(label);
        if (last === undefined) {
          last = { label, area: 0, left: x, top: y, right: x, bottom: y };
          found.set(label, last);
        }
      }
      last.area++;
      last.bottom = y;
      if (x < last.left) last.left = x;
      if (x > last.right) last.right = x;
    }
  }
  return [...found.values()].sort((a, b) => a.label - b.label);
}
