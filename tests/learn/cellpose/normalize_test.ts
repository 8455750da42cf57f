import { assert, assertEquals } from "@std/assert";
import { normalize99 } from "../../../lib/learn/cellpose/normalize.ts";
import { expected, largestDifference, unpack } from "./fixture.ts";

Deno.test("normalize99() equals the Python package", async () => {
  const plane = new Uint16Array(await unpack(expected.normalize.plane));
  const values = new Float32Array(await unpack(expected.normalize.normalized));
  assert(largestDifference(normalize99(plane, 29, 31), values) < 2e-7);
});

Deno.test("normalize99() makes a constant image 0", () => {
  assertEquals(normalize99(new Uint16Array(6).fill(65535), 3, 2), new Float32Array(6));
  assertEquals(normalize99(new Uint16Array(1), 1, 1), new Float32Array(1));
});

Deno.test("normalize99() samples rows and columns of very large images", () => {
  const width = 3400, data = new Float32Array(width * width);
  // 3400 / 224 = 15.2: every 15th row and column counts, and only they hold these values.
  for (let y = 0; y < width; y += 15) {
    for (let x = 0; x < width; x += 15) data[y * width + x] = 100 + (x % 2);
  }
  const values = normalize99(data, width, width);
  assertEquals([values[0], values[15]], [0, 1]);
  assertEquals(values[1], -100);
});
