import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../../lib/core/random.ts";
import { changeLight } from "../../../../lib/learn/nucleus/tiles/light.ts";

const ramp = () => Float32Array.from({ length: 32 * 32 }, (_, i) => i % 32 / 31);

Deno.test("changeLight() keeps the order of brightness but for noise, and gives the same twice", () => {
  for (let seed = 0; seed < 10; seed++) {
    const [one, again] = [ramp(), ramp()];
    changeLight(one, 32, new Random(seed));
    changeLight(again, 32, new Random(seed));
    assertEquals(one, again);
    const column = (x: number) =>
      Array.from({ length: 32 }, (_, y) => one[32 * y + x]!).reduce((a, b) => a + b) / 32;
    assert(column(4) < column(16) && column(16) < column(28), `seed ${seed}`);
  }
});

Deno.test("changeLight() changes contrast from one call to the next", () => {
  const random = new Random(1);
  const ranges = Array.from({ length: 8 }, () => {
    const pixels = ramp();
    changeLight(pixels, 32, random);
    return Math.max(...pixels) - Math.min(...pixels);
  });
  assert(Math.max(...ranges) > 1.3 * Math.min(...ranges), ranges.join(" "));
});
