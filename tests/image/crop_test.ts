import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { crop } from "../../lib/image/crop.ts";

Deno.test("crop() takes each pixel from its place, over every edge and far outside", () => {
  const random = new Random(7);
  for (let round = 0; round < 300; round++) {
    const [across, down] = [1 + random.integer(6), 1 + random.integer(6)];
    const data = Int32Array.from({ length: across * down }, (_, i) => i + 1);
    const [left, top] = [random.integer(15) - 8, random.integer(15) - 8];
    const [width, height] = [random.integer(7), random.integer(7)];
    const into = new Int32Array(width * height).fill(-1);
    const found = crop({ width: across, height: down, data }, { left, top, width, height }, into);
    assertStrictEquals(found, into);
    const expected = Array.from({ length: width * height }, (_, i) => {
      const x = left + i % width, y = top + Math.floor(i / width);
      return x >= 0 && x < across && y >= 0 && y < down ? data[y * across + x] : -1;
    });
    assertEquals([...found], expected, `${width} × ${height} at (${left}, ${top})`);
  }
});

Deno.test("crop() refuses an array of another size", () => {
  const image = { width: 2, height: 2, data: new Float32Array(4) };
  const rectangle = { left: 0, top: 0, width: 2, height: 1 };
  assertThrows(() => crop(image, rectangle, new Float32Array(3)), RangeError, "2 × 1");
});
