import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { wilsonInterval } from "../../lib/core/wilson_interval.ts";
import cases from "./fixtures/wilson.json" with { type: "json" };

Deno.test("wilsonInterval() is SciPy's, none and all of the examples included", () => {
  for (const { hits, total, low, high } of cases) {
    const found = wilsonInterval(hits, total);
    assertAlmostEquals(found.low, low, 1e-12);
    assertAlmostEquals(found.high, high, 1e-12);
  }
});

Deno.test("wilsonInterval() has a width where all examples are hits, and none of nothing", () => {
  assert(wilsonInterval(3, 3).low < 0.5);
  assertEquals(wilsonInterval(0, 0), { low: NaN, high: NaN });
});

Deno.test("wilsonInterval() takes hits in part: half a hit of one says next to nothing", () => {
  const { low, high } = wilsonInterval(0.5, 1);
  assertAlmostEquals(low + high, 1, 1e-12);
  assert(high - low > 0.85);
});

Deno.test("wilsonInterval() refuses what cannot be counted", () => {
  for (const [hits, total] of [[2, 1], [-1, 3], [1, 1.5], [1, NaN]] as const) {
    assertThrows(() => wilsonInterval(hits, total), RangeError, `${hits} of ${total}`);
  }
});
