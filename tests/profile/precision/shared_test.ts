import { assertAlmostEquals, assertEquals } from "@std/assert";
import { multiply } from "../../../lib/core/multiply.ts";
import { Comparison } from "../../../lib/profile/distance/comparison.ts";
import { SharedSimilarities } from "../../../lib/profile/precision/shared.ts";

const data = new Float64Array([1, 0, 0, 1, 1, 1, 2, 1, -1, 3]);
const matrix = { rows: 5, cols: 2, data };
const comparison = new Comparison(matrix, matrix, "cosine", multiply);
const columns = new Int32Array([1, 2, 3]), lines = new Int32Array([0, 1, 2, 3, 4]);

Deno.test("SharedSimilarities gives every pair of its rows in both directions", async () => {
  const shared = await SharedSimilarities.of(comparison, lines, columns, 5);
  for (const a of lines) {
    for (const b of lines) {
      assertAlmostEquals(shared.at(a, b), comparison.pair(a, b), 1e-7);
      assertEquals(shared.at(a, b), shared.at(b, a));
    }
  }
});

Deno.test("SharedSimilarities compares two rows that are no candidates once", async () => {
  let compared = 0;
  class Counting extends Comparison {
    override pair(row: number, other: number): number {
      compared++;
      return super.pair(row, other);
    }
  }
  const counting = new Counting(matrix, matrix, "cosine", multiply);
  const shared = await SharedSimilarities.of(counting, lines, columns, 5);
  const first = shared.at(0, 4);
  assertEquals([shared.at(4, 0), shared.at(0, 4), compared], [first, first, 1]);
});

Deno.test("SharedSimilarities sorts upwards and leaves the row itself out", async () => {
  const shared = await SharedSimilarities.of(comparison, lines, columns, 5);
  const sorted = shared.sorted(0, columns);
  assertEquals([...sorted], [...sorted].toSorted((a, b) => a - b));
  assertEquals(sorted.length, 3);
  assertEquals(shared.sorted(2, columns).length, 2);
  assertEquals(shared.sorted(0, columns) === sorted, true); // kept
});

Deno.test("SharedSimilarities counts the candidates above each, and says where another ties", async () => {
  const values = { rows: 6, cols: 1, data: new Float64Array([0, 1, 2, 2, 5, 7]) };
  const near = new Comparison(values, values, "euclidean", multiply);
  const all = Int32Array.of(0, 1, 2, 3, 4, 5);
  const shared = await SharedSimilarities.of(near, all, all, 6);
  // From 0 the candidates lie at 1, 2, 2 and 5; row 5, at 7, is none.
  assertEquals([...shared.above(0, Int32Array.of(1, 2, 3, 4))], [0, 0, -1, -1, 3, 4]);
  // Row 2 itself does not count, so that its twin is the nearest.
  assertEquals([...shared.above(2, Int32Array.of(1, 2, 3, 4))], [2, 1, -1, 0, 2, 3]);
});
