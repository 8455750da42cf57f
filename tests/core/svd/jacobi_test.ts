import { assertAlmostEquals, assertEquals } from "@std/assert";
import { rowProducts } from "../../../lib/core/row_products.ts";
import { orthogonaliseRows } from "../../../lib/core/svd/jacobi.ts";

const identity = (n: number) => {
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) data[i * n + i] = 1;
  return { rows: n, cols: n, data };
};

Deno.test("orthogonaliseRows() turns the partner along, so that the rows can be put together again", () => {
  const data = new Float64Array([1, 2, 3, 4, 5, 6, 7, 8, 10]);
  const rows = { rows: 3, cols: 3, data: data.slice() }, partner = identity(3);
  const lengths = orthogonaliseRows(rows, partner);
  for (let i = 0; i < 9; i++) {
    const [row, col] = [Math.floor(i / 3), i % 3];
    let sum = 0;
    for (let k = 0; k < 3; k++) {
      sum += partner.data[k * 3 + row]! * lengths[k]! * rows.data[k * 3 + col]!;
    }
    assertAlmostEquals(sum, data[i] as number, 1e-13);
  }
});

Deno.test("orthogonaliseRows() makes rows of zeros orthogonal to all others", () => {
  const rows = { rows: 3, cols: 4, data: new Float64Array([0, 0, 0, 0, 3, 0, 4, 0, 0, 0, 0, 0]) };
  assertEquals([...orthogonaliseRows(rows, identity(3))], [0, 5, 0]);
  const products = rowProducts(rows, rows);
  for (let i = 0; i < 9; i++) {
    assertAlmostEquals(products.data[i] as number, i % 4 === 0 ? 1 : 0, 1e-15);
  }
});
