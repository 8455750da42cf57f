import { Random } from "../../core/random.ts";
import type { Comparison } from "../distance/comparison.ts";
import type { RowPrecision } from "./average.ts";
import { batches, unite } from "./batches.ts";
import { Exchange } from "./exchange.ts";
import { movingUnits } from "./moving_units.ts";
import { OpenDraws } from "./open_draws.ts";
import type { Pairs } from "./pairs.ts";
import { Ranking } from "./ranking.ts";
import { sequentialPValue } from "./sequential.ts";
import { SharedSimilarities } from "./shared.ts";
import { closedKey, type Movement, openGroup } from "./shared_null.ts";
import { outside, type Slot, slotsOf } from "./slots.ts";
import { listTasks } from "./tasks.ts";

/** What a permutation test of one group found. */
export interface PermutationTest {
  /** Share of the arrangements that reach at least the precision seen, the one seen included. */
  pValue: number;
  /** Number of different arrangements: no p-value can be below one in so many. */
  arrangements: number;
  /** Whether all of them were tried, rather than some drawn. */
  exact: boolean;
}

/** How {@link permutationTests} works. */
export interface PermutationOptions extends Movement {
  /** Arrangements drawn at most, or tried where there are no more; see {@link sequentialPValue}. */
  permutations: number;
  /** Seed of the draws. */
  seed: number;
  /** Most candidates for negatives that a test uses; of more, a random part. */
  mostCandidates: number;
}

/**
 * Tests each group by permuting labels: were its members drawn from among themselves and their
 * negatives, how often would their mean average precision be as high?
 *
 * Members and negatives exchange their profiles within strata; all precisions of the group are then
 * taken again, so that what they share (each other, the negatives) is shared under the null, too.
 *
 * @param comparison The profiles [n].
 * @param pairs Who is compared with whom.
 * @param scored Precisions of the profiles, by group; groups without are left out.
 * @param options Draws, strata, units.
 * @returns One test a group, undefined where no profile of it was scored.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 * import { multiply } from "../../core/multiply.ts";
 * import { Comparison } from "../distance/comparison.ts";
 * import { averagePrecisions } from "./average.ts";
 * import { findPairs } from "./pairs.ts";
 *
 * const matrix = { rows: 4, cols: 1, data: new Float64Array([1, 2, 7, 9]) };
 * const comparison = new Comparison(matrix, matrix, "euclidean", multiply);
 * const pairs = findPairs(pl.DataFrame({ moa: ["a", "a", "b", "b"] }), { posSameBy: ["moa"] });
 * const scored = await averagePrecisions(comparison, pairs, 4);
 * const tests = await permutationTests(comparison, pairs, scored, {
 *   permutations: 99,
 *   seed: 1,
 *   stratum: new Int32Array(4),
 *   unit: Int32Array.of(0, 1, 2, 3),
 *   mostCandidates: 4096,
 * });
 * // Two of four rows in order are twelve arrangements; 1 with 2 and 7 with 9 are perfect.
 * assertEquals(tests[0], { pValue: 4 / 12, arrangements: 12, exact: true });
 * ```
 */
export async function permutationTests(
  comparison: Comparison,
  pairs: Pairs,
  scored: readonly RowPrecision[],
  options: PermutationOptions,
): Promise<(PermutationTest | undefined)[]> {
  const found = new Array<PermutationTest | undefined>(pairs.groups.length);
  const tasks = listTasks(pairs, scored, options);
  const most = tasks.reduce((size, { members }) => Math.max(size, members.length), 1);
  const ranking = new Ranking(most), values = new Float64Array(most);
  const { stratum, unit, seed, permutations, mostCandidates } = options, rows = stratum.length;
  for (const batch of batches(tasks, mostCandidates)) {
    const lists = batch.flatMap(({ queries }) => queries.map(({ candidates }) => candidates));
    const columns = unite(new Set(lists), rows);
    const lines = unite([columns, ...batch.map(({ members }) => members)], rows);
    const shared = await SharedSimilarities.of(comparison, lines, columns, rows);
    const drawn = new Map<string, OpenDraws>(), known = new Map<string, Float64Array>();
    for (const task of batch) {
      const slots = slotsOf(task, pairs, rows);
      const few = permutations * task.members.length ** 2 <= mostKept;
      // Where its units share no place, a group's null is that of units alone, which others may share.
      const meet = movingUnits(task.members, options).some(({ parts }) => parts.length > 1);
      const open = few && !meet ? openGroup(task, slots, options) : undefined;
      if (open !== undefined && open.arrangements > permutations) {
        const { key, group, arrangements } = open;
        const random = new Random(seed).fork("mAP draws", key);
        const draws = drawn.get(key) ?? new OpenDraws(group, permutations, random, shared);
        drawn.set(key, draws);
        const pValue = draws.pValue(group, draws.seen(group) - rounding);
        found[task.group] = { pValue, arrangements, exact: false };
        continue;
      }
      const movement = meet ? options : { stratum, unit };
      const exchange = new Exchange(task.members, outside(slots), movement);
      const { arrangements } = exchange;
      const statistic = () => sumOfPrecisions(slots, exchange, shared, ranking, values);
      const seen = statistic() - rounding;
      const key = meet ? undefined : closedKey(task, slots, options);
      const exact = arrangements <= permutations;
      const random = new Random(seed).fork("mAP", key ?? pairs.groups[task.group]!.name);
      if (key === undefined && !exact) {
        const pValue = sequentialPValue(permutations, () => {
          exchange.draw(random);
          return statistic() >= seen;
        });
        found[task.group] = { pValue, arrangements, exact };
        continue;
      }
      const sums = (key === undefined ? undefined : known.get(key)) ??
        nullOf(exchange, statistic, permutations, random);
      if (key !== undefined) known.set(key, sums);
      const reached = sums.reduce((count, sum) => count + (sum >= seen ? 1 : 0), 0);
      const pValue = exact ? reached / arrangements : (reached + 1) / (permutations + 1);
      found[task.group] = { pValue, arrangements, exact };
    }
  }
  return found;
}

/** Most similarities of random arrangements that are kept, about 64 MB. */
const mostKept = 1 << 23;

/** Sums in another order may differ in the last digits. */
const rounding = 1e-10;

/** The statistic of all arrangements, or of some drawn. */
function nullOf(
  exchange: Exchange,
  statistic: () => number,
  permutations: number,
  random: Random,
): Float64Array {
  const { arrangements } = exchange;
  const sums = new Float64Array(Math.min(arrangements, permutations));
  let at = 0;
  if (arrangements <= permutations) exchange.each(() => sums[at++] = statistic());
  else {
    while (at < permutations) {
      exchange.draw(random);
      sums[at++] = statistic();
    }
  }
  return sums;
}

/** Sum of the average precisions in the exchange's current arrangement. */
function sumOfPrecisions(
  slots: readonly Slot[],
  { image, incoming, outgoing }: Exchange,
  shared: SharedSimilarities,
  ranking: Ranking,
  values: Float64Array,
): number {
  let sum = 0;
  for (const { place, positives, candidates, excluded, negative } of slots) {
    const query = image[place]!;
    for (let i = 0; i < positives.length; i++) {
      values[i] = shared.at(query, image[positives[i]!]!);
    }
    ranking.start(values, positives.length);
    ranking.addSorted(shared.sorted(query, candidates));
    for (const row of excluded) if (row !== query) ranking.add(shared.at(query, row), -1);
    for (let t = 0; t < incoming.length; t++) {
      const row = incoming[t]!;
      if (negative[row] === 0) continue;
      if (row !== query) ranking.add(shared.at(query, row), -1);
      ranking.add(shared.at(query, outgoing[t]!));
    }
    sum += ranking.value();
  }
  return sum;
}
