import { assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { medianInPlace } from "../../lib/profile/median.ts";

Deno.test("medianInPlace() is the middle of the sorted values, with ties, any order and length", () => {
  const random = new Random(2);
  for (let n = 1; n < 200; n++) {
    const values = Float64Array.from({ length: n }, () => random.integer(1 + n % 17) - 3);
    const sorted = values.toSorted();
    const expected = (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2;
    assertEquals(medianInPlace(values.slice()), expected);
    assertEquals(medianInPlace(sorted.toReversed()), expected);
    assertEquals(medianInPlace(sorted), expected);
  }
});

Deno.test("medianInPlace() of a part leaves the rest alone", () => {
  const values = new Float64Array([9, 7, 1, 4, 5, 0]);
  assertEquals(medianInPlace(values, 1, 5), 4.5);
  assertEquals([values[0], values[5]], [9, 0]);
});

Deno.test("medianInPlace() of nothing is NaN, of huge values finite", () => {
  assertEquals(medianInPlace(new Float64Array()), NaN);
  assertEquals(medianInPlace(new Float64Array([1.7e308, 1.7e308])), 1.7e308);
});
