import type { Matrix } from "../core/matrix.ts";
import { Random } from "../core/random.ts";

/** How many of the first candidates count in a top-k. */
export const topSizes = [1, 5, 10] as const;

/** What retrieval is judged by, in the order of the numbers of a {@link Retrieved}. */
export const retrievalMeasures = ["top1", "top5", "top10", "reciprocalRank"] as const;

/** How well one query found its partner: top-1, top-5, top-10 (0 to 1) and reciprocal rank. */
export type Retrieved = [top1: number, top5: number, top10: number, reciprocalRank: number];

/**
 * How well each query finds its partner among the candidates.
 *
 * Ties are judged by expectation: where e candidates share the place, each of their ranks is as likely
 * as the next. A model that gives everything one score so gets what chance has.
 *
 * @param scores How well query i and candidate j fit; the partner of query i is candidate i [n × n].
 * @returns One entry a query; for a score that is NaN as for the worst.
 *
 * @example
 * ```ts
 * import { retrieve } from "./retrieval.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const scores = { rows: 2, cols: 2, data: new Float64Array([0.9, 0.1, 0.8, 0.3]) };
 * assertEquals(retrieve(scores), [[1, 1, 1, 1], [0, 1, 1, 0.5]]);
 * ```
 */
export function retrieve(scores: Matrix): Retrieved[] {
  return Array.from({ length: scores.rows }, (_, query) => {
    const row = scores.data.subarray(query * scores.cols, (query + 1) * scores.cols);
    return judged(row, query);
  });
}

/**
 * What a guess among n candidates gets.
 *
 * @example
 * ```ts
 * import { chanceOf } from "./retrieval.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(chanceOf(2), [0.5, 1, 1, 0.75]);
 * ```
 */
export function chanceOf(candidates: number): Retrieved {
  return expected(0, candidates);
}

function judged(row: Float64Array, partner: number): Retrieved {
  const own = value(row[partner]!);
  let better = 0, equal = 0;
  for (const other of row) {
    const score = value(other);
    if (score > own) better++;
    else if (score === own) equal++;
  }
  return expected(better, equal);
}

function value(score: number): number {
  return Number.isNaN(score) ? -Infinity : score;
}

/** Means over the ranks `better + 1` to `better + equal`. */
function expected(better: number, equal: number): Retrieved {
  const [top1, top5, top10] = topSizes.map((size) =>
    Math.max(0, Math.min(equal, size - better)) / equal
  ) as [number, number, number];
  let sum = 0;
  for (let rank = better + 1; rank <= better + equal; rank++) sum += 1 / rank;
  return [top1, top5, top10, sum / equal];
}

/**
 * How often shuffled partners are found as well as the true ones.
 *
 * Within each matrix partners are dealt anew, all others stay: what a model can do that knows
 * profiles and structures, and not who belongs to whom.
 *
 * @param matrices Scores of test sets whose compounds differ [each n × n].
 * @param options Permutations and seed.
 * @returns Mean reciprocal rank of all queries, that of shuffled partners (mean), and the share of
 * shuffles that reach it, counted with the true one.
 *
 * @example
 * ```ts
 * import { shuffledPartners } from "./retrieval.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Float64Array(25);
 * for (let i = 0; i < 5; i++) data[6 * i] = 1;
 * const { observed, p } = shuffledPartners([{ rows: 5, cols: 5, data }], { permutations: 999 });
 * assertEquals([observed, p < 0.05], [1, true]);
 * ```
 */
export function shuffledPartners(
  matrices: readonly Matrix[],
  options: {
    /** Shuffles; defaults to 999. */
    permutations?: number;
    /** Seed; defaults to 1. */
    seed?: number;
  } = {},
): { observed: number; shuffled: number; p: number } {
  const { permutations = 999, seed = 1 } = options;
  const random = new Random(seed).fork("partners");
  const tables = matrices.map(({ rows, cols, data }) =>
    Array.from({ length: rows }, (_, query) => {
      const row = data.subarray(query * cols, (query + 1) * cols);
      return Float64Array.from(row, (_, partner) => judged(row, partner)[3]);
    })
  );
  const queries = tables.reduce((sum, table) => sum + table.length, 0);
  const meanOf = (orders: readonly number[][]) => {
    let sum = 0;
    tables.forEach((table, at) => table.forEach((row, query) => sum += row[orders[at]![query]!]!));
    return sum / queries;
  };
  const plain = tables.map((table) => [...table.keys()]);
  const observed = meanOf(plain);
  let asGood = 0, sum = 0;
  for (let i = 0; i < permutations; i++) {
    const found = meanOf(plain.map((order) => random.shuffle(order)));
    sum += found;
    if (found >= observed * (1 - 1e-12)) asGood++;
  }
  return { observed, shuffled: sum / permutations, p: (asGood + 1) / (permutations + 1) };
}
