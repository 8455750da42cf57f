import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { augment } from "../../../lib/learn/fit/augment.ts";

const image = (height: number, width: number, channels = 1) => ({
  shape: [height, width, channels],
  data: Float32Array.from({ length: height * width * channels }, (_, i) => i),
});

Deno.test("augment() reaches exactly the 8 views of a square, none of them torn", () => {
  const views = new Set<string>();
  for (let seed = 0; seed < 200; seed++) {
    const { data } = augment(image(3, 3), {}, new Random(seed));
    views.add(data.join());
    assertEquals(data[4], 4);
    // Neighbours stay neighbours: opposite corners are still opposite.
    assertEquals(data[0]! + data[8]!, 8);
    assertEquals(data[2]! + data[6]!, 8);
  }
  assertEquals(views.size, 8);
});

Deno.test("augment() does not turn a rectangle by 90 degrees, and keeps channels together", () => {
  const views = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const { data, shape } = augment(image(2, 3, 2), {}, new Random(seed));
    assertEquals(shape, [2, 3, 2]);
    for (let i = 0; i < data.length; i += 2) assertEquals(data[i + 1]! - data[i]!, 1);
    views.add(data.join());
  }
  assertEquals(views.size, 4);
});

Deno.test("augment() with everything off returns the image", () => {
  const { data } = augment(image(4, 4, 3), { flips: false, turns: false }, new Random(1));
  assertEquals(data, image(4, 4, 3).data);
});

Deno.test("augment() changes gain and offset of each channel alone, within bounds", () => {
  const options = { flips: false, turns: false, gain: 0.2, offset: 0.5 };
  for (let seed = 0; seed < 30; seed++) {
    const { data } = augment(image(4, 4, 2), options, new Random(seed));
    const gains = [0, 1].map((c) => (data[30 + c]! - data[c]!) / 30);
    const offsets = [data[0]!, data[1]! - gains[1]!];
    assert(gains.every((gain) => Math.abs(Math.log(gain)) < 0.2001));
    assert(offsets.every((offset) => Math.abs(offset) < 0.5001));
    assert(Math.abs(gains[0]! - gains[1]!) > 1e-6);
  }
});

Deno.test("augment() blurs with a filter that keeps the mean and spreads a point", () => {
  const point = { shape: [5, 5, 1], data: new Float32Array(25).fill(0).with(12, 16) };
  const { data } = augment(point, { flips: false, turns: false, blur: 1 }, new Random(3));
  assertAlmostEquals(data.reduce((sum, v) => sum + v, 0), 16, 1e-5);
  assert(data[12]! <= 4 && data[7]! > 0 && data[7] === data[11] && data[6] === data[18]);
});
