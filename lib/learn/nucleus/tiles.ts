import type { Random } from "../../core/random.ts";
import { ZOOM } from "../nets/nucleus_unet.ts";
import type { Example } from "./example.ts";
import { changeLight } from "./tiles/light.ts";
import { place, TARGETS } from "./tiles/place.ts";

export { TARGETS } from "./tiles/place.ts";

/** Tiles for one step of training. */
export interface Batch {
  /** Number of tiles. */
  count: number;
  /** Side of a tile on the grid of the maps, px. */
  size: number;
  /** Normalised images [count × 2 size × 2 size]. */
  images: Float32Array;
  /** Targets [count × size × size × 4]. */
  targets: Float32Array;
}

/**
 * Cuts random tiles out of examples, each turned, mirrored, scaled by 0.6-1.6, and with another
 * contrast, noise and sharpness than before.
 *
 * @param examples Examples to choose from; each comes with the same probability.
 * @param count Number of tiles.
 * @param size Side of a tile on the grid of the maps, px.
 * @param random Where the numbers come from.
 * @returns Tiles; what lies beyond the edge of an image is its mirror image and has weight 0.
 *
 * @example
 * ```ts
 * import { cutTiles } from "./tiles.ts";
 * import { makeExample } from "./example.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Uint16Array(400);
 * const example = makeExample({ width: 20, height: 20, data }, new Int32Array(400));
 * assertEquals(cutTiles([example], 2, 8, new Random(1)).targets.length, 2 * 8 * 8 * 4);
 * ```
 */
export function cutTiles(
  examples: readonly Example[],
  count: number,
  size: number,
  random: Random,
): Batch {
  const side = ZOOM * size;
  const images = new Float32Array(count * side * side);
  const targets = new Float32Array(count * size * size * TARGETS);
  for (let k = 0; k < count; k++) {
    const tile = place(random.pick(examples), size, random);
    changeLight(tile.pixels, side, random);
    images.set(tile.pixels, k * side * side);
    targets.set(tile.targets, k * size * size * TARGETS);
  }
  return { count, size, images, targets };
}
