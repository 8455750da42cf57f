/** How far and over what labels spread. */
export interface PropagateOptions {
  /** Where they may spread, not 0 [height × width]; defaults to everywhere. */
  mask?: Uint8Array;
  /**
   * λ, the cost of a step in units of brightness: large values divide the space by distance alone
   * (Voronoi), small ones follow the edges of the image; defaults to 0.05.
   */
  regularisation?: number;
}

/**
 * Spreads labels over an image until they meet, along the paths that cross least brightness.
 *
 * The cost of a step to a neighbour is √(D² + λ²·s), with s 1 to the sides and 2 over corners, and D
 * the sum of the absolute differences between the 3 × 3 surroundings of both pixels. Every pixel goes
 * to the label with the cheapest path: the Voronoi regions of Jones, Carpenter, Golland (2005), as in
 * CellProfiler's "Propagation". The shortest paths are exact: a step costs at least λ, so pixels whose
 * costs differ by less than λ can be settled in any order (Dinitz; Denardo and Fox 1979), in a ring
 * of lists instead of a heap.
 *
 * @param image Brightness of each pixel, 0 to 1 [height × width].
 * @param labels Where the labels start, 0 elsewhere [height × width].
 * @param width Pixels across.
 * @param options Mask, λ.
 * @returns Label image [height × width], 0 where none can spread.
 * @throws {RangeError} unless λ is above 0.
 *
 * @example
 * ```ts
 * import { propagate } from "./propagate.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const image = new Float32Array([0, 0, 0, 0, 0, 0, 0, 1, 1]);
 * const labels = new Int32Array([1, 0, 0, 0, 0, 0, 0, 0, 2]);
 * assertEquals([...propagate(image, labels, 9)], [1, 1, 1, 1, 1, 1, 1, 2, 2]);
 * ```
 */
export function propagate(
  image: Float32Array,
  labels: Int32Array,
  width: number,
  { mask, regularisation = 0.05 }: PropagateOptions = {},
): Int32Array {
  if (!(regularisation > 0)) {
    throw new RangeError(`The regularisation must be above 0, found ${regularisation}`);
  }
  const size = labels.length;
  const spread = labels.slice();
  const costs = new Float64Array(size).fill(Infinity);
  const open = mask === undefined ? new Uint8Array(size).fill(1) : mask.slice();
  for (let i = 0; i < size; i++) if (labels[i] !== 0) open[i] = 1;
  const steps = [0, 1, 2, 3].map((k) => stepCosts(image, width, k, regularisation, open));
  let dearest = regularisation;
  for (const costsOfStep of steps) {
    for (let i = 0; i < size; i++) dearest = Math.max(dearest, costsOfStep[i] as number);
  }
  const ring: number[][] = Array.from(
    { length: Math.ceil(dearest / regularisation) + 2 },
    () => [],
  );
  const last = size - width;
  let waiting = 0;
  for (let i = 0; i < size; i++) {
    if (labels[i] === 0) continue;
    costs[i] = 0;
    if (isInside(labels, width, i)) continue;
    (ring[0] as number[]).push(i);
    waiting++;
  }
  const offer = (to: number, cost: number, label: number) => {
    if (!(cost < (costs[to] as number)) || open[to] === 0) return;
    costs[to] = cost;
    spread[to] = label;
    (ring[Math.floor(cost / regularisation) % ring.length] as number[]).push(to);
    waiting++;
  };
  const [east, southWest, south, southEast] = steps as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let level = 0; waiting > 0; level++) {
    const list = ring[level % ring.length] as number[];
    for (let i = list.pop(); i !== undefined; i = list.pop()) {
      waiting--;
      const cost = costs[i] as number;
      // A pixel that found a cheaper path after it was listed here was settled then.
      if (Math.floor(cost / regularisation) !== level) continue;
      const label = spread[i] as number, x = i % width;
      const up = i >= width, down = i < last, left = x > 0, right = x < width - 1;
      if (right) offer(i + 1, cost + (east[i] as number), label);
      if (left) offer(i - 1, cost + (east[i - 1] as number), label);
      if (down) {
        offer(i + width, cost + (south[i] as number), label);
        if (left) offer(i + width - 1, cost + (southWest[i] as number), label);
        if (right) offer(i + width + 1, cost + (southEast[i] as number), label);
      }
      if (up) {
        offer(i - width, cost + (south[i - width] as number), label);
        if (right) offer(i - width + 1, cost + (southWest[i - width + 1] as number), label);
        if (left) offer(i - width - 1, cost + (southEast[i - width - 1] as number), label);
      }
    }
  }
  return spread;
}

/** Whether all neighbours of a pixel have a label already, so that nothing spreads from it. */
function isInside(labels: Int32Array, width: number, i: number): boolean {
  const x = i % width;
  if (x === 0 || x === width - 1 || i < width || i >= labels.length - width) return false;
  for (let row = i - width; row <= i + width; row += width) {
    if (labels[row - 1] === 0 || labels[row] === 0 || labels[row + 1] === 0) return false;
  }
  return true;
}

/** Cost of the step from each pixel to the right, down-left, down or down-right (k from 0 to 3). */
function stepCosts(
  image: Float32Array,
  width: number,
  k: number,
  regularisation: number,
  open: Uint8Array,
): Float32Array {
  const dx = [1, -1, 0, 1][k] as number, dy = k === 0 ? 0 : 1;
  const height = image.length / width;
  const straight = (dx === 0 || dy === 0 ? 1 : 2) * regularisation ** 2;
  const costs = new Float32Array(image.length);
  // Three differences of a column added up, from one column left of the image to one right of it;
  // what lies outside is as the nearest pixel inside.
  const columns = new Float32Array(width + 2);
  const from = Int32Array.from(columns, (_, i) => clamp(i - 1, width));
  const beside = Int32Array.from(columns, (_, i) => clamp(i - 1 + dx, width));
  for (let y = 0; y + dy < height; y++) {
    columns.fill(0);
    for (let v = y - 1; v <= y + 1; v++) {
      const here = clamp(v, height) * width, there = clamp(v + dy, height) * width;
      for (let i = 0; i < columns.length; i++) {
        columns[i] = (columns[i] as number) + Math.abs(
          (image[here + (from[i] as number)] as number) -
            (image[there + (beside[i] as number)] as number),
        );
      }
    }
    const row = y * width;
    for (let x = Math.max(0, -dx); x < width - Math.max(0, dx); x++) {
      if (open[row + x] === 0) continue;
      const sum = (columns[x] as number) + (columns[x + 1] as number) + (columns[x + 2] as number);
      costs[row + x] = Math.sqrt(sum * sum + straight);
    }
  }
  return costs;
}

function clamp(at: number, length: number): number {
  return at < 0 ? 0 : at >= length ? length - 1 : at;
}
