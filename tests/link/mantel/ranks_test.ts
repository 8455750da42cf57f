import { assertEquals } from "@std/assert";
import { rankValues, sortValues } from "../../../lib/link/mantel/ranks.ts";

Deno.test("rankValues() gives ties the mean of their ranks", () => {
  const values = new Float64Array([3, 1, 3, 3, 0]);
  assertEquals([...rankValues(sortValues(values), new Float64Array(5))], [4, 2, 4, 4, 1]);
});

Deno.test("rankValues() with weights ranks as if values were repeated", () => {
  const values = new Float64Array([3, 1, 2]), weights = new Float64Array([1, 2, 0]);
  const ranks = rankValues(sortValues(values), new Float64Array(3), weights);
  // 1, 1, 3 have ranks 1.5, 1.5, 3.
  assertEquals([ranks[0], ranks[1]], [3, 1.5]);
});

Deno.test("sortValues() of nothing has no run", () => {
  assertEquals(sortValues(new Float64Array(0)).ends.length, 0);
});
