import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { multiply } from "../../../lib/core/multiply.ts";
import { Random } from "../../../lib/core/random.ts";
import { Comparison } from "../../../lib/profile/distance/comparison.ts";
import { ControlRanks } from "../../../lib/profile/precision/control_ranks.ts";
import { OpenArrangements } from "../../../lib/profile/precision/open_arrangements.ts";
import { SharedSimilarities } from "../../../lib/profile/precision/shared.ts";

const ints = (...values: number[]) => Int32Array.from(values);

/** Members 0 and 1 with controls 3-7 on a plate, member 2 with controls 8-11 on another. */
const plates = [[0, 1, 3, 4, 5, 6, 7], [0, 1, 3, 4, 5, 6, 7], [2, 8, 9, 10, 11]];
const first = ints(3, 4, 5, 6, 7), peers = ints(0, 1);
const group = {
  members: [0, 1, 2],
  positives: [ints(1, 2), ints(0, 2), ints(0, 1)],
  peers: [peers, peers, ints(2)],
  candidates: [first, first, ints(8, 9, 10, 11)],
};
const draws = 300;

async function ranksOf(values: readonly number[]) {
  const matrix = { rows: 12, cols: 1, data: Float64Array.from(values) };
  const comparison = new Comparison(matrix, matrix, "euclidean", multiply);
  const all = Int32Array.from(values, (_, i) => i);
  const shared = await SharedSimilarities.of(comparison, all, all.subarray(3), 12);
  const columnOf = (row: number) => shared.column(row);
  const arrangements = new OpenArrangements(group, draws, new Random(4), columnOf);
  return { arrangements, ranks: new ControlRanks(group, draws, arrangements, shared), columnOf };
}

/** Average precision at place k by counting: negatives are the rows of its plate that do not stand in. */
function precision(values: readonly number[], rows: Int32Array, k: number): number {
  const near = (row: number) => Math.abs(values[row]! - values[rows[k]!]!);
  const negatives = plates[k]!.filter((row) => !rows.includes(row)).map(near);
  const positives = [...rows.keys()].filter((j) => j !== k).map((j) => near(rows[j]!)).sort((
    a,
    b,
  ) => a - b);
  const at = (level: number, i: number) =>
    (i + 1) / (i + 1 + negatives.filter((other) => other < level).length);
  return positives.reduce((sum, level, i) => sum + at(level, i), 0) / positives.length;
}

Deno.test("the sum of precisions lies between the least and the most of every draw", async () => {
  const random = new Random(2);
  for (let round = 0; round < 5; round++) {
    const values = Array.from({ length: 12 }, () => random.normal());
    const { arrangements, ranks } = await ranksOf(values);
    let bounded = 0;
    for (let draw = 0; draw < draws; draw++) {
      arrangements.arrange(group, draw);
      const found = group.members.map((_, k) => precision(values, arrangements.rows, k));
      const sum = found.reduce((a, b) => a + b), [low, high] = [ranks.lowest, ranks.highest];
      assert(low[draw]! <= sum + 1e-6 && sum <= high[draw]! + 1e-6, `${sum} in draw ${draw}`);
      found.forEach((one, k) => assert(one <= ranks.most[3 * draw + k]! + 1e-6));
      if (high[draw]! < 2.9 && low[draw]! > 0.1) bounded++;
    }
    assert(bounded > draws / 4, "bounds say something");
  }
});

Deno.test("where only controls stand in, their similarities and ranks are those by counting", async () => {
  const random = new Random(3), values = Array.from({ length: 12 }, () => random.normal());
  const { arrangements, ranks } = await ranksOf(values);
  let compared = 0;
  for (let draw = 0; draw < draws; draw++) {
    if (arrangements.keeps[draw] === 1) continue;
    arrangements.arrange(group, draw);
    const { rows } = arrangements;
    for (let k = 0; k < 3; k++) {
      // Euclidean distances are compared squared.
      const near = (row: number) => -((values[row]! - values[rows[k]!]!) ** 2);
      const levels = [...rows].filter((_, j) => j !== k).map(near).sort((a, b) => b - a);
      // Members are not counted: they are each group's own.
      const controls = plates[k]!.filter((row) => row > 2 && !rows.includes(row)).map(near);
      levels.forEach((level, i) => {
        const at = (3 * draw + k) * 2 + i;
        assertAlmostEquals(ranks.levels[at]!, level, 1e-5);
        assertEquals(ranks.above[at], controls.filter((other) => other > level).length);
      });
      compared++;
    }
  }
  assert(compared > 100);
});

Deno.test("where controls tie nothing is said of a draw", async () => {
  const { arrangements, ranks } = await ranksOf(new Array(12).fill(1));
  const controls = arrangements.keeps.indexOf(0);
  assertEquals([ranks.lowest[controls], ranks.highest[controls]], [-Infinity, Infinity]);
});
