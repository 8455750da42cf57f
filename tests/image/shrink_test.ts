import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { blockMeans, shrink } from "../../lib/image/shrink.ts";
import { drawn } from "./drawn.ts";

Deno.test("blockMeans() keeps the total where blocks divide the image", () => {
  const image = { width: 60, height: 40, data: drawn(40, 60, 2) };
  const { width, height, data } = blockMeans(image, 4);
  assertEquals([width, height], [15, 10]);
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
  assertAlmostEquals(16 * sum(data), sum(image.data), 1e-6);
});

Deno.test("blockMeans() averages smaller blocks at the edge over their own pixels", () => {
  const image = { width: 5, height: 3, data: new Uint16Array(15).fill(40) };
  assertEquals(blockMeans(image, 2).data, new Float64Array(6).fill(40));
});

Deno.test("shrink() by 1 changes nothing, by less is refused", () => {
  const image = { width: 3, height: 2, data: drawn(2, 3, 1) };
  assertEquals(shrink(image, 1), image);
  assertThrows(() => shrink(image, 0.5), RangeError, "found 0.5");
});
