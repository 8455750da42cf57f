import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { medianDiameter } from "../../lib/segment/median_diameter.ts";

Deno.test("medianDiameter() is that of the circle with an object's area", () => {
  assertEquals(medianDiameter(new Int32Array(5)), undefined);
  // Areas 1 and 4: sides 1 and 2, as Cellpose the mean of two middle values.
  const found = medianDiameter(new Int32Array([3, 0, 1, 1, 1, 1]));
  assert(found !== undefined);
  assertAlmostEquals(found, 1.5 * 2 / Math.sqrt(Math.PI));
});
