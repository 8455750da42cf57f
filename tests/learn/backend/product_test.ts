import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { type Matrix32, multiply } from "../../../lib/core/multiply.ts";
import { Random } from "../../../lib/core/random.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { tensorProduct } from "../../../lib/learn/backend/product.ts";

function normal(rows: number, cols: number, seed: number): Matrix32 {
  const random = new Random(seed);
  return { rows, cols, data: Float32Array.from({ length: rows * cols }, () => random.normal()) };
}

for (const backend of ["auto", "wasm", "cpu"] as const) {
  Deno.test(`${backend}: tensorProduct() agrees with the plain product and leaves nothing behind`, async () => {
    const { tf } = await openBackend({ backend, log: () => {} });
    const product = tensorProduct({ tf });
    const left = normal(33, 70, 1), right = normal(65, 70, 2);
    const before = tf.memory().numTensors;
    const found = await product(left, right), wanted = await multiply(left, right);
    assertEquals([found.rows, found.cols], [33, 65]);
    // TensorFloat-32 of newer NVIDIA cards keeps 10 bits, everything else 23.
    const most = wanted.data.reduce(
      (worst, value, i) => Math.max(worst, Math.abs(value - found.data[i]!)),
      0,
    );
    assertEquals(most < (backend === "auto" ? 0.05 : 1e-4), true, `differs by ${most}`);
    assertEquals((await product(left, left)).data.length, 33 * 33);
    assertEquals(tf.memory().numTensors, before);
  });
}

Deno.test("tensorProduct() takes empty matrices and refuses those that do not fit", async () => {
  const product = tensorProduct(await openBackend({ backend: "cpu", log: () => {} }));
  assertEquals((await product(normal(0, 3, 1), normal(2, 3, 1))).data.length, 0);
  assertEquals([...(await product(normal(1, 0, 1), normal(2, 0, 1))).data], [0, 0]);
  await assertRejects(() => product(normal(1, 3, 1), normal(1, 2, 1)), InputError, "3 and 2");
});
