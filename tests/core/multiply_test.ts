import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { type Matrix32, multiply } from "../../lib/core/multiply.ts";
import { Random } from "../../lib/core/random.ts";

function whole(rows: number, cols: number, seed: number): Matrix32 {
  const random = new Random(seed);
  const data = Float32Array.from({ length: rows * cols }, () => random.integer(21) - 10);
  return { rows, cols, data };
}

Deno.test("multiply() gives the sum of products for every shape, whole tiles or not", async () => {
  for (const [n, m, d] of [[1, 1, 1], [3, 5, 7], [4, 4, 4], [9, 130, 3], [70, 66, 5]] as const) {
    const left = whole(n, d, 1), right = whole(m, d, 2);
    const { rows, cols, data } = await multiply(left, right);
    assertEquals([rows, cols, data.length], [n, m, n * m]);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < m; j++) {
        let sum = 0;
        for (let k = 0; k < d; k++) sum += left.data[i * d + k]! * right.data[j * d + k]!;
        assertEquals(data[i * m + j], sum, `row ${i}, column ${j} of ${n} × ${m}`);
      }
    }
  }
});

Deno.test("multiply() gives zeros for no columns and nothing for no rows", async () => {
  const empty = (rows: number, cols: number) => ({ rows, cols, data: new Float32Array() });
  assertEquals([...(await multiply(empty(2, 0), empty(1, 0))).data], [0, 0]);
  assertEquals((await multiply(empty(0, 3), whole(2, 3, 1))).data.length, 0);
});

Deno.test("multiply() refuses matrices that differ in columns", async () => {
  await assertRejects(() => multiply(whole(2, 3, 1), whole(2, 4, 1)), InputError, "3 and 4");
});
