import { assert, assertEquals } from "@std/assert";
import { surroundings } from "../../../lib/segment/nuclei/surroundings.ts";

const side = 21;
const around = (labels: Int32Array, distance: number) =>
  surroundings(labels, new Uint16Array(labels.length).fill(7), side, 2, distance);

Deno.test("surroundings() are the pixels at a distance and one more, no others", () => {
  const labels = new Int32Array(side * side);
  labels[10 * side + 10] = 1;
  // A diamond of n steps around a pixel has 4 n pixels on its rim.
  for (const distance of [1, 2, 5]) {
    const { pixels, light } = around(labels, distance);
    assertEquals([pixels[1], light[1]], [8 * distance + 4, 7 * (8 * distance + 4)]);
  }
});

Deno.test("surroundings() of objects that fill the image are empty, and each belongs to the nearest object", () => {
  assertEquals(around(new Int32Array(side * side).fill(2), 2).pixels[2], 0);
  const labels = new Int32Array(side * side);
  labels[10 * side + 5] = 1;
  labels[10 * side + 8] = 2;
  const { pixels } = around(labels, 1);
  assert(pixels[1]! < 12 && pixels[2]! < 12 && pixels[1]! > 0);
});
