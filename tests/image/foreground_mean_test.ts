import { assertAlmostEquals, assertEquals } from "@std/assert";
import { ForegroundMean, foregroundMean } from "../../lib/image/foreground_mean.ts";

/** The collection of images of one row, in blocks of two pixels. */
function rows(...images: number[][]): ForegroundMean {
  const part = new ForegroundMean(images[0]!.length, 1, 2);
  for (const row of images) part.add({ width: row.length, height: 1, data: Uint16Array.from(row) });
  return part;
}

Deno.test("foregroundMean() averages bright pixels alone, and says in how many each block has them", () => {
  const { width, height, data, weights } = foregroundMean([
    rows([100, 4000, 110, 120, 90, 95], [100, 110, 4000, 4000, 90, 95]),
  ]);
  assertEquals([width, height], [3, 1]);
  assertEquals([...weights], [1, 2, 0]);
  assertAlmostEquals(data[0]!, 4000);
  assertAlmostEquals(data[1]!, 4000);
});

Deno.test("foregroundMean() does not take bright images for bright places", () => {
  // The second image is five times as bright, and shows its cells on the left.
  const { data } = foregroundMean([
    rows([9, 9, 1000, 1000], [9, 9, 1000, 1000], [5000, 5000, 9, 9]),
  ]);
  assertAlmostEquals(data[0]!, data[1]!, 1e-9);
});

Deno.test("foregroundMean() over an offset is the light, however bright the images are", () => {
  const offset = 500, light = [0.8, 0.8, 1.2, 1.2, 1, 1];
  const image = (
    brightness: number,
  ) => [...light.map((gain) => offset + brightness * gain), 500, 500];
  const { data } = foregroundMean([rows(image(1000), image(3000)), rows(image(20000))]);
  const [first, second, third] = [...data].map((value) => value - offset) as [
    number,
    number,
    number,
  ];
  assertAlmostEquals(first / third, 0.8, 1e-9);
  assertAlmostEquals(second / third, 1.2, 1e-9);
});

Deno.test("an image of one grey value is all foreground, a black one and no image count nothing", () => {
  const even = foregroundMean([rows([70, 70, 70, 70], [0, 0, 0, 0])]);
  assertEquals([[...even.data], [...even.weights]], [[70, 70], [2, 2]]);
  assertEquals([...foregroundMean([rows([0, 0])]).weights], [0]);
  assertEquals(foregroundMean([]).data.length, 0);
});

Deno.test("blocks at the right and lower edge may be smaller", () => {
  const part = new ForegroundMean(3, 3, 2);
  part.add({ width: 3, height: 3, data: new Uint16Array(9).fill(5) });
  assertEquals([...foregroundMean([part]).weights], [4, 2, 2, 1]);
});
