import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { enclosingCircle } from "../../../lib/segment/measure/circle.ts";

Deno.test("enclosingCircle() holds all points, and three or two opposite ones lie on it", () => {
  const random = new Random(4);
  for (let round = 0; round < 200; round++) {
    const points = Array.from(
      { length: 2 * (2 + round % 20) },
      () => Math.floor(20 * random.uniform()),
    );
    const { x, y, radius } = enclosingCircle(points);
    const distances = points.flatMap((px, i) =>
      i % 2 === 0 ? [Math.hypot(px - x, points[i + 1]! - y)] : []
    );
    assert(Math.max(...distances) <= radius + 1e-9);
    assert(radius === 0 || distances.filter((d) => d > radius - 1e-9).length >= 2);
  }
});

Deno.test("enclosingCircle() of an equilateral triangle goes through all corners", () => {
  const { radius } = enclosingCircle([0, 0, 2, 0, 1, Math.sqrt(3)]);
  assertAlmostEquals(radius, 2 / Math.sqrt(3));
  assertEquals(enclosingCircle([3, 4]), { x: 3, y: 4, radius: 0 });
});
