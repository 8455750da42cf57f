import { type Matrix, zeros } from "../../core/matrix.ts";

/**
 * Rows of length 1 at right angles to given ones and to each other, by Householder reflections, so
 * that both together span the space: r of d cost r·d², not d³.
 *
 * @param axes Orthonormal rows [r × d], r ≤ d.
 * @returns What is missing [(d − r) × d].
 *
 * @example
 * ```ts
 * import { completeBasis } from "./complete_basis.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { data } = completeBasis({ rows: 1, cols: 2, data: new Float64Array([0.6, 0.8]) });
 * assertAlmostEquals(0.6 * data[0]! + 0.8 * data[1]!, 0, 1e-12);
 * assertAlmostEquals(Math.hypot(data[0]!, data[1]!), 1);
 * ```
 */
export function completeBasis({ rows: r, cols: d, data }: Matrix): Matrix {
  const left = data.slice(), mirrors: Float64Array[] = [];
  for (let i = 0; i < r; i++) {
    const mirror = left.slice(i * d, (i + 1) * d).fill(0, 0, i);
    let squares = 0;
    for (const value of mirror) squares += value ** 2;
    const first = mirror[i]!, size = Math.sqrt(squares);
    mirror[i] = first + (first < 0 ? -size : size);
    const length = Math.sqrt(2 * size * (size + Math.abs(first)));
    for (let j = i; j < d; j++) mirror[j] = mirror[j]! / length;
    mirrors.push(mirror);
    for (let row = i + 1; row < r; row++) reflect(left, row * d, mirror, i);
  }
  const out = zeros(d - r, d);
  for (let row = 0; row < d - r; row++) {
    out.data[row * d + r + row] = 1;
    for (let i = r - 1; i >= 0; i--) reflect(out.data, row * d, mirrors[i]!, i);
  }
  return out;
}

/** x − 2 (x·m) m, for a mirror m of length 1 that is 0 before `from`. */
function reflect(data: Float64Array, at: number, mirror: Float64Array, from: number): void {
  let along = 0;
  for (let j = from; j < mirror.length; j++) along += data[at + j]! * mirror[j]!;
  for (let j = from; j < mirror.length; j++) data[at + j] = data[at + j]! - 2 * along * mirror[j]!;
}
