import { assert, assertEquals, assertThrows } from "@std/assert";
import { subtractBackground } from "../../lib/image/background.ts";
import reference from "./fixtures/background.json" with { type: "json" };

for (const { name, width, height, data, without } of reference) {
  Deno.test(`subtractBackground() equals scikit-image's white_tophat: ${name}`, () => {
    const image = { width, height, data: Uint16Array.from(data) };
    for (const [radius, expected] of Object.entries(without)) {
      const found = subtractBackground(image, { radius: Number(radius) });
      assertEquals([...found.data], expected, `radius ${radius}`);
    }
    assertEquals([...image.data], data);
  });
}

Deno.test("subtractBackground() with a disk beyond all bounds takes the least value from all", () => {
  const image = { width: 3, height: 2, data: Uint16Array.of(5, 9, 7, 6, 5, 8) };
  assertEquals([...subtractBackground(image, { radius: 1e9 }).data], [0, 4, 2, 1, 0, 3]);
});

Deno.test("subtractBackground() leaves small disks in uneven light, and takes out the light", () => {
  const width = 60, height = 50, data = new Uint16Array(width * height);
  const inside = (i: number) => Math.hypot(i % width % 20 - 10, Math.floor(i / width) - 25) < 5;
  for (let i = 0; i < data.length; i++) data[i] = 500 + 10 * (i % width) + (inside(i) ? 3000 : 0);
  const { data: without } = subtractBackground({ width, height, data }, { radius: 8 });
  const haze = without.filter((_, i) => !inside(i)), light = without.filter((_, i) => inside(i));
  assert(Math.max(...haze) < 100, `${Math.max(...haze)}`);
  assert(Math.min(...light) > 2900, `${Math.min(...light)}`);
});

Deno.test("subtractBackground() refuses a radius that is not a whole number from 1", () => {
  const image = { width: 1, height: 1, data: Uint16Array.of(5) };
  for (const radius of [0, -1, 1.5, NaN, Infinity]) {
    assertThrows(() => subtractBackground(image, { radius }), RangeError, `found ${radius}`);
  }
});
