import { assert } from "@std/assert";
import { Random } from "../../../../lib/core/random.ts";
import { barnesHut } from "../../../../lib/profile/reduce/tsne/barnes_hut.ts";
import { exactRepulsion } from "../../../../lib/profile/reduce/tsne/repulsion.ts";
import { largestDifference } from "../digits.ts";

const random = new Random(2);
const layout = Float64Array.from(
  { length: 1200 },
  (_, i) => random.normal() * 4 + 20 * (Math.floor(i / 2) % 5),
);

Deno.test("barnesHut() with theta 0 is the exact push", () => {
  const exact = exactRepulsion(layout, 2), ours = barnesHut(layout, 0);
  assert(largestDifference(ours.forces, exact.forces) < 1e-10);
  assert(Math.abs(ours.sum / exact.sum - 1) < 1e-12);
});

Deno.test("barnesHut() comes nearer to the exact push as theta falls", () => {
  const exact = exactRepulsion(layout, 2);
  const size = Math.hypot(...exact.forces);
  const errors = [0.7, 0.5, 0.2].map((theta) => {
    const { forces } = barnesHut(layout, theta);
    return Math.hypot(...forces.map((force, i) => force - exact.forces[i]!)) / size;
  });
  assert(errors[0]! < 0.03 && errors[1]! < 0.01 && errors[2]! < 0.001, String(errors));
});
