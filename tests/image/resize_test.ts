import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { resize, resizeLabels } from "../../lib/image/resize.ts";

Deno.test("resize() keeps a slope a slope, away from the edges", () => {
  const plane = { width: 40, height: 1, data: Float32Array.from({ length: 40 }, (_, x) => x) };
  for (const width of [13, 40, 100]) {
    const { data } = resize(plane, width, 1);
    for (let x = Math.ceil(width / 20); x < width - width / 20 - 1; x++) {
      assertAlmostEquals(data[x]!, (x + 0.5) * 40 / width - 0.5, 0.2, `${width}, ${x}`);
    }
  }
});

Deno.test("resize() shrinks to means, so that fine stripes become grey", () => {
  const data = Float32Array.from({ length: 64 * 64 }, (_, i) => i % 2);
  const small = resize({ width: 64, height: 64, data }, 8, 8);
  assert(small.data.every((value) => Math.abs(value - 0.5) < 0.1));
});

Deno.test("resize() works on one pixel and refuses none", () => {
  const one = { width: 1, height: 1, data: new Float32Array([3]) };
  assertEquals([...resize(one, 2, 3).data], Array(6).fill(3));
  assertThrows(() => resize(one, 0, 1), RangeError, "found 0 × 1");
});

Deno.test("resizeLabels() never makes a new label, and undoes its own enlargement", () => {
  const labels = new Int32Array([1, 5, 9, 0, 5, 5]);
  const from = { width: 3, height: 2 }, to = { width: 7, height: 5 };
  const large = resizeLabels(labels, from, to);
  assertEquals(new Set(large), new Set([1, 5, 9, 0]));
  assertEquals(resizeLabels(large, to, from), labels);
});
