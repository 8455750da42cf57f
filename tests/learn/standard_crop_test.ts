import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { standardCrop } from "../../lib/learn/standard_crop.ts";

const random = new Random(4), side = 6;
const crop = Uint16Array.from({ length: side * side * 2 }, () => 500 + random.integer(1000));

Deno.test("standardCrop() gives each channel mean 0 and spread 1", () => {
  const { data, shape } = standardCrop(crop, side);
  assertEquals(shape, [side, side, 2]);
  for (const c of [0, 1]) {
    const own = [...data].filter((_, i) => i % 2 === c);
    const mean = own.reduce((a, b) => a + b) / own.length;
    assertAlmostEquals(mean, 0, 1e-6);
    assertAlmostEquals(own.reduce((a, b) => a + (b - mean) ** 2, 0) / own.length, 1, 1e-5);
  }
});

Deno.test("standardCrop() does not see the lamp or the background of a plate", () => {
  const brighter = crop.map((value, i) => i % 2 === 0 ? 3 * value + 700 : value);
  const [one, two] = [standardCrop(crop, side).data, standardCrop(brighter, side).data];
  one.forEach((value, i) => assertAlmostEquals(value, two[i]!, 1e-5));
});

Deno.test("standardCrop() gives 0 for a channel without spread and bounds specks", () => {
  const speck = new Uint16Array(side * side * 2).fill(9);
  speck[0] = 60000;
  const { data } = standardCrop(speck, side);
  assertEquals(data[0], 4);
  assert(data.every((value, i) => i % 2 === 0 || value === 0));
});
