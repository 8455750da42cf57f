import { fillHoles } from "../fill_holes.ts";
import { largestPieces } from "../pieces.ts";

/** How bright the edge of a nucleus is, from the background (0) to its inside (1). */
const halfway = 0.45;
/** How far the mask may have missed the edge, in diameters. */
const reach = 0.1;
/** Levels of the histogram of one nucleus. */
const bins = 64;

/**
 * Draws the outline of each nucleus where it is nearly half as bright as its own inside, so that a bright
 * mitosis loses its halo and a dim neighbour gets the edge that the threshold of the image cut off.
 *
 * The inside is the upper quartile of the object's pixels.
 *
 * @param labels Label image [height × width]; changed in place.
 * @param levels Smoothed levels [height × width].
 * @param width Pixels across.
 * @param background Level of the background.
 * @param diameter Diameter of a nucleus, px; outlines move outwards by at most a tenth of it.
 * @returns The same array; an object is one piece without holes.
 */
export function drawOutlines(
  labels: Int32Array,
  levels: Uint16Array,
  width: number,
  background: number,
  diameter: number,
): Int32Array {
  let count = 0;
  for (let i = 0; i < labels.length; i++) count = Math.max(count, labels[i] as number);
  const thresholds = upperQuartiles(labels, levels, count).map((inside) =>
    background + halfway * (inside - background)
  );
  for (let i = 0; i < labels.length; i++) {
    if ((levels[i] as number) <= (thresholds[labels[i] as number] as number)) labels[i] = 0;
  }
  largestPieces(fillHoles(labels, width), width);
  widen(labels, levels, width, thresholds, Math.round(reach * diameter));
  return fillHoles(labels, width);
}

/** Takes free neighbours that are above the threshold of their object, step by step. */
function widen(
  labels: Int32Array,
  levels: Uint16Array,
  width: number,
  thresholds: Float64Array,
  steps: number,
): void {
  const last = labels.length - width;
  let front: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    if (label === 0) continue;
    const x = i % width;
    const inside = (i < width || labels[i - width] === label) &&
      (i >= last || labels[i + width] === label) && (x === 0 || labels[i - 1] === label) &&
      (x === width - 1 || labels[i + 1] === label);
    if (!inside) front.push(i);
  }
  for (let step = 0; step < steps && front.length > 0; step++) {
    const next: number[] = [];
    const take = (i: number, label: number) => {
      if (labels[i] !== 0 || (levels[i] as number) <= (thresholds[label] as number)) return;
      labels[i] = label;
      next.push(i);
    };
    for (const i of front) {
      const label = labels[i] as number, x = i % width;
      if (i >= width) take(i - width, label);
      if (x > 0) take(i - 1, label);
      if (x < width - 1) take(i + 1, label);
      if (i < last) take(i + width, label);
    }
    front = next;
  }
}

/** Upper quartile of each object, to one of 64 steps between its lowest and highest level. */
function upperQuartiles(labels: Int32Array, levels: Uint16Array, count: number): Float64Array {
  const low = new Uint16Array(count + 1).fill(65535), high = new Uint16Array(count + 1);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number, level = levels[i] as number;
    if (level < (low[label] as number)) low[label] = level;
    if (level > (high[label] as number)) high[label] = level;
  }
  const counts = new Uint32Array((count + 1) * bins), areas = new Uint32Array(count + 1);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    if (label === 0) continue;
    const from = low[label] as number;
    const step = Math.floor(
      bins * ((levels[i] as number) - from) / ((high[label] as number) - from + 1),
    );
    counts[label * bins + step] = (counts[label * bins + step] as number) + 1;
    areas[label] = (areas[label] as number) + 1;
  }
  return Float64Array.from(areas, (area, label) => {
    let above = 0, step = bins;
    while (step > 0 && above < area / 4) above += counts[label * bins + --step] as number;
    const from = low[label] as number;
    return from + (step + 0.5) * ((high[label] as number) - from + 1) / bins;
  });
}
