import { assertAlmostEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { zeros } from "../../lib/core/matrix.ts";
import { Random } from "../../lib/core/random.ts";
import { addRowProducts, rowProducts } from "../../lib/core/row_products.ts";

function random(rows: number, cols: number) {
  const numbers = new Random(rows * 100 + cols);
  return { rows, cols, data: Float64Array.from({ length: rows * cols }, () => numbers.normal()) };
}

Deno.test("rowProducts() is right for every size around its tiles", () => {
  for (const [n, m, d] of [[1, 1, 1], [3, 5, 7], [4, 4, 4], [9, 130, 3], [66, 65, 2]] as const) {
    const left = random(n, d), right = random(m, d), { data } = rowProducts(left, right);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < m; j++) {
        let sum = 0;
        for (let k = 0; k < d; k++) sum += left.data[i * d + k]! * right.data[j * d + k]!;
        assertAlmostEquals(data[i * m + j] as number, sum, 1e-13);
      }
    }
  }
});

Deno.test("addRowProducts() fills the whole upper triangle when asked for it alone", () => {
  for (const n of [3, 4, 70]) {
    const rows = random(n, 6), whole = rowProducts(rows, rows), half = zeros(n, n);
    addRowProducts(rows, rows, half.data, true);
    for (let i = 0; i < n; i++) {
      for (let j = i; j < n; j++) {
        assertAlmostEquals(half.data[i * n + j] as number, whole.data[i * n + j] as number, 1e-13);
      }
    }
  }
});

Deno.test("rowProducts() refuses rows of different lengths", () => {
  assertThrows(() => rowProducts(zeros(1, 2), zeros(1, 3)), InputError, "2 and 3");
});
