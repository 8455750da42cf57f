import { assertEquals } from "@std/assert";
import { boxes } from "../../../lib/segment/flows/boxes.ts";
import { BEYOND, regionCutter } from "../../../lib/segment/measure/region.ts";

const labels = new Int32Array([
  ...[0, 0, 0, 0, 0],
  ...[0, 4, 4, 4, 2],
  ...[0, 4, 4, 4, 2],
  ...[0, 4, 4, 4, 0],
  ...[0, 0, 0, 0, 0],
]);

Deno.test("regionCutter() gives the pixels of one object only, and those next to anything else as its edge", () => {
  const [right, square] = boxes(labels, 5, 5), cut = regionCutter(labels, 5, 5);
  const { image, area, edge, edges, atBorder } = cut(square!);
  assertEquals([...image.subarray(0, area)], [6, 7, 8, 11, 12, 13, 16, 17, 18]);
  assertEquals([...edge.subarray(0, edges)].length, 8);
  assertEquals(atBorder, false);
  const second = cut(right!);
  assertEquals([second.label, second.area, second.atBorder], [2, 2, true]);
  assertEquals(second.mask[1], 0);
  assertEquals(second.mask[second.stride + 2], BEYOND);
});

Deno.test("regionCutter() takes the border of the image for no edge", () => {
  const all = new Int32Array(9).fill(1);
  assertEquals(regionCutter(all, 3, 3)(boxes(all, 3, 3)[0]!).edges, 0);
});
