import { Random } from "../../lib/core/random.ts";
import type { GreyImage } from "../../lib/image/tiff.ts";

/** Bright discs that do not touch, on dark ground with noise, and their labels. */
export function discs(
  width: number,
  height: number,
  count: number,
  radius: number,
  seed: number,
): { image: GreyImage; labels: Int32Array } {
  const random = new Random(seed);
  const labels = new Int32Array(width * height), data = new Uint16Array(width * height);
  const centres: [number, number][] = [];
  for (let trial = 0; trial < 1000 && centres.length < count; trial++) {
    const x = random.uniform(radius, width - radius), y = random.uniform(radius, height - radius);
    if (centres.every(([u, v]) => Math.hypot(u - x, v - y) > 2 * radius + 2)) centres.push([x, y]);
  }
  for (let i = 0; i < labels.length; i++) {
    const x = i % width, y = Math.floor(i / width);
    const near = centres.findIndex(([u, v]) => Math.hypot(u - x, v - y) < radius);
    labels[i] = near + 1;
    data[i] = Math.round((near < 0 ? 500 : 3000) + random.normal(0, 100));
  }
  return { image: { width, height, data }, labels };
}
