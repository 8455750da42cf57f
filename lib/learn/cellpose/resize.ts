/** An image whose channels lie side by side at each pixel. */
export interface Pixels {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** Values at each pixel. */
  channels: number;
  /** Values [height × width × channels]. */
  data: Float32Array;
}

/**
 * An image on another grid, linear between the four nearest pixel centres, whether it grows or
 * shrinks: `INTER_LINEAR` of OpenCV, which Cellpose's networks were trained with.
 *
 * Unlike `resize` of lib/image it does not average what falls together when it shrinks.
 *
 * @param image Values.
 * @param width New pixels across.
 * @param height New pixels down.
 * @returns Values on the new grid.
 *
 * @example
 * ```ts
 * import { resizeLinear } from "./resize.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { width: 2, height: 1, channels: 1, data: new Float32Array([0, 4]) };
 * assertEquals([...resizeLinear(image, 4, 1).data], [0, 1, 3, 4]);
 * ```
 */
export function resizeLinear(image: Pixels, width: number, height: number): Pixels {
  const { channels, data } = image;
  if (width === image.width && height === image.height) return image;
  const across = steps(image.width, width), down = steps(image.height, height);
  const row = image.width * channels;
  const result = new Float32Array(width * height * channels);
  let i = 0;
  for (let y = 0; y < height; y++) {
    const top = (down.first[y] as number) * row, bottom = (down.next[y] as number) * row;
    const v = down.share[y] as number;
    for (let x = 0; x < width; x++) {
      const left = (across.first[x] as number) * channels;
      const right = (across.next[x] as number) * channels;
      const u = across.share[x] as number;
      for (let channel = 0; channel < channels; channel++) {
        const a = data[top + left + channel] as number, b = data[top + right + channel] as number;
        const c = data[bottom + left + channel] as number;
        const d = data[bottom + right + channel] as number;
        const above = a + (b - a) * u;
        result[i++] = above + (c + (d - c) * u - above) * v;
      }
    }
  }
  return { width, height, channels, data: result };
}

/** For each new place the two old ones around it, and how far it lies towards the second. */
function steps(from: number, to: number) {
  const first = new Int32Array(to), next = new Int32Array(to), share = new Float32Array(to);
  for (let i = 0; i < to; i++) {
    const place = (i + 0.5) * from / to - 0.5;
    const near = Math.min(from - 1, Math.max(0, Math.floor(place)));
    first[i] = near;
    next[i] = Math.min(from - 1, near + 1);
    share[i] = place < 0 ? 0 : place - near;
  }
  return { first, next, share };
}
