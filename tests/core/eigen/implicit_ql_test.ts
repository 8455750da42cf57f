import { assertAlmostEquals, assertEquals } from "@std/assert";
import { diagonalise } from "../../../lib/core/eigen/implicit_ql.ts";

/** A tridiagonal matrix with the identity as basis. */
function tridiagonal(diagonal: number[], side: number[]) {
  const n = diagonal.length, basis = new Float64Array(n * n);
  for (let i = 0; i < n; i++) basis[i * n + i] = 1;
  return { diagonal: Float64Array.from(diagonal), side: Float64Array.from([...side, 0]), basis };
}

Deno.test("diagonalise() finds the eigenvalues of Wilkinson's matrix, whose pairs nearly agree", () => {
  const diagonal = Array.from({ length: 21 }, (_, i) => Math.abs(10 - i));
  const parts = tridiagonal(diagonal, new Array(20).fill(1));
  diagonalise(parts);
  const sorted = [...parts.diagonal].sort((a, b) => b - a) as [number, number];
  // Wilkinson, The Algebraic Eigenvalue Problem, chapter 5, section 45.
  assertAlmostEquals(sorted[0], 10.7461941829034, 1e-12);
  assertAlmostEquals(sorted[1], 10.7461941829033, 1e-12);
});

Deno.test("diagonalise() keeps T v = λ v for every column of the basis", () => {
  const d = [1, 2, 3, 4, 5, 6], e = [1, 0, 2, 1e-200, 3];
  const parts = tridiagonal(d, e), n = d.length;
  diagonalise(parts);
  for (let col = 0; col < n; col++) {
    const v = (i: number) => i < 0 || i >= n ? 0 : parts.basis[i * n + col] as number;
    for (let i = 0; i < n; i++) {
      const product = (e[i - 1] ?? 0) * v(i - 1) + d[i]! * v(i) + (e[i] ?? 0) * v(i + 1);
      assertAlmostEquals(product, (parts.diagonal[col] as number) * v(i), 1e-13);
    }
  }
});

Deno.test("diagonalise() has nothing to do for zeros", () => {
  const parts = tridiagonal([0, 0], [0]);
  diagonalise(parts);
  assertEquals([...parts.diagonal], [0, 0]);
});
