import type { Random } from "../../../core/random.ts";
import { ZOOM } from "../../nets/nucleus_unet.ts";
import type { Example } from "../example.ts";

/** Values of a target: vertical and horizontal unit flow, inside or not, weight in the loss. */
export const TARGETS = 4;

/** A square of an example, with what the network shall say about it. */
export interface Tile {
  /** Normalised image [2 size × 2 size]. */
  pixels: Float32Array;
  /** Targets [size × size × 4]. */
  targets: Float32Array;
}

/**
 * Cuts a random square out of an example, turned, mirrored and scaled by 0.6-1.6.
 *
 * @param example Where to cut.
 * @param size Side of the tile on the grid of the maps, px.
 * @param random Where the numbers come from.
 * @returns The tile; what lies beyond the edge of the image is its mirror image, without labels and
 * with weight 0.
 *
 * @example
 * ```ts
 * import { place } from "./place.ts";
 * import { makeExample } from "../example.ts";
 * import { Random } from "../../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Uint16Array(400);
 * const example = makeExample({ width: 20, height: 20, data }, new Int32Array(400));
 * assertEquals(place(example, 8, new Random(1)).pixels.length, 16 * 16);
 * ```
 */
export function place(example: Example, size: number, random: Random): Tile {
  const { width, height, labels, flows } = example;
  const angle = random.uniform(0, 2 * Math.PI), mirror = random.uniform() < 0.5 ? -1 : 1;
  const step = 1 / Math.exp(random.uniform(Math.log(0.6), Math.log(1.6)));
  const cos = Math.cos(angle), sin = Math.sin(angle);
  const centreX = random.uniform(0, width - 1), centreY = random.uniform(0, height - 1);
  const side = ZOOM * size, half = (ZOOM - 1) / 2, wide = ZOOM * width, high = ZOOM * height;
  const pixels = new Float32Array(side * side), targets = new Float32Array(TARGETS * size * size);
  for (let v = 0, i = 0; v < side; v++) {
    for (let u = 0; u < side; u++, i++) {
      const a = mirror * ((u - half) / ZOOM - size / 2) * step;
      const b = ((v - half) / ZOOM - size / 2) * step;
      const x = centreX + cos * a - sin * b, y = centreY + sin * a + cos * b;
      pixels[i] = valueAt(example.pixels, wide, high, ZOOM * x + half, ZOOM * y + half);
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
      targets[TARGETS * i] = cos * dy - sin * dx;
      targets[TARGETS * i + 1] = mirror * (cos * dx + sin * dy);
      targets[TARGETS * i + 2] = labels[pixel] === 0 ? 0 : 1;
      targets[TARGETS * i + 3] = 1;
    }
  }
  return { pixels, targets };
}

/** Linear between pixels, mirrored at the edges. */
function valueAt(pixels: Float32Array, width: number, height: number, x: number, y: number) {
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
  if (at >= 0 && at <= length - 1) return at;
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const inside = ((at % period) + period) % period;
  return inside < length ? inside : period - inside;
}
