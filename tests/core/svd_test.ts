import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { zeros } from "../../lib/core/matrix.ts";
import { rowProducts } from "../../lib/core/row_products.ts";
import { type Svd, thinSvd } from "../../lib/core/svd.ts";
import linear from "./fixtures/linear.json" with { type: "json" };

function assertOrthonormal({ left, right }: Svd) {
  for (const side of [left, right]) {
    const products = rowProducts(side, side);
    for (let i = 0; i < products.data.length; i++) {
      assertAlmostEquals(products.data[i] as number, i % (side.rows + 1) === 0 ? 1 : 0, 1e-13);
    }
  }
}

for (const { name, rows, cols, matrix, values, topPair } of linear.svd) {
  Deno.test(`thinSvd() agrees with LAPACK for a matrix that is ${name}`, () => {
    const data = Float64Array.from(matrix);
    const svd = thinSvd({ rows, cols, data });
    assertEquals([svd.left.cols, svd.right.cols], [rows, cols]);
    for (const [i, value] of values.entries()) {
      assertAlmostEquals(svd.values[i] as number, value, 2e-15 * (values[0] as number));
    }
    assertOrthonormal(svd);
    for (let at = 0; at < data.length; at++) {
      const i = Math.floor(at / cols), j = at % cols;
      const u = (k: number) => svd.left.data[k * rows + i] as number;
      const v = (k: number) => svd.right.data[k * cols + j] as number;
      assertAlmostEquals(u(0) * v(0), topPair[at] as number, 1e-13);
      let sum = 0;
      for (const [k, value] of svd.values.entries()) sum += u(k) * value * v(k);
      assertAlmostEquals(sum, data[at] as number, 1e-14);
    }
  });
}

Deno.test("thinSvd() keeps digits of small singular values that the square of the matrix loses", () => {
  const { matrix, rows, cols } = linear.svd.find(({ name }) => name === "graded")!;
  const { values } = thinSvd({ rows, cols, data: Float64Array.from(matrix) });
  // 1e-10 of the largest: its square, 1e-20, is far below rounding.
  assertAlmostEquals((values[5] as number) / 1e-10, 1, 1e-5);
});

Deno.test("thinSvd() gives zeros and orthonormal vectors for zeros", () => {
  const svd = thinSvd(zeros(4, 3));
  assertEquals([...svd.values], [0, 0, 0]);
  assertOrthonormal(svd);
  assertEquals(thinSvd(zeros(0, 3)).values.length, 0);
});

Deno.test("thinSvd() refuses values that are not finite", () => {
  const matrix = zeros(2, 2);
  matrix.data[3] = Infinity;
  assertThrows(() => thinSvd(matrix), InputError, "row 2, column 2: found Infinity");
});
