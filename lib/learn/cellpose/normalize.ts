/** More pixels than this are sampled on a grid for their percentiles. */
const MANY = 224 ** 3;

/**
 * Grey values on the scale that Cellpose's networks know: 0 at the 1st percentile, 1 at the 99th.
 *
 * Percentiles are linear between values. Of more than 224³ pixels, rows and columns are
 * sampled so that about 224 of each stay. Where the percentiles are less than 0.001 apart everything
 * is 0, and so is a constant image, which the Python package leaves as it is.
 *
 * @param data Grey values [height × width].
 * @param width Pixels across.
 * @param height Pixels down.
 * @returns Values, not cut off below 0 or above 1.
 *
 * @example
 * ```ts
 * import { normalize99 } from "./normalize.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const data = Uint16Array.from({ length: 101 }, (_, i) => 10 * i);
 * const values = normalize99(data, 101, 1);
 * assertAlmostEquals(values[1]!, 0);
 * assertAlmostEquals(values[99]!, 1, 1e-6);
 * ```
 */
export function normalize99(
  data: Uint16Array | Float32Array,
  width: number,
  height: number,
): Float32Array {
  const values = Float32Array.from(data);
  const sorted = sample(values, width, height).sort();
  const low = percentile(sorted, 0.01), range = percentile(sorted, 0.99) - low;
  for (let i = 0; i < values.length; i++) {
    values[i] = range > 1e-3 ? Math.fround((values[i] as number) - low) / range : 0;
  }
  return values;
}

function sample(values: Float32Array, width: number, height: number): Float32Array {
  if (width * height <= MANY) return values.slice();
  const across = Math.max(1, Math.floor(width / 224)), down = Math.max(1, Math.floor(height / 224));
  const columns = Math.ceil(width / across), rows = Math.ceil(height / down);
  const chosen = new Float32Array(columns * rows);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      chosen[i++] = values[row * down * width + column * across] as number;
    }
  }
  return chosen;
}

function percentile(sorted: Float32Array, share: number): number {
  const place = share * (sorted.length - 1), below = Math.floor(place);
  const first = sorted[below] as number, next = sorted[below + 1] ?? first;
  return Math.fround(first + (next - first) * (place - below));
}
