import { Random } from "../../core/random.ts";
import type { RowPrecision } from "./average.ts";
import type { Pairs } from "./pairs.ts";

/** A group to test, with the candidates for negatives of each of its queries. */
export interface Task {
  /** Number of the group. */
  group: number;
  /** Rows of its members [m]. */
  members: Int32Array;
  /** The members that were scored, the number of the list of each, and what is used of the list. */
  queries: { row: number; base: number; candidates: Int32Array }[];
}

/**
 * Lists the groups to test, those with a scored profile.
 *
 * A list of candidates that is long is cut to a random part, the same for all groups, so that the
 * lists of one group together have at most `mostCandidates`, yet each at least 100.
 *
 * @param pairs Who is compared with whom.
 * @param scored Precisions of the profiles, by group; those that are NaN are left out.
 * @param options Most candidates of a test, and the seed of the part that is used of more.
 * @returns In the order in which the groups are met.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 * import { findPairs } from "./pairs.ts";
 *
 * const meta = pl.DataFrame({ compound: ["taxol", "DMSO", "taxol"] });
 * const pairs = findPairs(meta, { posSameBy: ["compound"], controls: [false, true, false] });
 * const scored = [0, 2].map((row) => ({
 *   row, group: 0, averagePrecision: 1, chance: 0.75, positives: 1, negatives: 1,
 * }));
 * const [task] = listTasks(pairs, scored, { mostCandidates: 4096, seed: 1 });
 * assertEquals([...task!.members], [0, 2]);
 * assertEquals(task!.queries.map(({ row, candidates }) => [row, ...candidates]), [[0, 1], [2, 1]]);
 * ```
 */
export function listTasks(
  pairs: Pairs,
  scored: readonly RowPrecision[],
  { mostCandidates, seed }: { mostCandidates: number; seed: number },
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

/** The rows, of too many a random part. */
function some(rows: Int32Array, most: number, seed: number, base: number): Int32Array {
  if (rows.length <= most) return rows;
  return Int32Array.from(new Random(seed).fork("candidates", base).shuffle(rows).slice(0, most))
    .sort();
}
