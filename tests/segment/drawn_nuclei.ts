import { Random } from "../../lib/core/random.ts";

/** A drawn nucleus: centre, radius, brightness above the background. */
export type Disc = [x: number, y: number, radius: number, brightness: number];

/** Discs with soft edges on a noisy background, and their true labels. */
export function drawnNuclei(
  width: number,
  height: number,
  discs: readonly Disc[],
  seed = 1,
): { width: number; height: number; data: Uint16Array; truth: Int32Array } {
  const random = new Random(seed);
  const truth = new Int32Array(width * height);
  const light = new Float64Array(width * height).fill(400);
  for (const [index, [cx, cy, radius, brightness]] of discs.entries()) {
    const reach = Math.ceil(radius + 8);
    for (let y = Math.max(0, cy - reach); y < Math.min(height, cy + reach); y++) {
      for (let x = Math.max(0, cx - reach); x < Math.min(width, cx + reach); x++) {
        const far = Math.hypot(x - cx, y - cy) - radius, i = y * width + x;
        light[i] = Math.max(light[i]!, 400 + brightness / (1 + Math.exp(far * 1.5)));
        if (far < 0 && truth[i] === 0) truth[i] = index + 1;
      }
    }
  }
  const data = Uint16Array.from(
    light,
    (value) => Math.max(0, Math.round(random.normal(value, 15))),
  );
  return { width, height, data, truth };
}

/** Share of true objects that a found one covers with an IoU above .5. */
export function foundShare(truth: Int32Array, found: Int32Array): number {
  const areas = new Map<string, number>();
  const add = (key: string) => areas.set(key, (areas.get(key) ?? 0) + 1);
  for (let i = 0; i < truth.length; i++) {
    add(`t${truth[i]}`);
    add(`f${found[i]}`);
    add(`${truth[i]} ${found[i]}`);
  }
  const objects = new Set(truth.filter((label) => label > 0));
  let hits = 0;
  for (const [key, shared] of areas) {
    const [t, f] = key.split(" ").map(Number);
    if (!t || !f) continue;
    if (shared / (areas.get(`t${t}`)! + areas.get(`f${f}`)! - shared) > 0.5) hits++;
  }
  return hits / objects.size;
}
