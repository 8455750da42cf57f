/** Squared distance where there is no background at all. */
const nowhere = 0xffffffff;

/**
 * Exact squared distance of every pixel to the nearest pixel outside the mask, px².
 *
 * Two passes, linear in the pixels (Meijster, Roerdink, Hesselink 2000). The border of the image is
 * no background: objects that it cuts keep their depth there.
 *
 * @param mask Not 0 inside [height × width].
 * @param width Pixels across.
 * @returns 0 outside the mask; 4294967295 everywhere if nothing is outside.
 *
 * @example
 * ```ts
 * import { squaredDistance } from "./distance.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...squaredDistance(new Uint8Array([0, 1, 1, 1]), 4)], [0, 1, 4, 9]);
 * ```
 */
export function squaredDistance(mask: Uint8Array | Int32Array, width: number): Uint32Array {
  const height = width === 0 ? 0 : mask.length / width;
  const far = width + height;
  // Along columns: steps to the nearest background pixel above or below.
  const down = new Int32Array(mask.length);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] !== 0) down[i] = i < width ? far : Math.min(far, (down[i - width] as number) + 1);
  }
  for (let i = mask.length - width - 1; i >= 0; i--) {
    const below = (down[i + width] as number) + 1;
    if (below < (down[i] as number)) down[i] = below;
  }
  const squares = new Uint32Array(mask.length);
  const columns = new Int32Array(width), starts = new Int32Array(width);
  for (let row = 0; row < mask.length; row += width) {
    lowerEnvelope(down.subarray(row, row + width), far, columns, starts, squares, row);
  }
  return squares;
}

/** Along one row: the lowest of the parabolas (x − column)² + down². */
function lowerEnvelope(
  down: Int32Array,
  far: number,
  columns: Int32Array,
  starts: Int32Array,
  squares: Uint32Array,
  row: number,
): void {
  const width = down.length;
  let last = -1;
  for (let u = 0; u < width; u++) {
    const depth = down[u] as number;
    // A column without background has no parabola.
    if (depth >= far) continue;
    let start = 0;
    while (last >= 0) {
      const column = columns[last] as number, other = down[column] as number;
      const cross = u * u - column * column + depth * depth - other * other;
      start = Math.floor(cross / (2 * (u - column))) + 1;
      if (start > (starts[last] as number)) break;
      last--;
      start = 0;
    }
    if (start >= width) continue;
    last++;
    columns[last] = u;
    starts[last] = Math.max(0, start);
  }
  if (last < 0) {
    squares.fill(nowhere, row, row + width);
    return;
  }
  for (let x = width - 1; x >= 0; x--) {
    const column = columns[last] as number, depth = down[column] as number;
    squares[row + x] = (x - column) ** 2 + depth * depth;
    if (x === starts[last]) last--;
  }
}

/**
 * Exact Euclidean distance of every pixel to the nearest pixel outside the mask, px, as
 * `scipy.ndimage.distance_transform_edt`.
 *
 * @param mask Not 0 inside [height × width].
 * @param width Pixels across.
 * @returns 0 outside the mask; infinity everywhere if nothing is outside.
 *
 * @example
 * ```ts
 * import { distanceTransform } from "./distance.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...distanceTransform(new Uint8Array([0, 1, 1]), 3)], [0, 1, 2]);
 * ```
 */
export function distanceTransform(mask: Uint8Array | Int32Array, width: number): Float64Array {
  return Float64Array.from(
    squaredDistance(mask, width),
    (square) => square === nowhere ? Infinity : Math.sqrt(square),
  );
}
