import { assertEquals, assertThrows } from "@std/assert";
import { boxes } from "../../../lib/segment/flows/boxes.ts";

Deno.test("boxes() joins parts of one label and orders by label", () => {
  const labels = new Int32Array([5, 0, 5, 0, 2, 0]);
  assertEquals(boxes(labels, 3, 2), [
    { label: 2, area: 1, left: 1, top: 1, right: 1, bottom: 1 },
    { label: 5, area: 2, left: 0, top: 0, right: 2, bottom: 0 },
  ]);
});

Deno.test("boxes() refuses negative labels and a wrong size", () => {
  assertThrows(() => boxes(new Int32Array([-1]), 1, 1), RangeError, "found -1");
  assertThrows(() => boxes(new Int32Array(3), 2, 2), RangeError, "found 3");
});
