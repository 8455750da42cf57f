import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { Random } from "../../../lib/core/random.ts";
import { overlaps } from "../../../lib/segment/evaluate.ts";

Deno.test("overlaps() counts areas and shared pixels, whatever numbers the labels have", () => {
  const truth = new Int32Array([0, 9, 9, 2, 2, 2, 0, 2]);
  const found = new Int32Array([1, 1, 0, 1, 5, 5, 5, 0]);
  const table = overlaps(truth, found);
  assertEquals([...table.truthAreas], [4, 2]);
  assertEquals([...table.foundAreas], [3, 3]);
  assertEquals(
    [...table.pixels].map((pixels, i) => [table.truth[i], table.found[i], pixels]),
    [[0, 0, 1], [0, 1, 2], [1, 0, 1]],
  );
});

Deno.test("overlaps() takes labels near 2³¹ without a table of that size", () => {
  const labels = new Int32Array([2147483647, 0, 2147483646]);
  assertEquals([...overlaps(labels, labels).truthAreas], [1, 1]);
});

Deno.test("overlaps() takes 5,000 objects of 2,000 × 2,000 pixels", () => {
  const random = new Random(3), side = 2000;
  const labels = (offset: number) =>
    Int32Array.from({ length: side * side }, (_, i) => {
      const x = (i % side + offset) % side, y = Math.floor(i / side);
      return x % 28 < 20 && y % 28 < 20 ? 1 + Math.floor(x / 28) + 72 * Math.floor(y / 28) : 0;
    });
  const truth = labels(0), found = labels(random.integer(5) + 1);
  assertEquals(overlaps(truth, found).truthAreas.length, 5184);
});

Deno.test("overlaps() refuses another size and negative labels", () => {
  assertThrows(() => overlaps(new Int32Array(4), new Int32Array(5)), InputError, "5 pixels");
  assertThrows(() => overlaps(new Int32Array([-1]), new Int32Array(1)), InputError, "label -1");
});
