import type { GreyImage } from "./tiff.ts";

/**
 * Areas of the connected bright regions of an image, touching corners included.
 *
 * This counts; it does not part touching nuclei. It is a cheap proxy for quality control, not a
 * segmentation.
 *
 * @param image Grey values [height × width].
 * @param threshold Pixels above this grey value are bright.
 * @returns Area of each region in pixels, in the order of their first pixel.
 *
 * @example
 * ```ts
 * import { blobAreas } from "./blobs.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Uint16Array([9, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 9]);
 * assertEquals(blobAreas({ width: 4, height: 3, data }, 5), [2, 1]);
 * ```
 */
export function blobAreas({ width, height, data }: GreyImage, threshold: number): number[] {
  const open = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) open[i] = (data[i] as number) > threshold ? 1 : 0;
  const waiting = new Int32Array(data.length);
  const areas: number[] = [];
  for (let seed = 0; seed < open.length; seed++) {
    if (open[seed] === 0) continue;
    let area = 0, last = 1;
    waiting[0] = seed;
    open[seed] = 0;
    while (last > 0) {
      const at = waiting[--last] as number;
      area++;
      const x = at % width, y = (at - x) / width;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const next = v * width + u;
          if (open[next] === 0) continue;
          open[next] = 0;
          waiting[last++] = next;
        }
      }
    }
    areas.push(area);
  }
  return areas;
}
