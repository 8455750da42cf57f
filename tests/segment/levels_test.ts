import { assertEquals } from "@std/assert";
import { smoothedLevels } from "../../lib/segment/levels.ts";

Deno.test("smoothedLevels() does not depend on gain and offset", () => {
  const data = Uint16Array.from({ length: 60 }, (_, i) => (i * 37) % 101);
  const image = { width: 10, height: 6, data };
  const brighter = { ...image, data: data.map((value) => 500 + 40 * value) };
  const levels = smoothedLevels(image, 1)!.levels, others = smoothedLevels(brighter, 1)!.levels;
  assertEquals([Math.min(...levels), Math.max(...levels)], [0, 65535]);
  levels.forEach((level, i) => assertEquals(Math.abs(level - others[i]!) <= 1, true));
});

Deno.test("smoothedLevels() sees nothing in an image of one grey value", () => {
  const image = { width: 4, height: 3, data: new Uint16Array(12).fill(65535) };
  assertEquals(smoothedLevels(image, 1.5), undefined);
});
