import { assertAlmostEquals, assertEquals } from "@std/assert";
import { widenedMean } from "../../lib/core/widened_mean.ts";
import { wilsonInterval } from "../../lib/core/wilson_interval.ts";

const certain = (value: number) => ({ value, low: value, high: value });
const own = (units: string) => new Set(units);

Deno.test("widenedMean() adds squares of what classes with units of their own may err by", () => {
  const { low, high } = widenedMean(certain(0.5), [
    { share: 1, units: own("abc") },
    { share: 0, units: own("d") },
  ]);
  assertAlmostEquals(low, 0.5 - (1 - wilsonInterval(3, 3).low) / 2, 1e-12);
  assertAlmostEquals(high, 0.5 + wilsonInterval(0, 1).high / 2, 1e-12);
  const both = [{ share: 1, units: own("abc") }, { share: 1, units: own("d") }];
  const apart = Math.hypot(1 - wilsonInterval(3, 3).low, 1 - wilsonInterval(1, 1).low) / 2;
  assertAlmostEquals(widenedMean(certain(1), both).low, 1 - apart, 1e-12);
  assertEquals(widenedMean(certain(1), both).high, 1);
});

Deno.test("widenedMean() adds what classes of the same units err by as it is", () => {
  const same = [1, 1, 1].map((share) => ({ share, units: own("abcd") }));
  assertAlmostEquals(widenedMean(certain(1), same).low, wilsonInterval(4, 4).low, 1e-12);
  // Half of the units in common lies between.
  const half = [{ share: 1, units: own("abcd") }, { share: 1, units: own("cdef") }];
  const apart = 1 - wilsonInterval(4, 4).low;
  assertAlmostEquals(
    widenedMean(certain(1), half).low,
    1 - apart * Math.sqrt(1 + 1 + 2 * 0.5) / 2,
    1e-12,
  );
});

Deno.test("widenedMean() of many classes of one unit is about as certain as one class of them all", () => {
  const classes = Array.from({ length: 20 }, (_, i) => ({ share: 1, units: new Set([i]) }));
  assertAlmostEquals(widenedMean(certain(1), classes).low, wilsonInterval(20, 20).low, 0.02);
});

Deno.test("widenedMean() reaches as far around another number, within 0 and 1", () => {
  const classes = [{ share: 0.5, units: own("abcd") }];
  const { low, high } = wilsonInterval(2, 4), f1 = widenedMean(certain(0.4), classes);
  assertAlmostEquals(f1.low, 0.4 - (0.5 - low), 1e-12);
  assertAlmostEquals(f1.high, 0.4 + (high - 0.5), 1e-12);
  assertEquals(widenedMean(certain(0.01), classes).low, 0);
});

Deno.test("widenedMean() leaves an interval with a width, and a mean of nothing", () => {
  const wide = { value: 0.5, low: 0.4, high: 0.6 }, nothing = certain(NaN);
  assertEquals(widenedMean(wide, [{ share: 0.5, units: own("ab") }]), wide);
  assertEquals(widenedMean(nothing, [{ share: NaN, units: new Set() }]), nothing);
});
