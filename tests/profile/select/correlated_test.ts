import { assertEquals } from "@std/assert";
import { multiply, type Product } from "../../../lib/core/multiply.ts";
import { Random } from "../../../lib/core/random.ts";
import { correlated } from "../../../lib/profile/select/correlated.ts";

const random = new Random(9), n = 60, width = 6;
const values = new Float64Array(n * width);
for (let row = 0; row < n; row++) {
  const [a, b] = [random.normal(), random.normal()];
  const columns = [a, 3 * a + 5, b, a + 0.02 * random.normal(), random.normal(), -b];
  values.set(columns, row * width);
}
const rows = Array.from({ length: n }, (_, i) => i), columns = [0, 1, 2, 3, 4, 5];

Deno.test("correlated() keeps the earlier of two columns that are the same but for scale", async () => {
  const [first] = await correlated(values, width, rows, [0, 1, 4]);
  const [second] = await correlated(values, width, rows, [1, 0, 4]);
  assertEquals([first, second], [1, 0]);
});

Deno.test("correlated() does not depend on the rounding of the engine", async () => {
  const rough: Product = async (left, right) => {
    const { data, ...size } = await multiply(left, right);
    return { ...size, data: data.map((value, i) => value + 5e-5 * Math.sin(i)) };
  };
  const thresholds = [0.1, 0.3, 0.5, 0.9, 0.999, 0.9997];
  for (const threshold of thresholds) {
    for (const absolute of [false, true]) {
      assertEquals(
        await correlated(values, width, rows, columns, { threshold, absolute, product: rough }),
        await correlated(values, width, rows, columns, { threshold, absolute }),
      );
    }
  }
});

Deno.test("correlated() leaves out opposite columns only where it is asked to", async () => {
  assertEquals(await correlated(values, width, rows, [2, 4, 5]), []);
  assertEquals(await correlated(values, width, rows, [2, 4, 5], { absolute: true }), [5]);
});
