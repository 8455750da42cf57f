import { assertEquals, assertThrows } from "@std/assert";
import { flips, orient, orientations } from "../../../lib/learn/fit/orient.ts";

const image = { shape: [2, 2, 1], data: new Float32Array([1, 2, 3, 4]) };

Deno.test("orient() lays a square in eight different ways, each by hand", () => {
  const laid = Object.fromEntries(
    orientations.map((way) => [way, [...orient(image, way).data].join("")]),
  );
  assertEquals(laid, {
    same: "1234",
    across: "2143",
    down: "3412",
    half: "4321",
    diagonal: "1324",
    quarter: "3142",
    "three quarters": "2413",
    "other diagonal": "4231",
  });
  assertEquals(flips.turns!.length, 8);
});

Deno.test("orient() keeps channels together, and turns only squares by a quarter", () => {
  const wide = { shape: [1, 2, 2], data: new Float32Array([1, 2, 3, 4]) };
  assertEquals([...orient(wide, "across").data], [3, 4, 1, 2]);
  assertThrows(() => orient(wide, "quarter"), RangeError, "1 × 2");
});
