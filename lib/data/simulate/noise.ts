import { Random } from "../../core/random.ts";

/** Side of a noise tile, px; a power of two so that wrapping is a bit mask. */
export const TILE = 256;

/**
 * A periodic smooth random texture, [TILE × TILE], mean 0 and standard deviation 1.
 *
 * White noise is blurred around the edges of the tile, so that it repeats without a seam.
 *
 * @param sigma Size of the grains: sigma of the blur, px.
 * @param seed Seed of the white noise.
 */
export function noiseTile(sigma: number, seed: number): Float32Array {
  const random = new Random(seed);
  let plane = Float32Array.from({ length: TILE * TILE }, () => random.normal());
  const reach = Math.ceil(3 * sigma);
  const kernel = Array.from(
    { length: 2 * reach + 1 },
    (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  );
  for (const [stepX, stepY] of [[1, 0], [0, 1]] as const) {
    const next = new Float32Array(TILE * TILE);
    for (let y = 0; y < TILE; y++) {
      for (let x = 0; x < TILE; x++) {
        let sum = 0;
        for (let k = -reach; k <= reach; k++) {
          sum += kernel[k + reach]! * plane[at(x + k * stepX, y + k * stepY)]!;
        }
        next[y * TILE + x] = sum;
      }
    }
    plane = next;
  }
  let mean = 0, square = 0;
  for (const value of plane) mean += value / plane.length;
  for (const value of plane) square += (value - mean) ** 2 / plane.length;
  return plane.map((value) => (value - mean) / Math.sqrt(square));
}

/** Index into a tile for any whole x and y. */
export function at(x: number, y: number): number {
  return (y & (TILE - 1)) * TILE + (x & (TILE - 1));
}

/** The textures that all fields share: cells take them at random offsets, so none repeats visibly. */
export interface Textures {
  /** Grains of about 2 px. */
  fine: Float32Array;
  /** Grains of about 5 px. */
  medium: Float32Array;
  /** Grains of about 16 px. */
  coarse: Float32Array;
}

let cached: Textures | undefined;

/** The shared textures, made once a thread; they do not depend on the screen's seed. */
export function textures(): Textures {
  cached ??= { fine: noiseTile(0.9, 11), medium: noiseTile(2.6, 12), coarse: noiseTile(8, 13) };
  return cached;
}
