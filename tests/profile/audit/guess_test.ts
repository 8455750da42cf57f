import { assertEquals } from "@std/assert";
import { multiply } from "../../../lib/core/multiply.ts";
import { guessByKey, guessByNearest, nearestRows } from "../../../lib/profile/audit/guess.ts";
import { Comparison } from "../../../lib/profile/distance/comparison.ts";

const fold = { test: new Int32Array([0, 1]), train: new Int32Array([2, 3, 4, 5]) };

Deno.test("guessByKey() takes the commonest label of the key, and of all for a new key", () => {
  const keys = ["x", "new", "x", "x", "x", "y"], labels = new Int32Array([1, 2, 1, 1, 3, 2]);
  const { right, seen } = guessByKey([keys], labels, [fold]);
  assertEquals([...right], [1, 0, NaN, NaN, NaN, NaN]);
  assertEquals(seen, [true, false, false, false, false, false]);
});

Deno.test("guessByKey() shares a tie among the labels that tie", () => {
  const keys = ["x", "x", "x", "x", "y", "y"], labels = new Int32Array([1, 2, 1, 3, 4, 4]);
  assertEquals([...guessByKey([keys], labels, [fold]).right].slice(0, 2), [0.5, 0]);
});

Deno.test("guessByKey() takes the keys of each fold", () => {
  const labels = new Int32Array([1, 1, 2]);
  const folds = [0, 2].map((row) => ({
    test: Int32Array.of(row),
    train: Int32Array.from([0, 1, 2].filter((other) => other !== row)),
  }));
  const { right } = guessByKey([["x", "x", "y"], ["x", "x", "x"]], labels, folds);
  assertEquals([...right], [1, NaN, 0]);
});

Deno.test("nearestRows() finds all rows that tie, and guessByNearest() shares among them", async () => {
  const data = new Float64Array([1, 0, 0, 1, 2, 0, 3, 0, 1, 1, 0, 5]);
  const matrix = { rows: 6, cols: 2, data };
  const nearest = await nearestRows(new Comparison(matrix, matrix, "cosine", multiply), [fold]);
  assertEquals([nearest.get(0), nearest.get(1)], [[2, 3], [5]]);
  const labels = new Int32Array([1, 2, 1, 2, 2, 2]);
  assertEquals([...guessByNearest(nearest, labels, labels)].slice(0, 2), [0.5, 1]);
});
