import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { requireObjects } from "../../lib/segment/require_objects.ts";

/** Pieces of one pixel each, with a gap between them, all of one value. */
function pieces(count: number, value: number) {
  const labels = Int32Array.from({ length: 2 * count }, (_, i) => i % 2 === 0 ? value : 0);
  return { width: labels.length, height: 1, labels };
}

Deno.test("requireObjects() refuses a mask of all objects, and takes one object in a few pieces", () => {
  for (const [count, value] of [[1, 255], [8, 1], [8, 3], [0, 0]] as const) {
    const image = pieces(count, value);
    assertEquals(requireObjects(image, "a.tif"), image);
  }
  for (const [count, value] of [[2, 255], [9, 1]] as const) {
    const message = `a.tif: found "${count} pieces that all have the value ${value}"`;
    assertThrows(() => requireObjects(pieces(count, value), "a.tif"), InputError, message);
  }
  const two = pieces(9, 255);
  two.labels[0] = 1;
  assertEquals(requireObjects(two, "a.tif"), two);
});
