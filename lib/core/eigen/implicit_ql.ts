import type { Tridiagonal } from "./tridiagonal.ts";

/** Sweeps of rotations that are collected before they are applied, so that a row is read once. */
const batch = 64;

/** Most sweeps for one eigenvalue; two are usual. */
const mostSweeps = 60;

/**
 * Diagonalises a tridiagonal matrix by implicit QL with Wilkinson's shift (Golub and Van Loan,
 * Matrix Computations, 8.3.3).
 *
 * On return `diagonal` holds the eigenvalues, in no order, and column i of `basis` the eigenvector
 * of `diagonal[i]`. All three parts of the input are overwritten.
 *
 * @throws {Error} where an eigenvalue does not settle, which finite numbers do not bring about.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const diagonal = new Float64Array([2, 2]), side = new Float64Array([1, 0]);
 * diagonalise({ diagonal, side, basis: new Float64Array([1, 0, 0, 1]) });
 * assertAlmostEquals(Math.max(...diagonal), 3);
 * ```
 */
export function diagonalise({ diagonal: d, side: e, basis }: Tridiagonal): void {
  const n = d.length;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(d[i]!) + Math.abs(e[i]!));
  const negligible = Number.EPSILON * largest;
  const sweeps = new Sweeps(basis, n);
  for (let l = 0; l < n; l++) {
    for (let tries = 0;; tries++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]!) > negligible) m++;
      if (m < n - 1) e[m] = 0;
      if (m === l) break;
      if (tries === mostSweeps) throw new Error(`Eigenvalue ${l + 1} of ${n} does not settle`);
      sweep(d, e, l, m, sweeps);
    }
  }
  sweeps.apply();
}

/** One sweep of rotations over the block l … m, from its end to its start. */
function sweep(d: Float64Array, e: Float64Array, l: number, m: number, sweeps: Sweeps): void {
  let g = (d[l + 1]! - d[l]!) / (2 * e[l]!);
  const r = Math.hypot(g, 1);
  g = d[m]! - d[l]! + e[l]! / (g + (g >= 0 ? r : -r));
  let s = 1, c = 1, p = 0;
  const at = sweeps.begin(l, m);
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i]!, b = c * e[i]!;
    const length = Math.sqrt(f * f + g * g);
    e[i + 1] = length;
    // A length of 0 means that the block has come apart here: no turn, go on with the rest.
    s = length === 0 ? 0 : f / length;
    c = length === 0 ? 1 : g / length;
    g = d[i + 1]! - p;
    const t = (d[i]! - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    sweeps.cosines[at + i] = c;
    sweeps.sines[at + i] = s;
  }
  d[l] = d[l]! - p;
  e[l] = g;
  e[m] = 0;
}

/** Rotations that wait to be applied to the columns of the basis. */
class Sweeps {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
  readonly #from = new Int32Array(batch);
  readonly #to = new Int32Array(batch);
  #count = 0;

  constructor(readonly basis: Float64Array, readonly n: number) {
    this.cosines = new Float64Array(batch * n);
    this.sines = new Float64Array(batch * n);
  }

  /** Makes room for the rotations of a block; entry i turns columns i and i + 1. */
  begin(from: number, to: number): number {
    if (this.#count === batch) this.apply();
    this.#from[this.#count] = from;
    this.#to[this.#count] = to;
    return this.#count++ * this.n;
  }

  apply(): void {
    const { n, basis, cosines, sines } = this;
    let row = 0;
    for (; row + 4 <= n; row += 4) {
      for (let k = 0; k < this.#count; k++) {
        turnFour(basis, row * n, n, cosines, sines, k * n, this.#from[k]!, this.#to[k]!);
      }
    }
    for (; row < n; row++) {
      for (let k = 0; k < this.#count; k++) {
        turnOne(basis, row * n, cosines, sines, k * n, this.#from[k]!, this.#to[k]!);
      }
    }
    this.#count = 0;
  }
}

/** A sweep over four rows at once, whose chains of products the processor works on side by side. */
function turnFour(
  z: Float64Array,
  row: number,
  n: number,
  cosines: Float64Array,
  sines: Float64Array,
  at: number,
  from: number,
  to: number,
): void {
  const r1 = row + n, r2 = r1 + n, r3 = r2 + n;
  let f0 = z[row + to]!, f1 = z[r1 + to]!, f2 = z[r2 + to]!, f3 = z[r3 + to]!;
  for (let i = to - 1; i >= from; i--) {
    const c = cosines[at + i]!, s = sines[at + i]!;
    const z0 = z[row + i]!, z1 = z[r1 + i]!, z2 = z[r2 + i]!, z3 = z[r3 + i]!;
    z[row + i + 1] = s * z0 + c * f0;
    z[r1 + i + 1] = s * z1 + c * f1;
    z[r2 + i + 1] = s * z2 + c * f2;
    z[r3 + i + 1] = s * z3 + c * f3;
    f0 = c * z0 - s * f0;
    f1 = c * z1 - s * f1;
    f2 = c * z2 - s * f2;
    f3 = c * z3 - s * f3;
  }
  z[row + from] = f0;
  z[r1 + from] = f1;
  z[r2 + from] = f2;
  z[r3 + from] = f3;
}

function turnOne(
  z: Float64Array,
  row: number,
  cosines: Float64Array,
  sines: Float64Array,
  at: number,
  from: number,
  to: number,
): void {
  let f = z[row + to]!;
  for (let i = to - 1; i >= from; i--) {
    const c = cosines[at + i]!, s = sines[at + i]!, here = z[row + i]!;
    z[row + i + 1] = s * here + c * f;
    f = c * here - s * f;
  }
  z[row + from] = f;
}
