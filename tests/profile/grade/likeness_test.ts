import { assertAlmostEquals, assertEquals } from "@std/assert";
import { pairCorrelation, pairRanks } from "../../../lib/profile/grade/likeness.ts";

/** A symmetric matrix of four rows from its pairs (1,0), (2,0), (2,1), (3,0), … */
function matrix(pairs: number[]) {
  const data = new Float32Array(16);
  let at = 0;
  for (let i = 1; i < 4; i++) {
    for (let j = 0; j < i; j++) data[4 * i + j] = data[4 * j + i] = pairs[at++]!;
  }
  return { rows: 4, cols: 4, data };
}

const first = [0.3, 0.1, 0.1, 0.9, 0.5, 0.7], second = [0.2, 0.4, 0.1, 0.8, 0.8, 0.3];

Deno.test("pairRanks() gives equal distances their mean rank", () => {
  assertEquals([...pairRanks(matrix(first))], [3, 1.5, 1.5, 6, 4, 5]);
});

Deno.test("pairCorrelation() of ranks is Spearman's correlation of scipy", () => {
  const found = pairCorrelation(pairRanks(matrix(first)), pairRanks(matrix(second)), [1, 1, 1, 1]);
  // scipy.stats.spearmanr 1.17.1
  assertAlmostEquals(found, 0.5882352941176471, 1e-12);
});

Deno.test("pairCorrelation() counts pairs as often as numpy's corrcoef of repeated pairs", () => {
  // Rows drawn 2, 1, 1 and 0 times: pairs (1,0) and (2,0) twice, (2,1) once.
  assertAlmostEquals(pairCorrelation(first, second, [2, 1, 1, 0]), -0.40824829046386313, 1e-12);
});

Deno.test("pairCorrelation() is 0 where one side does not vary", () => {
  assertEquals(pairCorrelation([1, 1, 1], [1, 2, 3], [1, 1, 1]), 0);
});
