/** A peak needs more than so many pixels that end there. */
const PEAK = 10;
/** A place joins a peak if more than so many pixels end there. */
const JOIN = 2;
/** Places so far from a peak, in px, can belong to it. */
const REACH = 5;
const SIDE = 2 * REACH + 1;

/**
 * Gathers pixels that ended at the same place into objects.
 *
 * Where more than 10 pixels end, more than anywhere within 2 px, an object begins; in 5 rounds it
 * grows to all neighbouring places where more than 2 pixels end, within 5 px. Where two objects claim
 * a place, the one with the higher peak has it.
 *
 * @param pixels Indices of the pixels that moved.
 * @param reached The index that each of them reached.
 * @param width Pixels across.
 * @param height Pixels down.
 * @returns Labels [height × width] from 1 in reading order of the objects' first pixels.
 *
 * @example
 * ```ts
 * import { gather } from "./gather.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const pixels = Int32Array.from({ length: 12 }, (_, i) => i);
 * const labels = gather(pixels, pixels.map(() => 5), 12, 1);
 * assertEquals(new Set(labels), new Set([1]));
 * ```
 */
export function gather(
  pixels: Int32Array,
  reached: Int32Array,
  width: number,
  height: number,
): Int32Array {
  const counts = new Int32Array(width * height);
  for (const place of reached) counts[place] = (counts[place] as number) + 1;
  const peaks = findPeaks(counts, width, height);
  const owner = new Int32Array(width * height);
  peaks.forEach((peak, k) => grow(counts, width, height, peak, owner, k + 1));
  const labels = new Int32Array(width * height);
  for (let k = 0; k < pixels.length; k++) {
    labels[pixels[k] as number] = owner[reached[k] as number] as number;
  }
  return renumber(labels);
}

/** Places of the peaks, the lowest first. */
function findPeaks(counts: Int32Array, width: number, height: number): number[] {
  const peaks: number[] = [];
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number;
    if (count <= PEAK) continue;
    const x = i % width, y = (i - x) / width;
    let highest = true;
    for (let v = Math.max(0, y - 2); highest && v <= Math.min(height - 1, y + 2); v++) {
      for (let u = Math.max(0, x - 2); u <= Math.min(width - 1, x + 2); u++) {
        if ((counts[v * width + u] as number) > count) highest = false;
      }
    }
    if (highest) peaks.push(i);
  }
  return peaks.sort((a, b) => (counts[a] as number) - (counts[b] as number));
}

function grow(
  counts: Int32Array,
  width: number,
  height: number,
  peak: number,
  owner: Int32Array,
  label: number,
): void {
  const px = peak % width, py = (peak - px) / width;
  const taken = new Uint8Array(SIDE * SIDE);
  const places = [REACH * SIDE + REACH];
  taken[REACH * SIDE + REACH] = 1;
  for (let round = 0, from = 0; round < REACH; round++) {
    const to = places.length;
    for (; from < to; from++) {
      const place = places[from] as number, cx = place % SIDE, cy = (place - cx) / SIDE;
      for (let v = Math.max(0, cy - 1); v <= Math.min(SIDE - 1, cy + 1); v++) {
        const y = py + v - REACH;
        if (y < 0 || y >= height) continue;
        for (let u = Math.max(0, cx - 1); u <= Math.min(SIDE - 1, cx + 1); u++) {
          const x = px + u - REACH;
          if (x < 0 || x >= width || taken[v * SIDE + u] === 1) continue;
          if ((counts[y * width + x] as number) <= JOIN) continue;
          taken[v * SIDE + u] = 1;
          places.push(v * SIDE + u);
        }
      }
    }
  }
  for (const place of places) {
    const u = place % SIDE, v = (place - u) / SIDE;
    owner[(py + v - REACH) * width + px + u - REACH] = label;
  }
}

/** Labels from 1 without gaps, in reading order. */
function renumber(labels: Int32Array): Int32Array {
  const names = new Map<number, number>([[0, 0]]);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    let name = names.get(label);
    if (name === undefined) names.set(label, name = names.size);
    labels[i] = name;
  }
  return labels;
}
