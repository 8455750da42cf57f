import { assertEquals } from "@std/assert";
import { multiply, type Product } from "../../../lib/core/multiply.ts";
import { addSymmetricProduct } from "../../../lib/profile/select/symmetric_product.ts";

Deno.test("addSymmetricProduct() adds what is on and below the diagonal, from half of the products", async () => {
  for (const rows of [1, 3, 4, 9]) {
    const data = Float32Array.from({ length: rows * 2 }, (_, i) => i % 5 - 1);
    const matrix = { rows, cols: 2, data }, sums = new Float64Array(rows * rows).fill(10);
    let made = 0;
    const product: Product = (left, right) => {
      made += left.rows * right.rows;
      return multiply(left, right);
    };
    await addSymmetricProduct(matrix, product, sums);
    const whole = (await multiply(matrix, matrix)).data;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column <= row; column++) {
        assertEquals(sums[row * rows + column], 10 + whole[row * rows + column]!);
      }
    }
    assertEquals(made < 0.75 * rows * rows || rows < 4, true);
  }
});
