import pl from "nodejs-polars";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { multiply } from "../../../lib/core/multiply.ts";
import { Random } from "../../../lib/core/random.ts";
import { Comparison } from "../../../lib/profile/distance/comparison.ts";
import { averagePrecisions } from "../../../lib/profile/precision/average.ts";
import { findPairs } from "../../../lib/profile/precision/pairs.ts";

Deno.test("averagePrecisions() give the same pair by pair and by products, never n × n at once", async () => {
  const random = new Random(6), n = 1200;
  const data = Float64Array.from({ length: n * 5 }, () => random.normal());
  const matrix = { rows: n, cols: 5, data };
  const meta = pl.DataFrame({
    compound: Array.from({ length: n }, (_, i) => i < 40 ? "DMSO" : `c${i % 400}`),
    plate: Array.from({ length: n }, (_, i) => `P${i % 3}`),
  });
  const controls = Array.from({ length: n }, (_, i) => i < 40);
  let asked = 0;
  const product: typeof multiply = (left, right) => {
    asked = Math.max(asked, left.rows * right.rows);
    return multiply(left, right);
  };
  const comparison = new Comparison(matrix, matrix, "cosine", product);
  const sparse = findPairs(meta, { posSameBy: ["compound"], negSameBy: ["plate"], controls });
  const found = await averagePrecisions(comparison, sparse, n);
  assertEquals(asked, 0);
  const dense = findPairs(meta, { posSameBy: ["compound"] });
  await averagePrecisions(comparison, dense, n);
  assertEquals(asked, 512 * n);
  // One of them by hand.
  const { row, averagePrecision, positives, negatives } = found[7]!;
  const cosine = (other: number) => {
    let dot = 0, a = 0, b = 0;
    for (let j = 0; j < 5; j++) {
      dot += data[row * 5 + j]! * data[other * 5 + j]!;
      a += data[row * 5 + j]! ** 2;
      b += data[other * 5 + j]! ** 2;
    }
    return dot / Math.sqrt(a * b);
  };
  const others = Array.from({ length: n }, (_, i) => i).filter((other) =>
    other !== row &&
    (controls[other] ? other % 3 === row % 3 : other >= 40 && other % 400 === row % 400)
  );
  assertEquals(others.length, positives + negatives);
  let hits = 0, sum = 0;
  others.sort((x, y) => cosine(y) - cosine(x)).forEach((other, i) => {
    if (!controls[other]) sum += ++hits / (i + 1);
  });
  assertAlmostEquals(averagePrecision, sum / hits, 1e-9);
});
