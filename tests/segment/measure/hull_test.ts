import { assertAlmostEquals, assertEquals } from "@std/assert";
import { hullOf } from "../../../lib/segment/measure/hull.ts";
import { drawnRegion } from "./cut.ts";

Deno.test("hullOf() fills what lies between, also between two pieces", () => {
  assertEquals(hullOf(drawnRegion("##..", "##..", "....", "..##", "..##")).area, 12);
  assertEquals(hullOf(drawnRegion("#.#", "#.#", "###")).area, 9);
});

Deno.test("hullOf() of a line has a width of 0, of a single pixel no extent at all", () => {
  const line = hullOf(drawnRegion("#..", ".#.", "..#"));
  assertEquals(line.minFeret, 0);
  assertAlmostEquals(line.maxFeret, 2 * Math.SQRT2);
  const { area, minFeret, maxFeret } = hullOf(drawnRegion("#"));
  assertEquals([area, minFeret, maxFeret], [1, 0, 0]);
});
