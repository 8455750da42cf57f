import { assertEquals } from "@std/assert";
import { middlesOf } from "../../../lib/cli/screen_images/middles.ts";

Deno.test("middlesOf() gives the middle of each object's box, by its number", () => {
  // deno-fmt-ignore
  const labels = new Int32Array([
    9, 9, 9, 0, 0,
    9, 0, 0, 0, 4,
    9, 0, 0, 0, 4,
  ]);
  assertEquals(middlesOf(labels, 5), [{ x: 4, y: 2 }, { x: 1, y: 1 }]);
});
