import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { largestSize, symmetricEigen } from "../../lib/core/eigen.ts";
import { InputError } from "../../lib/core/errors.ts";
import { zeros } from "../../lib/core/matrix.ts";
import { rowProducts } from "../../lib/core/row_products.ts";
import linear from "./fixtures/linear.json" with { type: "json" };

for (const { name, n, matrix, values, topProjector } of linear.eigen) {
  Deno.test(`symmetricEigen() agrees with LAPACK where eigenvalues are ${name}`, () => {
    const eigen = symmetricEigen({ rows: n, cols: n, data: Float64Array.from(matrix) });
    const size = Math.max(...values.map(Math.abs));
    for (const [i, value] of values.entries()) {
      assertAlmostEquals(eigen.values[i] as number / size, value / size, 1e-14);
    }
    for (let i = 0; i < n * n; i++) {
      const [row, col] = [Math.floor(i / n), i % n];
      const product = (eigen.vectors.data[row] as number) * (eigen.vectors.data[col] as number);
      assertAlmostEquals(product, topProjector[i] as number, 1e-12);
    }
  });
}

Deno.test("symmetricEigen() finds the known eigenvalues and orthonormal vectors of a string", () => {
  const n = 203, matrix = zeros(n, n);
  for (let i = 0; i < n; i++) {
    matrix.data[i * n + i] = 2;
    if (i > 0) matrix.data[i * n + i - 1] = matrix.data[(i - 1) * n + i] = -1;
  }
  const { values, vectors } = symmetricEigen(matrix);
  for (let i = 0; i < n; i++) {
    const known = 2 - 2 * Math.cos((n - i) * Math.PI / (n + 1));
    assertAlmostEquals(values[i] as number, known, 1e-13);
  }
  const products = rowProducts(vectors, vectors);
  for (let i = 0; i < n * n; i++) {
    assertAlmostEquals(products.data[i] as number, i % (n + 1) === 0 ? 1 : 0, 1e-13);
  }
});

Deno.test("symmetricEigen() gives zeros for zeros, and reads the upper triangle only", () => {
  assertEquals([...symmetricEigen(zeros(3, 3)).values], [0, 0, 0]);
  assertEquals(symmetricEigen(zeros(0, 0)).values.length, 0);
  const data = new Float64Array([2, 1, NaN, 2]);
  data[2] = 99;
  assertAlmostEquals(symmetricEigen({ rows: 2, cols: 2, data }).values[0] as number, 3);
});

Deno.test("symmetricEigen() refuses what is not square or not finite, naming the place", () => {
  assertThrows(() => symmetricEigen(zeros(2, 3)), InputError, "2 × 3");
  const matrix = zeros(2, 2);
  matrix.data[2] = NaN;
  assertThrows(() => symmetricEigen(matrix), InputError, "row 2, column 1: found NaN");
});

Deno.test("largestSize() is the largest absolute value, and 1 for zeros", () => {
  assertEquals(largestSize({ rows: 1, cols: 3, data: new Float64Array([1, -7, 2]) }, "x"), 7);
  assertEquals(largestSize(zeros(2, 2), "x"), 1);
});
