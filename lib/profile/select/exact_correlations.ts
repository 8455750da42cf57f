import type { ProfileValues } from "../../core/profiles.ts";
import type { MeanScale } from "../normalize/mean_scale.ts";

/**
 * Pearson correlations of some columns with others in 64 bits, each over the rows where both were
 * measured; 0 where one does not vary.
 *
 * @param values Matrix [n × width].
 * @param width Its columns.
 * @param rows Rows to take.
 * @param columns Columns to correlate with [k].
 * @param own Columns to correlate [m].
 * @param known Of every column over these rows, with ddof 0.
 * @returns Row after row [m × k].
 *
 * @example
 * ```ts
 * import { meanScale } from "../normalize/mean_scale.ts";
 * import { exactCorrelations } from "./exact_correlations.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const values = new Float64Array([1, 3, 2, 2, 3, 1]), rows = [0, 1, 2];
 * const known = meanScale(values, 2, rows, 0);
 * assertAlmostEquals(exactCorrelations(values, 2, rows, [1], [0], known)[0]!, -1);
 * ```
 */
export function exactCorrelations(
  values: ProfileValues,
  width: number,
  rows: ArrayLike<number>,
  columns: ArrayLike<number>,
  own: ArrayLike<number>,
  { center, spread, missing }: MeanScale,
): Float64Array {
  const k = columns.length, others = Int32Array.from(columns), n = rows.length;
  const products = new Float64Array(own.length * k), centered = new Float64Array(k);
  const holey = others.some((column) => missing[column]! > 0);
  const pairs = Array.from(
    own,
    (column) => holey || missing[column]! > 0 ? new PairSums(k) : undefined,
  );
  for (let i = 0; i < (own.length === 0 ? 0 : n); i++) {
    const from = (rows[i] as number) * width;
    for (let j = 0; j < k; j++) {
      const column = others[j]!;
      centered[j] = (values[from + column] as number) - center[column]!;
    }
    for (let m = 0; m < own.length; m++) {
      const column = own[m] as number, x = (values[from + column] as number) - center[column]!;
      const sums = pairs[m];
      if (sums === undefined) addScaled(products, m * k, centered, x);
      else if (x === x) sums.add(x, centered);
    }
  }
  for (let m = 0; m < own.length; m++) {
    const sums = pairs[m], column = own[m] as number;
    for (let j = 0; j < k; j++) {
      const other = others[j]!, i = m * k + j;
      if (sums !== undefined) products[i] = sums.correlation(j);
      else if (varies(center[column]!, spread[column]!) && varies(center[other]!, spread[other]!)) {
        products[i] = clamp(products[i]! / (n * spread[column]! * spread[other]!));
      } else products[i] = 0;
    }
  }
  return products;
}

/** Sums over the rows in which a column and each of the others were measured [k]. */
class PairSums {
  readonly #n: Float64Array;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #xx: Float64Array;
  readonly #yy: Float64Array;
  readonly #xy: Float64Array;

  constructor(k: number) {
    this.#n = new Float64Array(k);
    this.#x = new Float64Array(k);
    this.#y = new Float64Array(k);
    this.#xx = new Float64Array(k);
    this.#yy = new Float64Array(k);
    this.#xy = new Float64Array(k);
  }

  add(x: number, others: Float64Array): void {
    for (let j = 0; j < others.length; j++) {
      const y = others[j]!;
      if (y !== y) continue;
      this.#n[j]!++;
      this.#x[j]! += x;
      this.#y[j]! += y;
      this.#xx[j]! += x * x;
      this.#yy[j]! += y * y;
      this.#xy[j]! += x * y;
    }
  }

  correlation(j: number): number {
    const n = this.#n[j]!, x = this.#x[j]!, y = this.#y[j]!;
    const a = this.#xx[j]! - x * x / n, b = this.#yy[j]! - y * y / n;
    // What is left of equal numbers after rounding is no spread.
    if (!(a > this.#xx[j]! * 1e-12 && b > this.#yy[j]! * 1e-12)) return 0;
    return clamp((this.#xy[j]! - x * y / n) / Math.sqrt(a * b));
  }
}

function addScaled(to: Float64Array, start: number, from: Float64Array, factor: number): void {
  for (let j = 0; j < from.length; j++) to[start + j]! += factor * from[j]!;
}

function varies(center: number, spread: number): boolean {
  return spread > Math.abs(center) * 1e-13;
}

function clamp(r: number): number {
  return Math.max(-1, Math.min(1, r));
}
