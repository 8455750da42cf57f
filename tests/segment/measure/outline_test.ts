import { assertAlmostEquals, assertEquals } from "@std/assert";
import { outlineOf } from "../../../lib/segment/measure/outline.ts";
import { drawnRegion } from "./cut.ts";

Deno.test("outlineOf() counts pieces minus holes, corners connecting", () => {
  assertEquals(outlineOf(drawnRegion("###", "#.#", "###")).euler, 0);
  assertEquals(outlineOf(drawnRegion("#.", ".#")).euler, 1);
  assertEquals(outlineOf(drawnRegion("#.#", "...", "#.#")).euler, 4);
});

Deno.test("outlineOf() measures slanting outlines by their diagonal steps", () => {
  assertAlmostEquals(outlineOf(drawnRegion(".#.", "###", ".#.")).perimeter, 4 * Math.SQRT2);
  assertEquals(outlineOf(drawnRegion("#")).perimeter, 0);
});
