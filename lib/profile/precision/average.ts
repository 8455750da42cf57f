import type { Comparison } from "../distance/comparison.ts";
import type { Pairs } from "./pairs.ts";
import { Ranking } from "./ranking.ts";

/** The average precision of one profile as query. */
export interface RowPrecision {
  /** Number of the profile, from 0. */
  row: number;
  /** Number of its group. */
  group: number;
  /** Average precision, ties in expectation; NaN without positives or negatives. */
  averagePrecision: number;
  /** What a random order reaches on average. */
  chance: number;
  /** Number of positives. */
  positives: number;
  /** Number of negatives. */
  negatives: number;
}

/** A profile that is asked, with the others of its group that should come first. */
interface Query {
  row: number;
  group: number;
  positives: Int32Array;
}

/** Similarities held at once, about 128 MB. */
const mostHeld = 32e6;

/**
 * Average precision of each profile of each group, a block of queries at a time.
 *
 * A block whose positives are few is compared with its candidates and, pair by pair, with its
 * positives, another by one product; a query's positives
 * and negatives always in the same way, so that equal profiles tie.
 *
 * @param comparison The profiles [n].
 * @param pairs Who is compared with whom.
 * @param rows Number of profiles n.
 * @returns By group, then by row.
 */
export async function averagePrecisions(
  comparison: Comparison,
  pairs: Pairs,
  rows: number,
): Promise<RowPrecision[]> {
  const most = pairs.groups.reduce((size, group) => Math.max(size, group.rows.length), 1);
  const ranking = new Ranking(most);
  const found: RowPrecision[] = [];
  const chances = new Map<string, number>();
  const inGroup = new Int32Array(rows).fill(-1);
  for (const block of blocks(pairs, rows)) {
    const similarity = await compare(comparison, block, pairs, rows);
    for (const [index, { row, group, positives }] of block.entries()) {
      for (const member of pairs.groups[group]!.rows) inGroup[member] = group;
      const values = Float64Array.from(positives, (other) => similarity(index, other));
      ranking.start(values, values.length);
      let negatives = 0;
      for (const candidate of pairs.bases[pairs.baseOf[row]!] ?? []) {
        if (inGroup[candidate] === group || !pairs.negative(row, candidate)) continue;
        ranking.add(similarity(index, candidate));
        negatives++;
      }
      for (const member of pairs.groups[group]!.rows) inGroup[member] = -1;
      const none = positives.length === 0 || negatives === 0;
      found.push({
        row,
        group,
        averagePrecision: none ? NaN : ranking.value(),
        chance: none ? NaN : chance(positives.length, negatives, chances),
        positives: positives.length,
        negatives,
      });
    }
  }
  return found.sort((a, b) => a.group - b.group || a.row - b.row);
}

/** Queries that share their candidates, few enough to hold their similarities. */
function* blocks(pairs: Pairs, rows: number): Generator<Query[]> {
  const most = Math.max(1, Math.min(512, Math.floor(mostHeld / rows)));
  const queries = pairs.groups.flatMap(({ rows }, group) =>
    Array.from(rows, (row) => ({ row, group }))
  );
  for (const same of Map.groupBy(queries, ({ row }) => pairs.baseOf[row]!).values()) {
    for (let start = 0; start < same.length; start += most) {
      yield same.slice(start, start + most).map(({ row, group }) => {
        const others = pairs.groups[group]!.rows;
        const positives = others.filter((other) => other !== row && pairs.positive(row, other));
        return { row, group, positives };
      });
    }
  }
}

/** The similarity of the block's queries, by their place in it, with any row that they need. */
async function compare(
  comparison: Comparison,
  block: Query[],
  pairs: Pairs,
  rows: number,
): Promise<(index: number, other: number) => number> {
  const base = pairs.bases[pairs.baseOf[block[0]!.row]!] ?? new Int32Array(0);
  const column = new Int32Array(rows).fill(-1);
  let width = 0, needed = 0;
  for (const row of base) column[row] = width++;
  for (const { positives } of block) {
    needed += base.length + positives.length;
    for (const row of positives) if (column[row]! < 0) column[row] = width++;
  }
  const queries = Int32Array.from(block, ({ row }) => row);
  if (needed * 8 < block.length * width) {
    const { data } = await comparison.pairs(queries, base), width = base.length;
    return (index, other) => {
      const at = column[other]!;
      return at < width ? data[index * width + at]! : comparison.pair(block[index]!.row, other);
    };
  }
  const columns = new Int32Array(width);
  for (let row = 0; row < rows; row++) if (column[row]! >= 0) columns[column[row]!] = row;
  const { data } = await comparison.block(queries, columns);
  return (index, other) => data[index * width + column[other]!]!;
}

/** Average precision of a random order: that of one tie of all. */
function chance(positives: number, negatives: number, known: Map<string, number>): number {
  const key = `${positives} ${negatives}`;
  let value = known.get(key);
  if (value === undefined) {
    const ranking = new Ranking(1);
    ranking.start(new Float64Array(positives), positives);
    ranking.add(0, negatives);
    known.set(key, value = ranking.value());
  }
  return value;
}
