/** The curve 1 / (1 + a·d^(2b)) that tells nearness in a map from distance. */
export interface Curve {
  /** Its steepness. */
  a: number;
  /** Its exponent. */
  b: number;
}

/** Points of the curve that is fitted, over three spreads, as umap-learn has them. */
const points = 300;

/**
 * Fits the curve to one that is 1 up to the least distance and falls as exp(−(d − least) / spread)
 * beyond, by least squares (Levenberg and Marquardt's method).
 *
 * @param leastDistance Distance below which rows of a map count as touching.
 * @param spread Scale of the map.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { a, b } = fitCurve(0.1, 1);
 * assertAlmostEquals(a, 1.577, 1e-3);
 * assertAlmostEquals(b, 0.895, 1e-3);
 * ```
 */
export function fitCurve(leastDistance: number, spread: number): Curve {
  const x = Float64Array.from({ length: points }, (_, i) => 3 * spread * i / (points - 1));
  const y = x.map((d) => d < leastDistance ? 1 : Math.exp(-(d - leastDistance) / spread));
  let at = normalEquations(x, y, { a: 1, b: 1 }), damping = 1e-3;
  for (let step = 0; step < 500 && damping < 1e12; step++) {
    const { aa, ab, bb, ra, rb } = at;
    const p = aa * (1 + damping), q = bb * (1 + damping), determinant = p * q - ab * ab;
    const a = at.a + (q * ra - ab * rb) / determinant, b = at.b + (p * rb - ab * ra) / determinant;
    const next = a > 0 && b > 0 ? normalEquations(x, y, { a, b }) : undefined;
    if (next === undefined || !(next.squares <= at.squares)) {
      damping *= 10;
      continue;
    }
    const moved = Math.abs(next.a - at.a) / next.a + Math.abs(next.b - at.b) / next.b;
    at = next;
    damping /= 10;
    if (moved < 1e-12) break;
  }
  return { a: at.a, b: at.b };
}

/** The residuals' sum of squares at (a, b), and their products with the slopes along a and b. */
function normalEquations(x: Float64Array, y: Float64Array, { a, b }: Curve) {
  let squares = 0, aa = 0, ab = 0, bb = 0, ra = 0, rb = 0;
  for (let i = 0; i < x.length; i++) {
    const power = x[i]! ** (2 * b), value = 1 / (1 + a * power), residual = y[i]! - value;
    const alongA = -power * value * value;
    const alongB = x[i] === 0 ? 0 : a * alongA * 2 * Math.log(x[i]!);
    squares += residual * residual;
    aa += alongA * alongA;
    ab += alongA * alongB;
    bb += alongB * alongB;
    ra += alongA * residual;
    rb += alongB * residual;
  }
  return { a, b, squares, aa, ab, bb, ra, rb };
}
