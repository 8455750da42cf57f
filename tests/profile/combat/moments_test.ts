import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { momentsOf } from "../../../lib/profile/combat/moments.ts";
import { assertNear } from "../reference.ts";

const none = { columns: 0, values: new Float64Array(), lower: new Float64Array() };

Deno.test("momentsOf() sees that a feature is constant in a batch exactly, also far from 0", () => {
  const values = new Float64Array(200).map((_, i) => i % 2 === 0 ? 1e9 + 0.1 : i);
  const { means, squares, varies } = momentsOf(values, new Int32Array(100), [100], none);
  assertEquals([means[0], squares[0], ...varies], [1e9 + 0.1, 0, 0, 1]);
});

Deno.test("momentsOf() finds the effect of a covariate that batches hide", () => {
  const random = new Random(4), n = 50;
  const batchOf = Int32Array.from({ length: n }, (_, i) => i % 2);
  const x = Float64Array.from({ length: n }, () => random.normal());
  for (const batch of [0, 1]) {
    const own = x.filter((_, i) => batchOf[i] === batch);
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    x.forEach((value, i) => batchOf[i] === batch && (x[i] = value - mean));
  }
  const lower = new Float64Array([Math.hypot(...x)]);
  const values = x.map((value, i) => 3 * value + 10 * batchOf[i]!);
  const moments = momentsOf(values, batchOf, [25, 25], { columns: 1, values: x, lower });
  assertNear(moments.coefficients, [3], 1e-12);
  assertNear(moments.means, [0, 10], 1e-12);
  assertNear(moments.squares, [0, 0], 1e-20);
});
