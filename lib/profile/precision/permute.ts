import { Random } from "../../core/random.ts";
import type { Comparison } from "../distance/comparison.ts";
import type { RowPrecision } from "./average.ts";
import { Exchange } from "./exchange.ts";
import { OpenDraws, type OpenGroup } from "./open_draws.ts";
import type { Pairs } from "./pairs.ts";
import { Ranking } from "./ranking.ts";
import { SharedSimilarities } from "./shared.ts";

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
export interface PermutationOptions {
  /** Arrangements drawn, or tried where there are no more. */
  permutations: number;
  /** Seed of the draws. */
  seed: number;
  /** Stratum of each row: labels are permuted within it [n]. */
  stratum: Int32Array;
  /** Unit of each row: rows that move as a whole [n]. */
  unit: Int32Array;
  /** Most candidates for negatives that a test uses; of more, a random part. */
  mostCandidates: number;
}

/** A group to test, with the candidates for negatives of each of its queries. */
interface Task {
  group: number;
  members: Int32Array;
  queries: { row: number; base: number; candidates: Int32Array }[];
}

/** A member as query. */
interface Slot {
  /** Its place among the members, and those of its positives. */
  place: number;
  positives: Int32Array;
  /** Candidates for negatives, those among them that are none, and which rows are [n]. */
  candidates: Int32Array;
  excluded: Int32Array;
  negative: Uint8Array;
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
      const exchange = new Exchange(task.members, outside(slots), stratum, unit);
      const { arrangements } = exchange;
      const open = arrangements > permutations ? openGroup(task, slots, options) : undefined;
      if (open !== undefined) {
        const { key, group } = open;
        const random = new Random(seed).fork("mAP draws", key);
        const draws = drawn.get(key) ?? new OpenDraws(group, permutations, random, shared);
        drawn.set(key, draws);
        const reached = draws.reached(group, draws.seen(group) - rounding);
        const pValue = (reached + 1) / (permutations + 1);
        found[task.group] = { pValue, arrangements, exact: false };
        continue;
      }
      const statistic = () => sumOfPrecisions(slots, exchange, shared, ranking, values);
      const seen = statistic() - rounding;
      const key = closedKey(task, slots, options);
      const random = new Random(seed).fork("mAP", key ?? pairs.groups[task.group]!.name);
      const sums = (key === undefined ? undefined : known.get(key)) ??
        nullOf(exchange, statistic, permutations, random);
      if (key !== undefined) known.set(key, sums);
      const reached = sums.reduce((count, sum) => count + (sum >= seen ? 1 : 0), 0);
      const exact = arrangements <= permutations;
      const pValue = exact ? reached / arrangements : (reached + 1) / (permutations + 1);
      found[task.group] = { pValue, arrangements, exact };
    }
  }
  return found;
}

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

/** The group for {@link OpenDraws}, with a key that such groups share; undefined for another. */
function openGroup(
  { members, queries }: Task,
  slots: readonly Slot[],
  { stratum, unit }: PermutationOptions,
): { key: string; group: OpenGroup } | undefined {
  const order = [...slots.keys()].sort((a, b) =>
    stratum[members[slots[a]!.place]!]! - stratum[members[slots[b]!.place]!]!
  );
  const alone = (rows: Int32Array) =>
    new Set(Array.from(rows, (row) => unit[row])).size === rows.length;
  const rank = new Map(order.map((index, k) => [slots[index]!.place, k]));
  const fits = slots.length === members.length && alone(members) &&
    slots.every(({ place, candidates, excluded, negative }) =>
      excluded.length === 0 && members.every((row) => negative[row] === 0) &&
      candidates.every((row) => stratum[row] === stratum[members[place]!]) &&
      new Set(Array.from(candidates, (row) => unit[row])).size === candidates.length
    );
  if (!fits) return undefined;
  const sorted = order.map((index) => slots[index] as Slot);
  const group = {
    members: sorted.map(({ place }) => members[place] as number),
    positives: sorted.map((slot) => slot.positives.map((place) => rank.get(place) as number)),
    candidates: sorted.map(({ candidates }) => candidates),
    peers: sorted.map(({ place }) =>
      Int32Array.from(
        [...sorted.keys()].filter((k) =>
          stratum[members[sorted[k]!.place]!] === stratum[members[place]!]
        ),
      )
    ),
  };
  const bases = order.map((index) => queries[index]!.base);
  // Members of a stratum have the same negatives, or arrangements would differ among them.
  const same = group.peers.every((places, k) => places.every((place) => bases[place] === bases[k]));
  if (!same) return undefined;
  return { key: `${bases.join(" ")}; ${group.positives.join("; ")}`, group };
}

/**
 * A key that groups share whose null is the same, because members are candidates for negatives like
 * all other rows of their strata, so that an arrangement is the same whosever it was; undefined for
 * another group.
 */
function closedKey(
  { members, queries }: Task,
  slots: readonly Slot[],
  { stratum, unit }: PermutationOptions,
): string | undefined {
  const own = new Set(members), strata = new Set(Array.from(members, (row) => stratum[row]!));
  const lists = new Set(slots.map(({ candidates }) => candidates));
  const candidates = new Set([...lists].flatMap((list) => [...list]));
  const all = countBy(candidates, stratum);
  // A list has all rows of a stratum or none.
  const whole = [...lists].every((list) =>
    [...countBy(list, stratum)].every(([s, count]) => !strata.has(s) || count === all.get(s))
  );
  const closed = whole && members.every((row) => candidates.has(row)) &&
    slots.every(({ excluded }) => excluded.every((row) => own.has(row)));
  if (!closed) return undefined;
  const units = [...Map.groupBy(members.keys(), (place) => unit[members[place]!]).values()];
  return [
    Array.from(members, (row) => stratum[row]).join(" "),
    units.join("; "),
    ...slots.map(({ place, positives }, i) => `${place} ${queries[i]!.base} ${positives}`),
  ].join("\n");
}

function countBy(rows: Iterable<number>, code: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(code[row]!, (counts.get(code[row]!) ?? 0) + 1);
  return counts;
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

function listTasks(
  pairs: Pairs,
  scored: readonly RowPrecision[],
  { mostCandidates, seed }: PermutationOptions,
): Task[] {
  const byGroup = Map.groupBy(
    scored.filter(({ averagePrecision }) => !Number.isNaN(averagePrecision)),
    ({ group }) => group,
  );
  const widest = [...byGroup.values()].reduce(
    (most, found) => Math.max(most, new Set(found.map(({ row }) => pairs.baseOf[row])).size),
    1,
  );
  const most = Math.max(100, Math.floor(mostCandidates / widest));
  const candidates = pairs.bases.map((rows, base) => some(rows, most, seed, base));
  return [...byGroup].map(([group, found]) => ({
    group,
    members: pairs.groups[group]!.rows,
    queries: found.map(({ row }) => ({
      row,
      base: pairs.baseOf[row] as number,
      candidates: candidates[pairs.baseOf[row]!] as Int32Array,
    })),
  }));
}

function slotsOf({ members, queries }: Task, pairs: Pairs, rows: number): Slot[] {
  const place = new Map(Array.from(members, (row, index) => [row, index]));
  return queries.map(({ row, candidates }) => {
    const negative = new Uint8Array(rows);
    for (const other of candidates) {
      if (!place.has(other) && pairs.negative(row, other)) negative[other] = 1;
    }
    const positives = members.filter((other) => other !== row && pairs.positive(row, other));
    return {
      place: place.get(row) as number,
      positives: positives.map((other) => place.get(other) as number),
      candidates,
      excluded: candidates.filter((other) => negative[other] === 0),
      negative,
    };
  });
}

/** Rows that are a negative of some query. */
function outside(slots: readonly Slot[]): Set<number> {
  const found = new Set<number>();
  for (const { candidates, negative } of slots) {
    for (const row of candidates) if (negative[row] === 1) found.add(row);
  }
  return found;
}

function some(rows: Int32Array, most: number, seed: number, base: number): Int32Array {
  if (rows.length <= most) return rows;
  return Int32Array.from(new Random(seed).fork("candidates", base).shuffle(rows).slice(0, most))
    .sort();
}

/** Groups that share candidates, as long as these are not too many. */
function* batches(tasks: readonly Task[], mostCandidates: number): Generator<Task[]> {
  let batch: Task[] = [], lists = new Set<Int32Array>(), columns = 0, members = 0;
  for (const task of tasks) {
    const own = new Set(task.queries.map(({ candidates }) => candidates));
    const size = [...own.difference(lists)].reduce((sum, { length }) => sum + length, 0);
    // All rows of a batch meet all candidates: strangers cost more than they save.
    const strange = own.isDisjointFrom(lists) && columns + size > 512;
    const full = columns + size > mostCandidates || members > 2 * mostCandidates;
    if (batch.length > 0 && (strange || full)) {
      yield batch;
      [batch, lists, columns, members] = [[], new Set(), 0, 0];
    }
    for (const list of own) {
      columns += lists.has(list) ? 0 : list.length;
      lists.add(list);
    }
    batch.push(task);
    members += task.members.length;
  }
  if (batch.length > 0) yield batch;
}

function unite(lists: Iterable<Int32Array>, rows: number): Int32Array {
  const within = new Uint8Array(rows);
  for (const list of lists) for (const row of list) within[row] = 1;
  const united: number[] = [];
  for (let row = 0; row < rows; row++) if (within[row] === 1) united.push(row);
  return Int32Array.from(united);
}
