import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { Matrix } from "../../lib/core/matrix.ts";
import { canonical, cosines, ridge } from "../../lib/link/linear.ts";
import expected from "./fixtures/linear.json" with { type: "json" };

const { n, d, m, strength } = expected;
const matrix = (rows: number, cols: number, data: number[]): Matrix => ({
  rows,
  cols,
  data: Float64Array.from(data),
});
const x = matrix(n, d, expected.x), y = matrix(n, m, expected.y);
const query = matrix(3, d, expected.query), other = matrix(3, m, expected.other);

function assertClose(found: ArrayLike<number>, wanted: readonly number[], within = 1e-9): void {
  assertEquals(found.length, wanted.length);
  wanted.forEach((value, i) => assertAlmostEquals(found[i]!, value, within));
}

Deno.test("ridge() predicts what scikit-learn predicts", () => {
  assertClose(ridge(x, y)(query, strength).data, expected.ridge);
});

Deno.test("ridge() predicts 0 from features that do not vary", () => {
  const flat = matrix(n, d, new Array(n * d).fill(0));
  assertClose(ridge(flat, y)(query, strength).data, new Array(3 * m).fill(0));
});

Deno.test("canonical() has the correlations and variates of SciPy's generalised eigenproblem", () => {
  const space = canonical(x, y)(strength);
  assertClose(space.correlations.slice(0, 2), expected.correlations);
  const first = space.first(query, 2).data, second = space.second(other, 2).data;
  assertClose(first.map(Math.abs), expected.lengths);
  // Products do not depend on which way both vectors of a pair point.
  assertClose(first.map((value, i) => value * second[i]!), expected.products);
});

Deno.test("cosines() are 0 for rows of zeros and 1 for a row with itself", () => {
  const rows = matrix(2, 2, [0, 0, 3, 4]);
  const { data } = cosines(rows, rows);
  assertClose(data, [0, 0, 0, 1], 1e-15);
  assert(data.every(Number.isFinite));
});
