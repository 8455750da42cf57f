import { assertEquals } from "@std/assert";
import { placeLabels } from "../../lib/show/place_labels.ts";

const at = (x: number, y: number, label = "ComBat") => ({ x, y, label });

Deno.test("placeLabels() writes to the right and a little above where nothing is in the way", () => {
  assertEquals(placeLabels([at(100, 100)], 400), [{ align: "left", dx: 7, dy: -7 }]);
});

Deno.test("placeLabels() stays in the plane at both edges", () => {
  const aligned = placeLabels([at(395, 100), at(3, 200)], 400).map(({ align }) => align);
  assertEquals(aligned, ["right", "left"]);
});

Deno.test("placeLabels() covers neither labels nor points while there is room", () => {
  // Four points in one place use all four sides.
  const same = placeLabels([1, 2, 3, 4].map(() => at(200, 100)), 400);
  assertEquals(new Set(same.map((side) => JSON.stringify(side))).size, 4);
  // A point to the upper right takes that side.
  assertEquals(placeLabels([at(200, 100), at(225, 93)], 400)[0]!.align, "right");
});

Deno.test("placeLabels() of no points is empty", () => {
  assertEquals(placeLabels([], 400), []);
});
