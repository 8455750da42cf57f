import { assertAlmostEquals, assertEquals } from "@std/assert";
import { meanInterval } from "../../lib/core/mean_interval.ts";

const sines = Array.from({ length: 40 }, (_, i) => Math.round(1000 * Math.sin(i)) / 1000);

Deno.test("meanInterval() gives the intervals of scipy.stats.t", () => {
  // Python: scipy.stats.t.interval(.95, n - 1, mean, stats.sem(values)).
  const known: [number[], number, number][] = [
    [[1.2, 0.9, 1.4, 1.1, 1.0], 0.881161161, 1.358838839],
    [[2, 3], -3.853102368, 8.853102368],
    [sines, -0.199383413, 0.256933413],
  ];
  for (const [values, low, high] of known) {
    const found = meanInterval(values);
    // The table of 30 points has three digits, the expansion beyond it more.
    const within = values.length > 31 ? 1e-4 : 2e-3;
    assertAlmostEquals(found.low, low, within * (high - low));
    assertAlmostEquals(found.high, high, within * (high - low));
  }
});

Deno.test("meanInterval() knows no ends for one value, and nothing for none", () => {
  assertEquals(meanInterval([7]), { value: 7, low: -Infinity, high: Infinity });
  assertEquals(meanInterval([]), { value: NaN, low: NaN, high: NaN });
  assertEquals(meanInterval([4, 4, 4]), { value: 4, low: 4, high: 4 });
});
