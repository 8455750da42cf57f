import { assertAlmostEquals } from "@std/assert";
import { fitCurve } from "../../../../lib/profile/reduce/umap/curve.ts";
import { reference } from "../digits.ts";

Deno.test("fitCurve() equals umap-learn's fit", () => {
  for (const [leastDistance, spread, a, b] of reference.curves) {
    // SciPy's fit stops where the squares fall by less than 1.5e-8 of themselves.
    const ours = fitCurve(leastDistance!, spread!);
    assertAlmostEquals(ours.a / a!, 1, 5e-6, `a of ${leastDistance}, ${spread}`);
    assertAlmostEquals(ours.b / b!, 1, 5e-6, `b of ${leastDistance}, ${spread}`);
  }
});
