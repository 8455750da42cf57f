/** A symmetric matrix A as Q T Qᵀ with T tridiagonal. */
export interface Tridiagonal {
  /** Diagonal of T [n]. */
  diagonal: Float64Array;
  /** Next to the diagonal, `side[i]` between i and i + 1; the last one is 0 [n]. */
  side: Float64Array;
  /** Q, row after row [n × n]. */
  basis: Float64Array;
}

/**
 * Reduces a symmetric matrix to tridiagonal form by Householder reflections (Golub and Van Loan,
 * Matrix Computations, 8.3.1).
 *
 * @param symmetric The matrix [n × n]; only its upper triangle is read, and it is overwritten.
 * @param n Rows and columns.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { diagonal } = tridiagonalise(new Float64Array([2, 3, 4, 3, 1, 0, 4, 0, 5]), 3);
 * assertAlmostEquals(diagonal.reduce((sum, value) => sum + value), 2 + 1 + 5);
 * ```
 */
export function tridiagonalise(symmetric: Float64Array, n: number): Tridiagonal {
  const a = symmetric;
  const diagonal = new Float64Array(n), side = new Float64Array(n), scale = new Float64Array(n);
  const p = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    diagonal[k] = a[k * n + k]!;
    if (k === n - 1) break;
    const v = a.subarray(k * n, (k + 1) * n);
    const tau = reflector(v, k + 1, side, k);
    scale[k] = tau;
    if (tau === 0) continue;
    timesUpper(a, n, k + 1, v, p);
    let dot = 0;
    for (let i = k + 1; i < n; i++) {
      p[i] = p[i]! * tau;
      dot += p[i]! * v[i]!;
    }
    for (let i = k + 1; i < n; i++) p[i] = p[i]! - 0.5 * tau * dot * v[i]!;
    subtractOuter(a, n, k + 1, v, p);
  }
  return { diagonal, side, basis: formBasis(a, scale, n) };
}

/**
 * Turns `v[from…]` into the vector of the reflection that maps it onto its first axis, first entry
 * 1; the length it gets goes to `side[k]`. Returns the factor τ of I − τ v vᵀ, 0 for no reflection.
 */
function reflector(v: Float64Array, from: number, side: Float64Array, k: number): number {
  const alpha = v[from]!;
  let rest = 0;
  for (let i = from + 1; i < v.length; i++) rest += v[i]! * v[i]!;
  side[k] = alpha;
  if (rest === 0) return 0;
  const beta = alpha > 0 ? -Math.sqrt(alpha * alpha + rest) : Math.sqrt(alpha * alpha + rest);
  side[k] = beta;
  for (let i = from + 1; i < v.length; i++) v[i] = v[i]! / (alpha - beta);
  v[from] = 1;
  return (beta - alpha) / beta;
}

/** p = A v over the rows and columns from `from`, of which the upper triangle is stored. */
function timesUpper(a: Float64Array, n: number, from: number, v: Float64Array, p: Float64Array) {
  p.fill(0, from);
  let i = from;
  for (; i + 1 < n; i += 2) {
    const row = i * n, below = row + n, vi = v[i]!, vj = v[i + 1]!;
    const corner = a[row + i + 1]!;
    let first = a[row + i]! * vi + corner * vj, second = corner * vi + a[below + i + 1]! * vj;
    for (let j = i + 2; j < n; j++) {
      const x = a[row + j]!, y = a[below + j]!, w = v[j]!;
      first += x * w;
      second += y * w;
      p[j] = p[j]! + x * vi + y * vj;
    }
    p[i] = p[i]! + first;
    p[i + 1] = p[i + 1]! + second;
  }
  if (i < n) p[i] = p[i]! + a[i * n + i]! * v[i]!;
}

/** A −= v wᵀ + w vᵀ in the upper triangle of the rows and columns from `from`. */
function subtractOuter(a: Float64Array, n: number, from: number, v: Float64Array, w: Float64Array) {
  for (let i = from; i < n; i++) {
    const row = i * n, vi = v[i]!, wi = w[i]!;
    for (let j = i; j < n; j++) a[row + j] = a[row + j]! - vi * w[j]! - wi * v[j]!;
  }
}

/** Q as the product of the reflections that lie in the upper triangle. */
function formBasis(a: Float64Array, scale: Float64Array, n: number): Float64Array {
  const basis = new Float64Array(n * n), u = new Float64Array(n);
  for (let i = 0; i < n; i++) basis[i * n + i] = 1;
  for (let k = n - 2; k >= 0; k--) {
    const tau = scale[k]!, v = k * n;
    if (tau === 0) continue;
    u.fill(0, k + 1);
    for (let i = k + 1; i < n; i++) {
      const row = i * n, vi = a[v + i]!;
      for (let j = k + 1; j < n; j++) u[j] = u[j]! + vi * basis[row + j]!;
    }
    for (let i = k + 1; i < n; i++) {
      const row = i * n, factor = tau * a[v + i]!;
      for (let j = k + 1; j < n; j++) basis[row + j] = basis[row + j]! - factor * u[j]!;
    }
  }
  return basis;
}
