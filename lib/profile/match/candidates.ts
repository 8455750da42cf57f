import type { TreatmentLabels } from "./labels.ts";

/** Whom a treatment may be matched with: another compound (NSC), measured in another batch (NSCB). */
export type MatchRule = "NSC" | "NSCB";

/** Treatments that one treatment may be matched with. */
export interface Candidates {
  /** Rows, nearest first; of equal distances the lower row first. */
  rows: Int32Array;
  /** Their distances. */
  distances: Float64Array;
}

/**
 * The nearest permitted candidates of a treatment: as many as are needed to have k left whichever one
 * compound is taken away, and those as near as the last of them; or all.
 *
 * @param distances Distances of the treatment to all [n].
 * @param labels Compounds, mechanisms, and for NSCB batches [n]; candidates have a mechanism.
 * @param row The treatment.
 * @param rule Who is permitted.
 * @param neighbours How many are to be left, k.
 *
 * @example
 * ```ts
 * import { nearestCandidates } from "./candidates.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = { compounds: ["a", "b", "c"], moas: ["x", "x", "y"] };
 * assertEquals([...nearestCandidates([0, 2, 1], labels, 0, "NSC", 1).rows], [2, 1]);
 * ```
 */
export function nearestCandidates(
  distances: ArrayLike<number>,
  labels: TreatmentLabels,
  row: number,
  rule: MatchRule,
  neighbours: number,
): Candidates {
  const { compounds, moas } = labels;
  const permitted: number[] = [];
  for (let other = 0; other < compounds.length; other++) {
    if (moas[other] !== null && isPartner(labels, row, other, rule)) permitted.push(other);
  }
  const from = (other: number) => distances[other]!;
  permitted.sort((a, b) => from(a) - from(b) || a - b);
  const counts = new Map<string, number>();
  let length = 0, most = 0;
  const isEqual = () => length > 0 && from(permitted[length]!) === from(permitted[length - 1]!);
  while (length < permitted.length && (length - most < neighbours || isEqual())) {
    const compound = compounds[permitted[length++]!]!, count = (counts.get(compound) ?? 0) + 1;
    counts.set(compound, count);
    most = Math.max(most, count);
  }
  const rows = Int32Array.from(permitted.slice(0, length));
  return { rows, distances: Float64Array.from(rows, from) };
}

/**
 * Whether two treatments may be matched: different compounds, for NSCB in different batches too.
 *
 * @example
 * ```ts
 * import { isPartner } from "./candidates.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = { compounds: ["a", "b"], moas: ["x", "x"], batches: ["week 1", "week 1"] };
 * assertEquals([isPartner(labels, 0, 1, "NSC"), isPartner(labels, 0, 1, "NSCB")], [true, false]);
 * ```
 */
export function isPartner(
  { compounds, batches }: TreatmentLabels,
  row: number,
  other: number,
  rule: MatchRule,
): boolean {
  return compounds[row] !== compounds[other] &&
    (rule === "NSC" || batches === undefined || batches[row] !== batches[other]);
}

/** What the nearest candidates say. */
export interface Vote {
  /** The mechanism named; null where there is no candidate. */
  moa: string | null;
  /** Rows that voted, nearest first, at most k. */
  voters: number[];
  /** Distance of the nearest; NaN where there is none. */
  distance: number;
  /** Whether a candidate of another mechanism is left out though it is as near as the last voter. */
  tied: boolean;
}

/**
 * The commonest mechanism among the k nearest candidates; among equally common ones that of the
 * nearest.
 *
 * @param candidates From {@link nearestCandidates}.
 * @param labels Compounds and mechanisms [n].
 * @param neighbours How many vote, k.
 * @param without A compound that is taken away.
 *
 * @example
 * ```ts
 * import { vote } from "./candidates.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = { compounds: ["a", "b", "c"], moas: ["x", "x", "y"] };
 * const candidates = { rows: new Int32Array([2, 1]), distances: new Float64Array([1, 2]) };
 * assertEquals(vote(candidates, labels, 1).moa, "y");
 * assertEquals(vote(candidates, labels, 1, "c").moa, "x");
 * ```
 */
export function vote(
  { rows, distances }: Candidates,
  { compounds, moas }: TreatmentLabels,
  neighbours: number,
  without?: string,
): Vote {
  const voters: number[] = [], counts = new Map<string, number>();
  let distance = NaN, last = NaN, tied = false;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (compounds[row] === without) continue;
    if (voters.length === neighbours) {
      if (distances[i] !== last || tied) break;
      tied = moas[row] !== moas[voters.at(-1)!];
      continue;
    }
    if (voters.length === 0) distance = distances[i]!;
    last = distances[i]!;
    voters.push(row);
    counts.set(moas[row]!, (counts.get(moas[row]!) ?? 0) + 1);
  }
  let moa: string | null = null;
  for (const [name, count] of counts) {
    if (moa === null || count > counts.get(moa)!) moa = name;
  }
  return { moa, voters, distance, tied };
}
