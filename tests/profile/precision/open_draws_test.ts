import { assertAlmostEquals, assertEquals } from "@std/assert";
import { multiply } from "../../../lib/core/multiply.ts";
import { Random } from "../../../lib/core/random.ts";
import { Comparison } from "../../../lib/profile/distance/comparison.ts";
import { OpenDraws } from "../../../lib/profile/precision/open_draws.ts";
import { SharedSimilarities } from "../../../lib/profile/precision/shared.ts";

const ints = (...values: number[]) => Int32Array.from(values);

/** Two plates: members 0 and 1, controls 2-5 on the first plate and 6-9 on the second. */
const group = {
  members: [0, 1],
  positives: [ints(1), ints(0)],
  peers: [ints(0), ints(1)],
  candidates: [ints(2, 3, 4, 5), ints(6, 7, 8, 9)],
};

async function drawsOf(values: number[], draws: number): Promise<OpenDraws> {
  const matrix = { rows: 10, cols: 1, data: Float64Array.from(values) };
  const comparison = new Comparison(matrix, matrix, "euclidean", multiply);
  const all = Int32Array.from({ length: 10 }, (_, i) => i);
  const shared = await SharedSimilarities.of(comparison, all, all.subarray(2), 10);
  return new OpenDraws(group, draws, new Random(4), shared);
}

/** Sum of the two precisions where rows a and b stand in for the members, by counting. */
function sumOf(values: number[], a: number, b: number): number {
  const rank = (query: number, other: number, plate: number[]) => {
    const near = (row: number) => Math.abs(values[row]! - values[query]!);
    return 1 + plate.filter((row) => row !== query && near(row) < near(other)).length;
  };
  return 1 / rank(a, b, [0, 2, 3, 4, 5]) + 1 / rank(b, a, [1, 6, 7, 8, 9]);
}

Deno.test("OpenDraws gives the p-value of all arrangements, own rows among the negatives", async () => {
  const random = new Random(12);
  for (let round = 0; round < 4; round++) {
    const values = Array.from({ length: 10 }, () => random.normal());
    const draws = await drawsOf(values, 20000), seen = sumOf(values, 0, 1);
    assertAlmostEquals(draws.seen(group), seen, 1e-12);
    let reached = 0;
    for (const a of [0, 2, 3, 4, 5]) {
      for (const b of [1, 6, 7, 8, 9]) if (sumOf(values, a, b) >= seen - 1e-10) reached++;
    }
    // Four standard errors of 400 successes.
    const p = reached / 25, tolerance = 4 * p * Math.sqrt((1 - p) / 400);
    assertAlmostEquals(draws.pValue(group, seen - 1e-10), p, tolerance);
    const few = await drawsOf(values, 390);
    assertAlmostEquals(
      few.pValue(group, seen - 1e-10),
      p,
      4 * Math.sqrt(p * (1 - p) / 390) + 0.003,
    );
  }
});

Deno.test("OpenDraws are all reached where everything ties", async () => {
  const draws = await drawsOf(Array.from({ length: 10 }, () => 3), 50);
  assertEquals(draws.pValue(group, draws.seen(group) - 1e-10), 1);
});
