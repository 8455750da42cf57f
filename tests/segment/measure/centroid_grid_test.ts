import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { CentroidGrid } from "../../../lib/segment/measure/centroid_grid.ts";

/** All are compared with all. */
function compared(centres: Float64Array, o: number): [number, number, number] {
  const steps = Array.from({ length: centres.length / 2 }, (_, i) => ({
    i,
    dx: centres[2 * i]! - centres[2 * o]!,
    dy: centres[2 * i + 1]! - centres[2 * o + 1]!,
  })).filter(({ i }) => i !== o);
  const square = ({ dx, dy }: { dx: number; dy: number }) => dx ** 2 + dy ** 2;
  const [a, b] = steps.toSorted((p, q) => square(p) - square(q) || p.i - q.i);
  if (a === undefined) return [NaN, NaN, NaN];
  if (b === undefined) return [Math.sqrt(square(a)), NaN, NaN];
  const cosine = (a.dx * b.dx + a.dy * b.dy) / Math.sqrt(square(a) * square(b));
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine))) * 180 / Math.PI;
  return [Math.sqrt(square(a)), Math.sqrt(square(b)), angle];
}

Deno.test("CentroidGrid finds the two closest of any centroids, as comparing all with all does", () => {
  const random = new Random(4);
  for (let round = 0; round < 60; round++) {
    const width = 1 + random.integer(300), height = 1 + random.integer(300);
    const count = 1 + random.integer(round < 30 ? 6 : 200);
    // Whole pixels make many equally far, and some coincide; halves crowd one corner.
    const place = (length: number) =>
      round % 3 === 0
        ? random.integer(length)
        : random.uniform(0, round % 3 === 1 ? length - 1 : 0.1 * (length - 1));
    const centres = Float64Array.from(
      { length: 2 * count },
      (_, i) => place(i % 2 === 0 ? width : height),
    );
    const grid = new CentroidGrid(centres, width, height);
    for (let o = 0; o < count; o++) {
      assertEquals(grid.twoClosest(o), compared(centres, o), `round ${round}, centroid ${o}`);
    }
  }
});
