import { assert, assertEquals, assertThrows } from "@std/assert";
import { wilsonInterval } from "../../lib/core/wilson_interval.ts";
import { shareInterval } from "../../lib/profile/share_interval.ts";

Deno.test("shareInterval() draws whole units: what belongs together makes the interval wider", () => {
  const hits = Array.from({ length: 60 }, (_, i) => i % 20 < 10);
  const single = shareInterval(hits, hits.map((_, i) => `treatment ${i}`));
  const joined = shareInterval(hits, hits.map((_, i) => `compound ${Math.floor(i / 10)}`));
  const width = ({ interval: { low, high } }: typeof single) => high - low;
  assertEquals([single.hits, single.total, single.share, joined.share], [30, 60, 0.5, 0.5]);
  assert(width(joined) > 1.8 * width(single), `${width(joined)} against ${width(single)}`);
});

Deno.test("shareInterval() of all or none counts units, not examples, by Wilson", () => {
  const units = ["a", "a", "b", "b", "c"];
  assertEquals(shareInterval(units.map(() => true), units).interval, wilsonInterval(3, 3));
  assertEquals(shareInterval(units.map(() => false), units).interval, wilsonInterval(0, 3));
});

Deno.test("shareInterval() of none is NaN, of one unit as wide as one unit is", () => {
  assertEquals(shareInterval([], []), {
    hits: 0,
    total: 0,
    share: NaN,
    interval: { low: NaN, high: NaN },
  });
  assertEquals(shareInterval([true, false], ["a", "a"]).interval, wilsonInterval(0.5, 1));
});

Deno.test("shareInterval() needs a unit for each hit", () => {
  assertThrows(() => shareInterval([true], []), RangeError, "1 hits of 0 units");
});
