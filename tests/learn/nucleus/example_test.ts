import { assertAlmostEquals, assertEquals } from "@std/assert";
import { makeExample, medianDiameter } from "../../../lib/learn/nucleus/example.ts";
import { discs } from "../discs.ts";

Deno.test("makeExample() scales nuclei to 14 px on the grid of the maps, 28 px in the image", () => {
  const { image, labels } = discs(200, 160, 8, 14, 4);
  const { width, height, ...example } = makeExample(image, labels);
  assertAlmostEquals(width, 100, 2);
  assertAlmostEquals(medianDiameter(example.labels, width, height), 14, 0.3);
  assertEquals(example.flows.length, 2 * width * height);
  assertEquals(example.pixels.length, 4 * width * height);
});

Deno.test("makeExample() leaves an image without nuclei at its size", () => {
  const image = { width: 30, height: 20, data: new Uint16Array(600).fill(9) };
  const { width, height, pixels } = makeExample(image, new Int32Array(600));
  assertEquals([width, height], [30, 20]);
  assertEquals(pixels, new Float32Array(2400));
});

Deno.test("medianDiameter() of nothing is NaN", () => {
  assertEquals(medianDiameter(new Int32Array(4), 2, 2), NaN);
});
