/** Which estimate of dependence. */
export type Estimator = "biased" | "unbiased";

/** Sums of two kernels from which their dependence follows, with and without an object. */
export interface KernelSums {
  /** Objects. */
  n: number;
  /** Sum of products, Σ k l. */
  products: number;
  /** Sum of products of row sums, Σ k. l. */
  rows: number;
  /** Product of both totals. */
  totals: number;
}

/**
 * The Hilbert-Schmidt independence criterion of two kernels from their sums.
 *
 * `biased`: tr(K H L H) / (n − 1)² (Gretton 2005). `unbiased`: the U-statistic of Song et al. 2012,
 * equation 5, whose sums leave the diagonal out; it is 0 on average for independent spaces and may
 * be negative.
 *
 * @param sums Of {@link kernelSums}.
 * @param estimator Which.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hsic({ n: 2, products: 2, rows: 2, totals: 4 }, "biased"), 1);
 * ```
 */
export function hsic({ n, products, rows, totals }: KernelSums, estimator: Estimator): number {
  return estimator === "biased"
    ? (products - 2 / n * rows + totals / (n * n)) / (n - 1) ** 2
    : (products + totals / ((n - 1) * (n - 2)) - 2 / (n - 2) * rows) / (n * (n - 3));
}

/**
 * Sums of two kernels over all objects, and over all but one.
 *
 * @param k Symmetric [n × n].
 * @param l Symmetric [n × n].
 * @param n Objects.
 * @param diagonal Whether the diagonal counts.
 * @returns The sums over all, and a function that gives them without an object.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const one = new Float64Array([1, 0, 0, 1]);
 * const { all, without } = kernelSums(one, one, 2, true);
 * assertEquals([all.products, without(0).products], [2, 1]);
 * ```
 */
export function kernelSums(
  k: Float64Array,
  l: Float64Array,
  n: number,
  diagonal: boolean,
): { all: KernelSums; without: (object: number) => KernelSums } {
  const rowsK = new Float64Array(n), rowsL = new Float64Array(n);
  let products = 0, totalK = 0, totalL = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j && !diagonal) continue;
      const a = k[i * n + j]!, b = l[i * n + j]!;
      products += a * b;
      rowsK[i]! += a;
      rowsL[i]! += b;
    }
    totalK += rowsK[i]!;
    totalL += rowsL[i]!;
  }
  const rows = rowsK.reduce((sum, value, i) => sum + value * rowsL[i]!, 0);
  const without = (object: number): KernelSums => {
    const own = object * n;
    let own2 = 0, left = 0;
    for (let j = 0; j < n; j++) {
      if (j === object) continue;
      const a = k[own + j]!, b = l[own + j]!;
      own2 += a * b;
      left += (rowsK[j]! - a) * (rowsL[j]! - b);
    }
    const selfK = diagonal ? k[own + object]! : 0, selfL = diagonal ? l[own + object]! : 0;
    const restK = totalK - 2 * rowsK[object]! + selfK, restL = totalL - 2 * rowsL[object]! + selfL;
    return {
      n: n - 1,
      products: products - 2 * own2 - selfK * selfL,
      rows: left,
      totals: restK * restL,
    };
  };
  return { all: { n, products, rows, totals: totalK * totalL }, without };
}
