import { INSIDE, type Region } from "./region.ts";

/** The convex hull of an object. */
export interface Hull {
  /** Pixels whose centre lies in or on the hull of all pixels, taken as diamonds. */
  area: number;
  /** Smallest distance of two parallel lines that the pixel centres lie between, px. */
  minFeret: number;
  /** Largest distance of two pixel centres, px. */
  maxFeret: number;
  /** Corners of the hull of the pixel centres, x and y in the bounding box in turn. */
  corners: Float64Array;
}

/**
 * The convex hull of an object and what follows from it.
 *
 * The area is that of `skimage.morphology.convex_hull_image`, the hull of the midpoints of the sides of
 * all pixels. The Feret diameters are CellProfiler's (centrosome), between pixel centres, so that a
 * single pixel has 0; scikit-image's `feret_diameter_max` measures another outline and is larger by
 * about one pixel.
 *
 * @param region The object.
 *
 * @example
 * ```ts
 * import { boxes } from "../flows/boxes.ts";
 * import { hullOf } from "./hull.ts";
 * import { regionCutter } from "./region.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 0, 0, 1, 1, 0, 1, 1, 1]);
 * const { area, maxFeret } = hullOf(regionCutter(labels, 3, 3)(boxes(labels, 3, 3)[0]!));
 * assertEquals([area, maxFeret], [6, 2 * Math.SQRT2]);
 * ```
 */
export function hullOf(region: Region): Hull {
  const { mask, width, height, stride } = region;
  const first = new Int32Array(height).fill(-1), last = new Int32Array(height);
  for (let y = 0; y < height; y++) {
    const start = (y + 1) * stride + 1;
    let left = 0, right = width - 1;
    while (left < width && mask[start + left] !== INSIDE) left++;
    if (left === width) continue;
    while (mask[start + right] !== INSIDE) right--;
    first[y] = left;
    last[y] = right;
  }
  const corners = centreHull(first, last);
  return { area: diamondArea(first, last), ...feret(corners), corners };
}

/** Hull of the pixel centres, counter-clockwise on screen: down the left side, up the right one. */
function centreHull(first: Int32Array, last: Int32Array): Float64Array {
  const rows: number[] = [];
  for (let y = 0; y < first.length; y++) if ((first[y] as number) >= 0) rows.push(y);
  const left = chain(rows, rows.map((y) => first[y] as number), 1);
  const right = chain(rows, rows.map((y) => last[y] as number), -1);
  const corners: number[] = [];
  for (const i of left) corners.push(first[rows[i] as number] as number, rows[i] as number);
  for (const i of right.reverse()) {
    const y = rows[i] as number, x = last[y] as number;
    const single = (i === 0 || i === rows.length - 1) && first[y] === x;
    if (!single) corners.push(x, y);
  }
  return Float64Array.from(corners);
}

/** Which points (x, y), y rising, bound all from the left (side 1) or from the right (side −1). */
function chain(ys: readonly number[], xs: readonly number[], side: 1 | -1): number[] {
  const kept: number[] = [];
  for (let i = 0; i < ys.length; i++) {
    while (kept.length > 1) {
      const a = kept[kept.length - 2] as number, b = kept[kept.length - 1] as number;
      const turn =
        ((xs[b] as number) - (xs[a] as number)) * ((ys[i] as number) - (ys[a] as number)) -
        ((xs[i] as number) - (xs[a] as number)) * ((ys[b] as number) - (ys[a] as number));
      if (side * turn < 0) break;
      kept.pop();
    }
    kept.push(i);
  }
  return kept;
}

/** In half pixels, the midpoints of the sides are whole numbers and the test is exact. */
function diamondArea(first: Int32Array, last: Int32Array): number {
  const height = first.length;
  const ys: number[] = [], lefts: number[] = [], rights: number[] = [];
  for (let half = -1; half < 2 * height; half++) {
    let left = Infinity, right = -Infinity;
    const widen = half % 2 === 0 ? 1 : 0;
    for (const y of widen === 1 ? [half / 2] : [(half - 1) / 2, (half + 1) / 2]) {
      if (y < 0 || y >= height || (first[y] as number) < 0) continue;
      left = Math.min(left, 2 * (first[y] as number) - widen);
      right = Math.max(right, 2 * (last[y] as number) + widen);
    }
    if (left === Infinity) continue;
    ys.push(half);
    lefts.push(left);
    rights.push(right);
  }
  const leftSide = crossings(ys, lefts, chain(ys, lefts, 1), height);
  const rightSide = crossings(ys, rights, chain(ys, rights, -1), height);
  let area = 0;
  for (let y = 0; y < height; y++) {
    const from = Math.ceil((leftSide[y] as number) / 2 - 1e-9);
    area += Math.floor((rightSide[y] as number) / 2 + 1e-9) - from + 1;
  }
  return area;
}

/** Where the side of a hull crosses each row of pixel centres. */
function crossings(
  ys: readonly number[],
  xs: readonly number[],
  kept: readonly number[],
  height: number,
): Float64Array {
  const found = new Float64Array(height);
  for (let k = 0, y = 0; y < height; y++) {
    while ((ys[kept[k + 1] as number] as number) < 2 * y) k++;
    const a = kept[k] as number, b = kept[k + 1] as number;
    const share = (2 * y - (ys[a] as number)) / ((ys[b] as number) - (ys[a] as number));
    found[y] = (xs[a] as number) + share * ((xs[b] as number) - (xs[a] as number));
  }
  return found;
}

function feret(corners: Float64Array): { minFeret: number; maxFeret: number } {
  const count = corners.length / 2;
  const x = (i: number) => corners[2 * (i % count)] as number;
  const y = (i: number) => corners[2 * (i % count) + 1] as number;
  let most = 0, least = count > 1 ? Infinity : 0;
  for (let i = 0; i < count; i++) {
    const dx = x(i + 1) - x(i), dy = y(i + 1) - y(i), length = Math.hypot(dx, dy);
    let width = 0;
    for (let j = 0; j < count; j++) {
      most = Math.max(most, (x(j) - x(i)) ** 2 + (y(j) - y(i)) ** 2);
      width = Math.max(width, Math.abs(dx * (y(j) - y(i)) - dy * (x(j) - x(i))));
    }
    if (length > 0) least = Math.min(least, width / length);
  }
  return { minFeret: least, maxFeret: Math.sqrt(most) };
}
