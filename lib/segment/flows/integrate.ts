/**
 * Where pixels end up that are carried along a flow field.
 *
 * Each step moves a pixel by the flow at its place, linear between pixel centres, and keeps it in the
 * image. Steps are Euler's, in single precision, as in Cellpose.
 *
 * @param flows Steps [2 × height × width], vertical parts first, px; 0 outside objects.
 * @param pixels Indices of the pixels that move.
 * @param width Pixels across.
 * @param height Pixels down.
 * @param steps Number of steps.
 * @returns For each of the pixels the index of the pixel that it has reached.
 *
 * @example
 * ```ts
 * import { carry } from "./integrate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const right = new Float32Array([0, 0, 0, 1, 1, 0]);
 * assertEquals([...carry(right, new Int32Array([0, 2]), 3, 1, 10)], [2, 2]);
 * ```
 */
export function carry(
  flows: Float32Array,
  pixels: Int32Array,
  width: number,
  height: number,
  steps: number,
): Int32Array {
  const size = width * height;
  // Both parts of a vector side by side: every step reads four vectors at scattered places.
  const vectors = new Float32Array(2 * size);
  for (let i = 0; i < size; i++) {
    vectors[2 * i] = flows[i] as number;
    vectors[2 * i + 1] = flows[size + i] as number;
  }
  const lastX = width - 1, lastY = height - 1;
  const reached = new Int32Array(pixels.length);
  const { fround } = Math;
  for (let k = 0; k < pixels.length; k++) {
    const start = pixels[k] as number;
    let x = start % width, y = (start - x) / width;
    for (let step = 0; step < steps; step++) {
      const x0 = x | 0, y0 = y | 0;
      const u = x - x0, v = y - y0;
      const a = 2 * (y0 * width + x0);
      const b = x0 < lastX ? a + 2 : a;
      const down = y0 < lastY ? 2 * width : 0;
      const c = a + down, d = b + down;
      const wa = (1 - v) * (1 - u), wb = (1 - v) * u, wc = v * (1 - u), wd = v * u;
      const dy = fround(
        (vectors[a] as number) * wa + (vectors[b] as number) * wb + (vectors[c] as number) * wc +
          (vectors[d] as number) * wd,
      );
      const dx = fround(
        (vectors[a + 1] as number) * wa + (vectors[b + 1] as number) * wb +
          (vectors[c + 1] as number) * wc + (vectors[d + 1] as number) * wd,
      );
      x = fround(x + dx);
      y = fround(y + dy);
      if (x < 0) x = 0;
      else if (x > lastX) x = lastX;
      if (y < 0) y = 0;
      else if (y > lastY) y = lastY;
    }
    reached[k] = (y | 0) * width + (x | 0);
  }
  return reached;
}
