import type { Region } from "./region.ts";

/** Moments of the shape of an object. */
export interface Moments {
  /** Σ y^p x^q, origin at the first pixel of the bounding box, `raw[4p + q]` for p, q ≤ 3. */
  raw: Float64Array;
  /** The same about the centroid. */
  central: Float64Array;
  /** Column of the centroid in the bounding box. */
  x: number;
  /** Row of the centroid in the bounding box. */
  y: number;
}

/**
 * Spatial and central moments of the shape of an object, up to the third power of row and column.
 *
 * Equal to `skimage.measure.moments` and `moments_central` of the cut-out object.
 *
 * @param region The object.
 * @param into Work space that is filled and returned; defaults to new memory.
 *
 * @example
 * ```ts
 * import { boxes } from "../flows/boxes.ts";
 * import { shapeMoments } from "./moments.ts";
 * import { regionCutter } from "./region.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 1, 1]);
 * const { raw, central, x } = shapeMoments(regionCutter(labels, 3, 1)(boxes(labels, 3, 1)[0]!));
 * assertEquals([raw[0], raw[1], x, central[2]], [3, 3, 1, 2]);
 * ```
 */
export function shapeMoments(
  region: Region,
  into: Moments = { raw: new Float64Array(16), central: new Float64Array(16), x: 0, y: 0 },
): Moments {
  sums(region, 0, 0, into.raw);
  const [area, columns, rows] = [into.raw[0], into.raw[1], into.raw[4]] as [number, number, number];
  into.x = columns / area;
  into.y = rows / area;
  sums(region, into.y, into.x, into.central);
  return into;
}

/** Moments are separable: powers of x are added up in a row, and weighted once with powers of y. */
function sums({ mask, width, height, stride }: Region, y0: number, x0: number, into: Float64Array) {
  into.fill(0);
  for (let y = 0; y < height; y++) {
    let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    for (let x = 0, at = (y + 1) * stride + 1; x < width; x++, at++) {
      if (mask[at] !== 1) continue;
      const d = x - x0, square = d * d;
      s0++;
      s1 += d;
      s2 += square;
      s3 += square * d;
    }
    if (s0 === 0) continue;
    for (let p = 0, power = 1; p < 16; p += 4, power *= y - y0) {
      (into[p] as number) += power * s0;
      (into[p + 1] as number) += power * s1;
      (into[p + 2] as number) += power * s2;
      (into[p + 3] as number) += power * s3;
    }
  }
}

/** The ellipse with the same second moments as an object. */
export interface Ellipse {
  /** Length of the major axis, px. */
  major: number;
  /** Length of the minor axis, px. */
  minor: number;
  /** Distance of the foci over the major axis, 0 (circle) to 1 (line). */
  eccentricity: number;
  /** Angle of the major axis to the rows, −90 to 90 degrees, positive counter-clockwise. */
  orientation: number;
  /** Inertia tensor: rows, off-diagonal, columns, px². */
  inertia: readonly [number, number, number];
  /** Its eigenvalues, the larger first, px². */
  eigenvalues: readonly [number, number];
}

/**
 * The ellipse with the second moments of an object, as `skimage.measure.regionprops` defines it: a
 * single pixel has axes of length 0 and eccentricity 0.
 *
 * @param central Central moments of {@link shapeMoments}.
 *
 * @example
 * ```ts
 * import { ellipseOf } from "./moments.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const line = new Float64Array(16);
 * [line[0], line[2]] = [3, 2];
 * assertEquals(ellipseOf(line).eccentricity, 1);
 * ```
 */
export function ellipseOf(central: Float64Array): Ellipse {
  const area = central[0] as number;
  const rows = (central[8] as number) / area, columns = (central[2] as number) / area;
  const mixed = (central[5] as number) / area;
  const half = (rows + columns) / 2;
  const spread = Math.sqrt(((columns - rows) / 2) ** 2 + mixed ** 2);
  const large = Math.max(0, half + spread), small = Math.max(0, half - spread);
  const angle = columns === rows
    ? (mixed > 0 ? Math.PI / 4 : -Math.PI / 4)
    : 0.5 * Math.atan2(2 * mixed, rows - columns);
  return {
    major: 4 * Math.sqrt(large),
    minor: 4 * Math.sqrt(small),
    eccentricity: large === 0 ? 0 : Math.sqrt(1 - small / large),
    orientation: angle * 180 / Math.PI,
    inertia: [columns, -mixed, rows],
    eigenvalues: [large, small],
  };
}

/**
 * Central moments that do not change with size, ν = μ_pq / μ₀₀^((p + q) / 2 + 1); NaN below order 2,
 * where they are not defined.
 *
 * @param central Central moments of {@link shapeMoments}.
 * @param into Where to put them, [4p + q]; defaults to new memory.
 *
 * @example
 * ```ts
 * import { normalizedMoments } from "./moments.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const central = new Float64Array(16);
 * [central[0], central[2]] = [3, 2];
 * assertEquals(normalizedMoments(central)[2], 2 / 9);
 * ```
 */
export function normalizedMoments(
  central: Float64Array,
  into: Float64Array = new Float64Array(16),
): Float64Array {
  const area = central[0] as number;
  for (let p = 0; p < 4; p++) {
    for (let q = 0; q < 4; q++) {
      into[4 * p + q] = p + q < 2
        ? NaN
        : (central[4 * p + q] as number) / area ** ((p + q) / 2 + 1);
    }
  }
  return into;
}

/**
 * Hu's seven invariants of position, size and rotation.
 *
 * Source: Hu, Visual pattern recognition by moment invariants, IRE Transactions on Information
 * Theory 8, 1962.
 *
 * @param normalized From {@link normalizedMoments}.
 *
 * @example
 * ```ts
 * import { huMoments, normalizedMoments } from "./moments.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const pixel = new Float64Array(16);
 * pixel[0] = 1;
 * assertEquals(huMoments(normalizedMoments(pixel)), [0, 0, 0, 0, 0, 0, 0]);
 * ```
 */
export function huMoments(normalized: Float64Array): number[] {
  const n = (p: number, q: number) => normalized[4 * p + q] as number;
  const a = n(3, 0) + n(1, 2), b = n(2, 1) + n(0, 3);
  const c = n(3, 0) - 3 * n(1, 2), d = 3 * n(2, 1) - n(0, 3);
  const e = n(2, 0) - n(0, 2), f = n(1, 1);
  return [
    n(2, 0) + n(0, 2),
    e * e + 4 * f * f,
    c * c + d * d,
    a * a + b * b,
    c * a * (a * a - 3 * b * b) + d * b * (3 * a * a - b * b),
    e * (a * a - b * b) + 4 * f * a * b,
    d * a * (a * a - 3 * b * b) - c * b * (3 * a * a - b * b),
  ];
}
