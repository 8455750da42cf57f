import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  ellipseOf,
  huMoments,
  normalizedMoments,
  shapeMoments,
} from "../../../lib/segment/measure/moments.ts";
import { drawnRegion } from "./cut.ts";

Deno.test("shapeMoments() of a rectangle are those of its formula", () => {
  const { raw, central } = shapeMoments(drawnRegion("###", "###"));
  assertEquals([raw[0], raw[1], raw[4], raw[5]], [6, 6, 3, 3]);
  assertEquals([central[1], central[2], central[8]], [0, 4, 1.5]);
});

Deno.test("ellipseOf() tells a line that falls from one that rises", () => {
  const falling = ellipseOf(shapeMoments(drawnRegion("#..", ".#.", "..#")).central);
  const rising = ellipseOf(shapeMoments(drawnRegion("..#", ".#.", "#..")).central);
  assertEquals([falling.eccentricity, rising.eccentricity], [1, 1]);
  assertEquals([falling.orientation, rising.orientation], [45, -45]);
});

Deno.test("huMoments() do not change when the object is turned by a right angle", () => {
  const hu = (...rows: string[]) =>
    huMoments(normalizedMoments(shapeMoments(drawnRegion(...rows)).central));
  const turned = hu("####", "#...", "#...");
  hu("###", "..#", "..#", "..#").forEach((value, i) =>
    assertAlmostEquals(value, turned[i]!, 1e-12)
  );
});
