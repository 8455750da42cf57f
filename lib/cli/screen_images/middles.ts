import { cellAreas } from "../../learn/embed/areas.ts";

/**
 * Middles of labelled objects: of their first and last column and row.
 *
 * @param labels Label image [height × width], 0 is background.
 * @param width Its columns.
 *
 * @example
 * ```ts
 * import { middlesOf } from "./middles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(middlesOf(new Int32Array([0, 7, 7, 7]), 4), [{ x: 2, y: 0 }]);
 * ```
 */
export function middlesOf(labels: Int32Array, width: number): { x: number; y: number }[] {
  return cellAreas(labels, width, 1).map(({ left, top }) => ({ x: left, y: top }));
}
