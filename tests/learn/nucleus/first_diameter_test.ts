import { assertAlmostEquals, assertEquals } from "@std/assert";
import { firstDiameter } from "../../../lib/learn/nucleus/first_diameter.ts";
import { discs } from "../discs.ts";

Deno.test("firstDiameter() is near the diameter of separate discs", () => {
  for (const radius of [6, 14]) {
    const { image } = discs(200, 200, 10, radius, 5);
    assertAlmostEquals(firstDiameter(image).diameter, 2 * radius, 1.5);
  }
});

Deno.test("firstDiameter() of a black image is 30, and nothing may be a nucleus", () => {
  const black = { width: 5, height: 5, data: new Uint16Array(25) };
  assertEquals(firstDiameter(black), { diameter: 30, foreground: 0 });
});
