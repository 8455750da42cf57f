import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { convexHull, hullArea } from "../../../lib/segment/nuclei/convex_hull.ts";

Deno.test("convexHull() has every point on one side of each of its edges, whatever the points", () => {
  const random = new Random(8);
  for (let round = 0; round < 50; round++) {
    const points = Array.from({ length: 2 * (3 + random.integer(30)) }, () => random.integer(9));
    const hull = convexHull(points);
    for (let i = 0; i < hull.length; i += 2) {
      const [ax, ay] = [hull[i]!, hull[i + 1]!];
      const [bx, by] = [hull[(i + 2) % hull.length]!, hull[(i + 3) % hull.length]!];
      for (let k = 0; k < points.length; k += 2) {
        assert((bx - ax) * (points[k + 1]! - ay) - (by - ay) * (points[k]! - ax) >= 0);
      }
    }
  }
});

Deno.test("convexHull() of one point, of equal points and of a line has no area", () => {
  for (const points of [[], [3, 4], [3, 4, 3, 4], [0, 0, 1, 1, 2, 2]]) {
    assertEquals(hullArea(convexHull(points)), 0);
  }
});

Deno.test("hullArea() is that of a regular polygon", () => {
  const corners = Array.from({ length: 6 }, (_, k) => k * Math.PI / 3)
    .flatMap((angle) => [Math.cos(angle), Math.sin(angle)]);
  assertAlmostEquals(hullArea(convexHull(corners)), 1.5 * Math.sqrt(3));
});
