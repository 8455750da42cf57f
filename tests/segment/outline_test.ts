import { assertEquals } from "@std/assert";
import { drawOutlines, outlineMask } from "../../lib/segment/outline.ts";

Deno.test("outlineMask() marks the inner edge of objects, also between two that touch", () => {
  const labels = new Int32Array(49);
  for (let y = 1; y < 6; y++) for (let x = 0; x < 7; x++) labels[y * 7 + x] = x < 4 ? 1 : 2;
  const rows = Array.from({ length: 7 }, (_, y) => outlineMask(labels, 7).slice(7 * y, 7 * y + 7));
  assertEquals(rows.map((row) => row.join("")), [
    "0000000",
    "1111111",
    "0001100",
    "0001100",
    "0001100",
    "1111111",
    "0000000",
  ]);
});

Deno.test("drawOutlines() leaves the picture between the outlines as it is", () => {
  const labels = new Int32Array(25);
  for (let y = 1; y < 4; y++) for (let x = 1; x < 4; x++) labels[y * 5 + x] = 3;
  const before = new Uint8ClampedArray(100).fill(9);
  const picture = drawOutlines(before, labels, 5, { colour: [1, 2, 3] });
  assertEquals(before, new Uint8ClampedArray(100).fill(9));
  assertEquals([...picture.slice(4 * 12, 4 * 12 + 4)], [9, 9, 9, 9]);
  assertEquals([...picture.slice(4 * 6, 4 * 6 + 4)], [1, 2, 3, 255]);
  assertEquals([...picture.slice(0, 4)], [9, 9, 9, 9]);
  const thick = drawOutlines(new Uint8Array(100), labels, 5, { thickness: 2 });
  assertEquals(thick[4 * 1 + 3], 255);
});
