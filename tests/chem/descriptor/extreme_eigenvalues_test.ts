import { assertAlmostEquals, assertEquals } from "@std/assert";
import { extremeEigenvalues } from "../../../lib/chem/descriptor/extreme_eigenvalues.ts";

/** Neighbours on a string, whose eigenvalues are 2 cos(kπ/(n + 1)). */
const string = (x: Float64Array) => x.map((_, i) => (x[i - 1] ?? 0) + (x[i + 1] ?? 0));

for (const n of [1, 2, 3, 19, 20, 21, 400]) {
  Deno.test(`extremeEigenvalues() of a string of ${n} are the known ones`, () => {
    const { highest, lowest } = extremeEigenvalues(n, string);
    const known = 2 * Math.cos(Math.PI / (n + 1));
    assertAlmostEquals(highest, known, 1e-9);
    assertAlmostEquals(lowest, -known, 1e-9);
  });
}

Deno.test("extremeEigenvalues() sees through many equal eigenvalues", () => {
  const { highest, lowest } = extremeEigenvalues(50, (x) => x.map((v, i) => i === 7 ? 3 * v : v));
  assertAlmostEquals(highest, 3, 1e-12);
  assertAlmostEquals(lowest, 1, 1e-12);
});

Deno.test("extremeEigenvalues() of zero and of a matrix with NaN are 0 and NaN", () => {
  assertEquals(extremeEigenvalues(4, (x) => x.map(() => 0)), { highest: 0, lowest: 0 });
  assertEquals(extremeEigenvalues(4, (x) => x.map(() => NaN)), { highest: NaN, lowest: NaN });
});
