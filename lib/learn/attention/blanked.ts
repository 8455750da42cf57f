import type { Plane } from "../../image/resize.ts";
import type { Weight } from "../network.ts";

/** What of an image is blanked. */
export interface BlankOptions {
  /** Share of the pixels, 0 to 1. */
  share: number;
  /** Those where the map is highest, or lowest. */
  which: "highest" | "lowest";
}

/**
 * An image with a share of its pixels set to 0, chosen by a map: does a network lose its answer when it loses
 * what a map calls important (deletion, Petsiuk 2018)?
 *
 * @param image Pixels [height × width × channels]; not changed.
 * @param map Importance of each pixel, of the same height and width; equal ones go in reading order.
 * @param options Share, highest or lowest.
 * @throws {RangeError} if map and image differ in size, or the share is none.
 *
 * @example
 * ```ts
 * import { blanked } from "./blanked.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = { shape: [1, 2, 1], data: new Float32Array([5, 6]) };
 * const map = { width: 2, height: 1, data: new Float32Array([0, 1]) };
 * assertEquals([...blanked(image, map, { share: 0.5, which: "highest" }).data], [5, 0]);
 * ```
 */
export function blanked(image: Weight, map: Plane, { share, which }: BlankOptions): Weight {
  const [height = 0, width = 0, channels = 0] = image.shape;
  if (map.width !== width || map.height !== height || !(share >= 0 && share <= 1)) {
    throw new RangeError(
      `Cannot blank ${share} of ${width} × ${height} pixels by a map of ${map.width} × ${map.height}`,
    );
  }
  const sign = which === "highest" ? -1 : 1;
  const order = Array.from(map.data.keys())
    .sort((a, b) => sign * ((map.data[a] as number) - (map.data[b] as number)));
  const data = image.data.slice();
  for (const pixel of order.slice(0, Math.round(share * order.length))) {
    data.fill(0, pixel * channels, (pixel + 1) * channels);
  }
  return { shape: image.shape, data };
}
