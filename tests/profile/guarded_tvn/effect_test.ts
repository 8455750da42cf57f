import { assert, assertEquals } from "@std/assert";
import { effectOf } from "../../../lib/profile/guarded_tvn/effect.ts";

const part = (same: number[], precisions: number[]) => ({
  ...{ same, precisions },
  chance: same.map(() => 0.25),
});

Deno.test("effectOf() takes controls of all parts, and the mean of each treatment over the parts", () => {
  const before = [part([1, 1, 0.5], [0.2, 0.8]), part([0.5], [0.4, 1])];
  const after = [part([0.5, 0, 0.5], [0.6, 0.8]), part([0.5], [0.4, 1])];
  const { change, ...effect } = effectOf(before, after, 1);
  assertEquals(effect.before.samePlate, 0.75);
  assertEquals(effect.after.samePlate, 0.375);
  assertEquals(effect.chance, 0.25);
  assertEquals([effect.before.replicates, effect.after.replicates].map((v) => v.toFixed(3)), [
    "0.600",
    "0.700",
  ]);
  assertEquals(change.samePlate.value, -0.375);
  // Of the four controls, paired: −0.5, −1, 0 and 0.
  assert(change.samePlate.low >= -1 && change.samePlate.high <= 0);
  assertEquals(change.replicates.value.toFixed(3), "0.100");
});

Deno.test("effectOf() has no precision of replicates where nothing was measured twice", () => {
  const { before, change } = effectOf([part([1], [])], [part([0], [])], 1);
  assertEquals([before.replicates, change.replicates.value], [NaN, NaN]);
});
