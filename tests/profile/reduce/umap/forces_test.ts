import { assert, assertAlmostEquals } from "@std/assert";
import { fitCurve } from "../../../../lib/profile/reduce/umap/curve.ts";
import { lookUp, makeForces } from "../../../../lib/profile/reduce/umap/forces.ts";

Deno.test("makeForces() gives the slope of UMAP's loss within 1e-5 between entries too", () => {
  const { a, b } = fitCurve(0.1, 1), { pull, push } = makeForces({ a, b });
  const near = (squared: number) => 1 / (1 + a * squared ** b);
  for (let squared = 1e-4; squared < 1e4; squared *= 1.0371) {
    const h = squared * 1e-5;
    // The loss falls along the squared distance; a difference of places moves that by twice itself.
    const slope = (loss: (at: number) => number) =>
      (loss(squared + h) - loss(squared - h)) / (2 * h);
    const attraction = 2 * slope((at) => Math.log(near(at)));
    assertAlmostEquals(lookUp(pull, squared) / attraction, 1, 2e-5);
    const repulsion = 2 * slope((at) => Math.log(1 - near(at))) * squared / (squared + 1e-3);
    assertAlmostEquals(lookUp(push, squared) / repulsion, 1, 2e-5);
  }
});

Deno.test("lookUp() stays finite for rows that touch or are far away", () => {
  const { pull, push } = makeForces({ a: 1.6, b: 0.9 });
  for (const squared of [0, 1e-300, 1e-13, 1e13, 1e300]) {
    assert(Number.isFinite(lookUp(pull, squared)) && lookUp(pull, squared) <= 0);
    assert(Number.isFinite(lookUp(push, squared)) && lookUp(push, squared) >= 0);
  }
});
