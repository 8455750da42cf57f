import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import {
  illuminationAt,
  plateEffect,
  weekEffect,
  wellEffect,
} from "../../../lib/data/simulate/batch.ts";

Deno.test("illuminationAt() is 1 on average over the field and brightest at its centre", () => {
  const light = { x: 0.4, y: 0.55, drop: 0.3 };
  let sum = 0;
  const n = 200;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) sum += illuminationAt(light, (i + 0.5) / n, (j + 0.5) / n);
  }
  assertAlmostEquals(sum / n ** 2, 1, 1e-4);
  const centre = illuminationAt(light, 0.4, 0.55);
  assertAlmostEquals(illuminationAt(light, 1, 0) / centre, 0.7, 1e-9);
});

Deno.test("weekEffect() and plateEffect() of strength 0 change nothing", () => {
  const plate = plateEffect(weekEffect(2, 0, new Random(1)), 0, new Random(2));
  for (const { gain, offset, illumination } of plate.channels) {
    assertEquals([gain, offset, illumination.drop], [1, 42, 0]);
  }
  assertEquals([plate.density, plate.focus], [1, 0]);
});

Deno.test("plates of a week are more alike than plates of two weeks", () => {
  const spread = { within: 0, between: 0 };
  for (let seed = 0; seed < 200; seed++) {
    const random = new Random(seed);
    const week = weekEffect(1, 1, random.fork("week")),
      other = weekEffect(1, 1, random.fork("other"));
    const gain = (effect: typeof week, name: string) =>
      Math.log(plateEffect(effect, 1, random.fork(name)).channels[0]!.gain);
    const first = gain(week, "a");
    spread.within += (first - gain(week, "b")) ** 2;
    spread.between += (first - gain(other, "c")) ** 2;
  }
  assert(spread.between > 3 * spread.within, JSON.stringify(spread));
});

Deno.test("wellEffect() thins and dims the outer wells, and does nothing at strength 0", () => {
  assertEquals(wellEffect(1, 2, 0, new Random(1)), { density: 1, gain: 1 });
  const outer = wellEffect(1, 2, 1, new Random(1)), inner = wellEffect(3, 6, 1, new Random(1));
  assert(outer.density < inner.density);
  assert(outer.gain < inner.gain);
});
