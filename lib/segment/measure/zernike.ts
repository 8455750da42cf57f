import { enclosingCircle } from "./circle.ts";
import { INSIDE, type Region } from "./region.ts";

const most = 9;

/** Order n and repetition m of the 30 Zernike features, 0 ≤ m ≤ n ≤ 9 with n − m even. */
const orders: readonly (readonly [number, number])[] = Array.from(
  { length: most + 1 },
  (_, n) =>
    Array.from({ length: n + 1 }, (_, m) => [n, m] as const).filter(([, m]) => (n - m) % 2 === 0),
).flat();

/** Names of the features, in the order of {@link zernikeOf}. */
export const zernikeFeatures: readonly string[] = orders.map(([n, m]) => `Zernike_${n}_${m}`);

/** Each polynomial as a sum of x^p y^q: coefficients of real and imaginary part, [10p + q]. */
const polynomials = orders.map(([n, m]) => polynomial(n, m));

/**
 * Magnitudes of the Zernike moments of the shape of an object up to order 9.
 *
 * As CellProfiler (centrosome): |Σ V_nm| / (π r²) over the pixel centres, in the smallest circle around
 * them, of radius r. Undefined, hence NaN, for a single pixel, whose circle has no area. Every pixel
 * counts; centrosome leaves pixels on the circle in or out as its rounding falls.
 *
 * Powers of x are added up along runs by differences of a table, so that the cost grows with the
 * outline and not with the area.
 *
 * @param region The object.
 * @param corners Corners of the hull of its pixel centres, from `hullOf`.
 * @param into Where to put the 30 values.
 * @param at From this position on; defaults to 0.
 *
 * @example
 * ```ts
 * import { boxes } from "../flows/boxes.ts";
 * import { hullOf } from "./hull.ts";
 * import { regionCutter } from "./region.ts";
 * import { zernikeOf } from "./zernike.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 1, 1]);
 * const region = regionCutter(labels, 3, 1)(boxes(labels, 3, 1)[0]!);
 * const values = new Float64Array(30);
 * zernikeOf(region, hullOf(region).corners, values);
 * assertAlmostEquals(values[0]!, 3 / Math.PI);
 * ```
 */
export function zernikeOf(
  region: Region,
  corners: Float64Array,
  into: Float64Array,
  at = 0,
): void {
  const circle = enclosingCircle(corners);
  if (circle.radius === 0) {
    into.fill(NaN, at, at + orders.length);
    return;
  }
  const moments = unitMoments(region, circle.x, circle.y, circle.radius);
  const scale = 1 / (Math.PI * circle.radius ** 2);
  for (let i = 0; i < polynomials.length; i++) {
    const { terms, real, imaginary } = polynomials[i] as Polynomial;
    let a = 0, b = 0;
    for (let t = 0; t < terms.length; t++) {
      const moment = moments[terms[t] as number] as number;
      a += (real[t] as number) * moment;
      b += (imaginary[t] as number) * moment;
    }
    into[at + i] = scale * Math.sqrt(a * a + b * b);
  }
}

const moments = new Float64Array(100), powers = new Float64Array(10);

/** Σ x^p y^q in units of the circle, p + q ≤ 9, [10p + q]. */
function unitMoments(region: Region, x0: number, y0: number, radius: number): Float64Array {
  const { mask, width, height, stride } = region;
  moments.fill(0);
  // until[10x + p]: sum of the p-th powers of the columns before x.
  const until = new Float64Array(10 * (width + 1));
  for (let x = 0; x < width; x++) {
    const unit = (x - x0) / radius;
    for (let p = 0, power = 1; p <= most; p++, power *= unit) {
      until[10 * (x + 1) + p] = (until[10 * x + p] as number) + power;
    }
  }
  for (let y = 0; y < height; y++) {
    powers.fill(0);
    const start = (y + 1) * stride + 1;
    for (let x = 0; x < width; x++) {
      if (mask[start + x] !== INSIDE) continue;
      const from = 10 * x;
      while (x < width && mask[start + x] === INSIDE) x++;
      for (let p = 0; p <= most; p++) {
        (powers[p] as number) += (until[10 * x + p] as number) - (until[from + p] as number);
      }
    }
    const unit = (y - y0) / radius;
    for (let q = 0, power = 1; q <= most; q++, power *= unit) {
      for (let p = 0; p <= most - q; p++) {
        (moments[10 * p + q] as number) += power * (powers[p] as number);
      }
    }
  }
  return moments;
}

interface Polynomial {
  terms: number[];
  real: number[];
  imaginary: number[];
}

/** V_nm = Σ_k (−1)^k (n−k)! / (k! ((n+m)/2−k)! ((n−m)/2−k)!) r^(n−2k−m) (y + ix)^m. */
function polynomial(n: number, m: number): Polynomial {
  const real = new Float64Array(100), imaginary = new Float64Array(100);
  for (let k = 0; k <= (n - m) / 2; k++) {
    const factor = (k % 2 === 0 ? 1 : -1) * factorial(n - k) /
      (factorial(k) * factorial((n + m) / 2 - k) * factorial((n - m) / 2 - k));
    const half = (n - m) / 2 - k;
    for (let j = 0; j <= half; j++) {
      for (let l = 0; l <= m; l++) {
        // (x² + y²)^half gives x^2j y^2(half−j); (y + ix)^m gives i^l x^l y^(m−l).
        const value = factor * choose(half, j) * choose(m, l);
        const term = 10 * (2 * j + l) + 2 * (half - j) + m - l;
        const part = l % 2 === 0 ? real : imaginary;
        (part[term] as number) += l % 4 < 2 ? value : -value;
      }
    }
  }
  const terms = Array.from({ length: 100 }, (_, i) => i)
    .filter((i) => real[i] !== 0 || imaginary[i] !== 0);
  return {
    terms,
    real: terms.map((i) => real[i] as number),
    imaginary: terms.map((i) => imaginary[i] as number),
  };
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

function choose(n: number, k: number): number {
  return factorial(n) / (factorial(k) * factorial(n - k));
}
