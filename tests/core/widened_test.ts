import { assertAlmostEquals, assertEquals } from "@std/assert";
import { hasWidth, widened } from "../../lib/core/widened.ts";
import { wilsonInterval } from "../../lib/core/wilson_interval.ts";

Deno.test("widened() gives an interval without a width that of Wilson, whatever the mean", () => {
  assertEquals(widened({ value: 1, low: 1, high: 1 }, 7), { value: 1, ...wilsonInterval(7, 7) });
  assertEquals(widened({ value: 0, low: 0, high: 0 }, 7), { value: 0, ...wilsonInterval(0, 7) });
  const { low, high } = widened({ value: 0.5, low: 0.5, high: 0.5 }, 1);
  assertAlmostEquals(low, 0.0547, 1e-4);
  assertAlmostEquals(high, 1 - low, 1e-12);
});

Deno.test("widened() leaves an interval with a width, one of nothing, and what is no share", () => {
  for (
    const estimate of [
      { value: 1, low: 0.9, high: 1 },
      { value: NaN, low: NaN, high: NaN },
      { value: -0.2, low: -0.2, high: -0.2 },
    ]
  ) assertEquals(widened(estimate, 3), estimate);
});

Deno.test("widened() takes sums that differ by rounding for one number", () => {
  const thirds = { value: 1 / 3, low: 1 / 3 - 1e-16, high: 1 / 3 + 1e-16 };
  assertEquals(widened(thirds, 6), { value: 1 / 3, ...wilsonInterval(2, 6) });
  assertEquals(hasWidth(thirds), false);
  const above = 1 + 2 * Number.EPSILON;
  assertEquals(widened({ value: above, low: above, high: above }, 4), {
    value: above,
    ...wilsonInterval(4, 4),
  });
  assertEquals(hasWidth({ low: 0.5, high: 0.501 }), true);
  assertEquals(hasWidth({ low: NaN, high: NaN }), false);
});
