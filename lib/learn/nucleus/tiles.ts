import type { Random } from "../../core/random.ts";
import { ZOOM } from "../nets/nucleus_unet.ts";
import type { Example } from "./example.ts";

/** Values of a target: vertical and horizontal unit flow, inside or not, weight in the loss. */
export const TARGETS = 4;

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
  for (let tile = 0; tile < count; tile++) {
    const pixels = images.subarray(tile * side * side, (tile + 1) * side * side);
    const target = targets.subarray(size * size * TARGETS * tile);
    place(random.pick(examples), size, random, pixels, target);
    changeLight(pixels, side, random);
  }
  return { count, size, images, targets };
}

function place(
  example: Example,
  size: number,
  random: Random,
  pixels: Float32Array,
  target: Float32Array,
): void {
  const { width, height, labels, flows } = example;
  const angle = random.uniform(0, 2 * Math.PI), mirror = random.uniform() < 0.5 ? -1 : 1;
  const step = 1 / Math.exp(random.uniform(Math.log(0.6), Math.log(1.6)));
  const cos = Math.cos(angle), sin = Math.sin(angle);
  const centreX = random.uniform(0, width - 1), centreY = random.uniform(0, height - 1);
  const side = ZOOM * size, half = (ZOOM - 1) / 2;
  for (let v = 0, i = 0; v < side; v++) {
    for (let u = 0; u < side; u++, i++) {
      const a = mirror * ((u - half) / ZOOM - size / 2) * step;
      const b = ((v - half) / ZOOM - size / 2) * step;
      const x = centreX + cos * a - sin * b, y = centreY + sin * a + cos * b;
      pixels[i] = valueAt(example, ZOOM * x + half, ZOOM * y + half);
    }
  }
  for (let v = 0, i = 0; v < size; v++) {
    for (let u = 0; u < size; u++, i++) {
      const a = mirror * (u - size / 2) * step, b = (v - size / 2) * step;
      const x = centreX + cos * a - sin * b, y = centreY + sin * a + cos * b;
      const column = Math.round(x), row = Math.round(y);
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const pixel = row * width + column;
      const dy = flows[pixel] as number, dx = flows[width * height + pixel] as number;
      target[TARGETS * i] = cos * dy - sin * dx;
      target[TARGETS * i + 1] = mirror * (cos * dx + sin * dy);
      target[TARGETS * i + 2] = labels[pixel] === 0 ? 0 : 1;
      target[TARGETS * i + 3] = 1;
    }
  }
}

/** Linear between pixels, mirrored at the edges. */
function valueAt({ pixels, ...grid }: Example, x: number, y: number): number {
  const width = ZOOM * grid.width, height = ZOOM * grid.height;
  const u = mirrored(x, width), v = mirrored(y, height);
  const left = Math.floor(u), top = Math.floor(v);
  const right = Math.min(width - 1, left + 1), bottom = Math.min(height - 1, top + 1);
  const s = u - left, t = v - top;
  return (1 - t) *
      ((1 - s) * (pixels[top * width + left] as number) +
        s * (pixels[top * width + right] as number)) +
    t *
      ((1 - s) * (pixels[bottom * width + left] as number) +
        s * (pixels[bottom * width + right] as number));
}

function mirrored(at: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const inside = ((at % period) + period) % period;
  return inside < length ? inside : period - inside;
}

function changeLight(pixels: Float32Array, size: number, random: Random): void {
  const gamma = Math.exp(random.uniform(-0.4, 0.4));
  const gain = Math.exp(random.uniform(-0.5, 0.4)), offset = random.uniform(-0.05, 0.05);
  const passes = random.uniform() < 0.25 ? 1 + random.integer(4) : 0;
  for (let pass = 0; pass < passes; pass++) soften(pixels, size, random.uniform(0.3, 1));
  const noise = random.uniform() < 0.5 ? random.uniform(0, 0.07) : 0;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i] as number;
    const curved = value > 0 ? value ** gamma : value;
    pixels[i] = gain * curved + offset + (noise > 0 ? random.normal(0, noise) : 0);
  }
}

/** Mixes each pixel with the mean of its 3 × 3 neighbours. */
function soften(pixels: Float32Array, size: number, share: number): void {
  const before = pixels.slice();
  for (let y = 1; y < size - 1; y++) {
    for (let x = 1; x < size - 1; x++) {
      let sum = 0;
      for (let k = -1; k <= 1; k++) {
        const i = (y + k) * size + x;
        sum += (before[i - 1] as number) + (before[i] as number) + (before[i + 1] as number);
      }
      const i = y * size + x;
      pixels[i] = (1 - share) * (before[i] as number) + share * sum / 9;
    }
  }
}
