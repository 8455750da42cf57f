import { assertAlmostEquals } from "@std/assert";
import { tridiagonalise } from "../../../lib/core/eigen/tridiagonal.ts";
import { Random } from "../../../lib/core/random.ts";

Deno.test("tridiagonalise() gives Q T Qᵀ equal to the matrix", () => {
  for (const n of [1, 2, 3, 6, 7]) {
    const random = new Random(n), a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = i; j < n; j++) a[i * n + j] = a[j * n + i] = random.normal();
    }
    const { diagonal: d, side: e, basis: q } = tridiagonalise(a.slice(), n);
    const t = (i: number, j: number) =>
      (i === j ? d[i] : Math.abs(i - j) === 1 ? e[Math.min(i, j)] : 0) as number;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k < n; k++) {
          for (let l = 0; l < n; l++) {
            sum += (q[i * n + k] as number) * t(k, l) * (q[j * n + l] as number);
          }
        }
        assertAlmostEquals(sum, a[i * n + j] as number, 1e-13);
      }
    }
  }
});

Deno.test("tridiagonalise() leaves a diagonal matrix as it is", () => {
  const { diagonal, side } = tridiagonalise(new Float64Array([3, 0, 0, 0, 1, 0, 0, 0, 2]), 3);
  assertAlmostEquals(diagonal[2] as number, 2);
  assertAlmostEquals(Math.hypot(...side), 0);
});
