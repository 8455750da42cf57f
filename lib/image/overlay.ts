import type { Colour, ColourImage } from "./composite.ts";
import type { Plane } from "./resize.ts";

/** What is left of a picture's brightness. */
const DIM = 0.7;

/** How {@link overlay} draws. */
export interface OverlayOptions {
  /** Colour of the map where it is 1; defaults to *orange*, which every colour vision tells from grey. */
  colour?: Colour;
  /** Share of the colour where the map is 1, 0 to 1; defaults to *0.85*. */
  strength?: number;
}

/**
 * A map over a picture: the picture in dim grey, so that bright ones do not outshine the map, coloured where
 * the map is high.
 *
 * @param picture Red, green, blue and opacity [height × width × 4].
 * @param map Values from 0 to 1 [height × width], those outside are cut off.
 * @param options Colour.
 * @throws {RangeError} if picture and map differ in size.
 *
 * @example
 * ```ts
 * import { overlay } from "./overlay.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const picture = { width: 1, height: 1, data: new Uint8ClampedArray([90, 90, 90, 255]) };
 * const map = { width: 1, height: 1, data: new Float32Array([1]) };
 * const { data } = overlay(picture, map, { colour: [200, 100, 0], strength: 1 });
 * assertEquals([...data], [200, 100, 0, 255]);
 * ```
 */
export function overlay(
  { width, height, data }: ColourImage,
  map: Plane,
  { colour = [255, 140, 0], strength = 0.85 }: OverlayOptions = {},
): ColourImage {
  if (map.width !== width || map.height !== height) {
    throw new RangeError(
      `Cannot lay a map of ${map.width} × ${map.height} over ${width} × ${height} pixels`,
    );
  }
  const result = new Uint8ClampedArray(data.length);
  map.data.forEach((value, i) => {
    const share = strength * Math.min(1, Math.max(0, value));
    // Rec. 601, as most programs turn colours to grey.
    const [red, green, blue] = [0, 1, 2].map((part) => data[4 * i + part] as number);
    const grey = DIM * (0.299 * red! + 0.587 * green! + 0.114 * blue!);
    colour.forEach((part, c) => result[4 * i + c] = (1 - share) * grey + share * part);
    result[4 * i + 3] = 255;
  });
  return { width, height, data: result };
}
