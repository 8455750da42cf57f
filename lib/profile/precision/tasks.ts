import { Random } from "../../core/random.ts";
import type { RowPrecision } from "./average.ts";
import type { Pairs } from "./pairs.ts";

/** A group to test, with the candidates for negatives of each of its queries. */
export interface Task {
  /** Number of the group. */
  group: number;
  /** Rows of its members [m]. */
  members: Int32Array;
  /** The members that were scored, with their candidates and a number that only these have. */
  queries: { row: number; base: number; candidates: Int32Array }[];
}

/**
 * Lists the groups to test, those with a scored profile.
 *
 * A list of candidates that is long is cut to a random part, so that the lists of one group together
 * have at most `mostCandidates`, yet each at least 100. Groups share a few such parts: where it can, a
 * group takes one without its own members, because groups like that share their arrangements, too.
 *
 * @param pairs Who is compared with whom.
 * @param scored Precisions of the profiles, by group; those that are NaN are left out.
 * @param options Most candidates of a test, and the seed of the part that is used of more.
 * @returns Groups of the same parts together, in the order in which they are met.
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
  const parts = Array.from({ length: fewParts }, () => new Map<number, Part>());
  const partOf = (number: number, base: number): Part => {
    const rows = pairs.bases[base]!, known = parts[number]!.get(base);
    if (known !== undefined) return known;
    const isWhole = rows.length <= most;
    const candidates = number > 0 && isWhole
      ? partOf(0, base).candidates
      : some(rows, most, seed, base + number * pairs.bases.length);
    const part = { candidates, has: new Set(isWhole ? [] : candidates) };
    parts[number]!.set(base, part);
    return part;
  };
  const tasks = [...byGroup].map(([group, found]) => {
    const members = pairs.groups[group]!.rows;
    const bases = [...new Set(found.map(({ row }) => pairs.baseOf[row] as number))];
    const free = parts.findIndex((_, number) =>
      bases.every((base) => !members.some((row) => partOf(number, base).has.has(row)))
    );
    const number = Math.max(0, free);
    const queries = found.map(({ row }) => {
      const base = pairs.baseOf[row] as number, { candidates } = partOf(number, base);
      return { row, base: base + number * pairs.bases.length, candidates };
    });
    return { number, task: { group, members, queries } };
  });
  return tasks.sort((a, b) => a.number - b.number).map(({ task }) => task);
}

/** Random parts of a long list: of eight that hold a twelfth of the rows, one is free of ten members. */
const fewParts = 8;

/** A list of candidates. */
interface Part {
  candidates: Int32Array;
  /** The candidates, where they are a part only. */
  has: ReadonlySet<number>;
}

/** The rows, of too many a random part. */
function some(rows: Int32Array, most: number, seed: number, part: number): Int32Array {
  if (rows.length <= most) return rows;
  return Int32Array.from(new Random(seed).fork("candidates", part).shuffle(rows).slice(0, most))
    .sort();
}
