import { assert } from "@std/assert";
import type { Matrix } from "../../lib/core/matrix.ts";
import { Random } from "../../lib/core/random.ts";

/** Numbers of a fixture. */
export async function fixture<T>(name: string): Promise<T> {
  return JSON.parse(await Deno.readTextFile(new URL(`./fixtures/${name}`, import.meta.url))) as T;
}

/** A square matrix from its rows. */
export function square(data: ArrayLike<number>): Matrix {
  const n = Math.round(Math.sqrt(data.length));
  return { rows: n, cols: n, data: Float64Array.from(data) };
}

/** A matrix of normal numbers. */
export function cloud(random: Random, rows: number, cols: number): Matrix {
  return { rows, cols, data: Float64Array.from({ length: rows * cols }, () => random.normal()) };
}

/** Euclidean distances between rows. */
export function euclid({ rows, cols, data }: Matrix): Matrix {
  const far = (i: number, j: number) => {
    let sum = 0;
    for (let k = 0; k < cols; k++) sum += (data[i * cols + k]! - data[j * cols + k]!) ** 2;
    return Math.sqrt(sum);
  };
  return square(
    Float64Array.from({ length: rows * rows }, (_, at) => far(Math.floor(at / rows), at % rows)),
  );
}

/** Rows of several matrices side by side. */
export function beside(...parts: Matrix[]): Matrix {
  const rows = parts[0]!.rows, cols = parts.reduce((sum, part) => sum + part.cols, 0);
  const data = Array.from(
    { length: rows },
    (_, i) => parts.flatMap((part) => [...part.data.subarray(i * part.cols, (i + 1) * part.cols)]),
  ).flat();
  return { rows, cols, data: Float64Array.from(data) };
}

/**
 * Fails where p-values that are multiples of a step are not uniform: Kolmogorov-Smirnov. 1.95 / √n is
 * exceeded by chance once in a thousand times.
 */
export function assertUniform(pValues: readonly number[], steps: number): void {
  let most = 0;
  for (let step = 1; step <= steps; step++) {
    const share = pValues.filter((p) => p <= step / steps + 1e-9).length / pValues.length;
    most = Math.max(most, Math.abs(share - step / steps));
  }
  assert(most < 1.95 / Math.sqrt(pValues.length), `distance from uniform ${most}`);
}
