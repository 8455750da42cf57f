import { assert, assertAlmostEquals } from "@std/assert";
import { largestEigen } from "../../../lib/profile/reduce/lanczos.ts";

Deno.test("largestEigen() finds the known eigenvalues of a chain", () => {
  // The second difference of n places has the eigenvalues 2 − 2 cos(π k / (n + 1)).
  const n = 400;
  const { values, vectors } = largestEigen(n, 3, (x, out) => {
    for (let i = 0; i < n; i++) out[i] = 2 * x[i]! - (x[i - 1] ?? 0) - (x[i + 1] ?? 0);
  }, 1e-10);
  for (const [i, value] of values.entries()) {
    assertAlmostEquals(value, 2 - 2 * Math.cos(Math.PI * (n - i) / (n + 1)), 1e-9);
  }
  const first = Math.abs(vectors.data[0]! / vectors.data[1]!);
  assertAlmostEquals(
    first,
    Math.abs(Math.sin(Math.PI * n / (n + 1)) / Math.sin(2 * Math.PI * n / (n + 1))),
    1e-5,
  );
});

Deno.test("largestEigen() finds an eigenvalue as often as it comes", () => {
  const n = 300, diagonal = Array.from({ length: n }, (_, i) => i < 3 ? 5 : i < 6 ? 2 : 0);
  const { values, vectors } = largestEigen(n, 4, (x, out) => {
    for (let i = 0; i < n; i++) out[i] = diagonal[i]! * x[i]!;
  }, 1e-10);
  for (const [i, expected] of [5, 5, 5, 2].entries()) {
    assertAlmostEquals(values[i]!, expected, 1e-9);
  }
  let outside = 0;
  for (let i = 3; i < n; i++) outside += Math.abs(vectors.data[i]!);
  assert(outside < 1e-6);
});
