import { assertAlmostEquals, assertEquals } from "@std/assert";
import { extremeEigenvalues } from "../../../lib/chem/descriptor/extreme_eigenvalues.ts";

/** Neighbours on a string, whose eigenvalues are 2 cos(kπ/(n + 1)). */
const string = (x: Float64Array, y: Float64Array) => {
  for (const i of x.keys()) y[i] = (x[i - 1] ?? 0) + (x[i + 1] ?? 0);
};

/** A matrix that has only a diagonal. */
const diagonal = (at: (i: number) => number) => (x: Float64Array, y: Float64Array) => {
  for (const i of x.keys()) y[i] = at(i) * x[i]!;
};

for (const n of [1, 2, 3, 19, 20, 21, 400]) {
  Deno.test(`extremeEigenvalues() of a string of ${n} are the known ones`, () => {
    const { highest, lowest } = extremeEigenvalues(n, string);
    const known = 2 * Math.cos(Math.PI / (n + 1));
    assertAlmostEquals(highest, known, 1e-9);
    assertAlmostEquals(lowest, -known, 1e-9);
  });
}

Deno.test("extremeEigenvalues() sees through many equal eigenvalues", () => {
  const { highest, lowest } = extremeEigenvalues(50, diagonal((i) => i === 7 ? 3 : 1));
  assertAlmostEquals(highest, 3, 1e-12);
  assertAlmostEquals(lowest, 1, 1e-12);
});

Deno.test("extremeEigenvalues() of zero and of a matrix with NaN are 0 and NaN", () => {
  assertEquals(extremeEigenvalues(4, diagonal(() => 0)), { highest: 0, lowest: 0 });
  assertEquals(extremeEigenvalues(4, diagonal(() => NaN)), { highest: NaN, lowest: NaN });
});
