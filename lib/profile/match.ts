import type { BootstrapOptions } from "../core/bootstrap.ts";
import { type CrossTable, crossTable } from "../core/cross_table.ts";
import { InputError } from "../core/errors.ts";
import type { Product } from "../core/multiply.ts";
import type { Profiles } from "../core/profiles.ts";
import type { Metric } from "./distance.ts";
import { allCandidates } from "./match/all_candidates.ts";
import { type MatchRule, vote } from "./match/candidates.ts";
import { type MatchColumns, type TreatmentLabels, treatmentLabels } from "./match/labels.ts";
import { matchable } from "./match/matchable.ts";
import { type Share, shareInterval } from "./share_interval.ts";

/** How treatments are matched; the bootstrap is over compounds. */
export interface MatchOptions extends BootstrapOptions {
  /**
   * `NSC`: the nearest treatment of another compound counts; `NSCB`: of another compound in another
   * batch; defaults to `NSC`.
   */
  rule?: MatchRule;
  /** What near means; defaults to `cosine`. */
  metric?: Metric;
  /** How many nearest treatments vote; defaults to 1. */
  neighbours?: number;
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product;
}

/** A treatment and what it was matched with. */
export interface Match {
  /** Row of the treatment. */
  row: number;
  /** Its mechanism. */
  moa: string;
  /** The mechanism named; null where no treatment was permitted. */
  predicted: string | null;
  /** Rows of the nearest permitted treatments, nearest first. */
  neighbours: number[];
  /** Distance of the nearest. */
  distance: number;
}

/** How well mechanisms are found again, overall and each. */
export interface MatchReport extends Share {
  /** Every treatment scored. */
  matches: Match[];
  /** True mechanism (rows) by the one named (columns), sorted by name. */
  confusion: CrossTable;
  /** For each mechanism scored, how many of its treatments were found. */
  recalls: { moa: string; hits: number; total: number; recall: number }[];
  /** Treatments that another mechanism at the very same distance might have won. */
  tied: number;
  /** What was not scored. */
  leftOut: {
    /** Rows without a mechanism; nothing is matched with them either. */
    unlabelled: number[];
    /** Mechanisms of which no two treatments may be matched, so that none could be found. */
    moas: string[];
  };
}

/**
 * Names each treatment's mechanism after its nearest treatment of another compound, and scores it.
 *
 * On BBBC021 this is the score of Ljosa et al. (NSC, not the same compound) and, with batches, of
 * Ando et al. (NSCB, not the same compound or batch). Mechanisms that only one compound (NSCB: one
 * batch) has cannot be found by this rule: they are left out and named, but may still be matched with
 * wrongly. Of equal distances the lower row counts, whatever its mechanism; `tied` says how often that
 * decided. Constant and all-zero profiles have no direction and are at distance 1 from all.
 *
 * Source: Ljosa et al. 2013, J. Biomol. Screen. 18, 1321; Ando et al. 2017, bioRxiv 161422.
 *
 * @param treatments One profile a treatment, controls left out [n × d].
 * @param columns Metadata columns of compound, mechanism and batch.
 * @param options Rule, metric, votes, bootstrap.
 * @throws {InputError} if there is nothing to score, a column, compound or batch is missing, a value
 * is not finite, or `neighbours` is not a whole number from 1.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { matchTreatments } from "./match.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["a", "b", "c", "d"], moa: ["x", "x", "y", "y"] });
 * const values = new Float64Array([1, 0, 2, 0.1, 0, 1, 0.9, 1]);
 * const treatments = makeProfiles(meta, ["area", "texture"], values);
 * const report = await matchTreatments(treatments, { compound: "compound", moa: "moa" });
 * assertEquals([report.hits, report.total], [4, 4]);
 * ```
 */
export async function matchTreatments(
  treatments: Profiles,
  columns: MatchColumns,
  options: MatchOptions = {},
): Promise<MatchReport> {
  const { rule = "NSC", metric = "cosine", neighbours = 1, product } = options;
  const labels = treatmentLabels(treatments.meta, columns);
  checkRule(rule, labels);
  const { moas, scored, unmatchable } = matchable(labels, rule);
  const all = await allCandidates(treatments, labels, [rule], neighbours, { metric, product });
  let tied = 0;
  const matches = scored.map((row) => {
    const { moa, voters, distance, tied: isTied } = vote(all[0]![row]!, labels, neighbours);
    if (isTied) tied++;
    return { row, moa: labels.moas[row]!, predicted: moa, neighbours: voters, distance };
  });
  const truth = matches.map(({ moa }) => moa);
  const named = matches.map(({ predicted }) => predicted ?? "no candidate");
  const extra = named.includes("no candidate") ? ["no candidate"] : [];
  const confusion = crossTable(truth, named, { rows: moas, columns: [...moas, ...extra] });
  const share = shareInterval(
    matches.map(({ moa, predicted }) => moa === predicted),
    scored.map((row) => labels.compounds[row]!),
    options,
  );
  return {
    ...share,
    matches,
    confusion,
    recalls: recallsOf(matches),
    tied,
    leftOut: {
      unlabelled: labels.moas.flatMap((moa, row) => moa === null ? [row] : []),
      moas: unmatchable,
    },
  };
}

function recallsOf(matches: Match[]): MatchReport["recalls"] {
  const groups = Map.groupBy(matches, ({ moa }) => moa);
  return [...groups].sort(([a], [b]) => a < b ? -1 : 1).map(([moa, group]) => {
    const hits = group.filter(({ predicted }) => predicted === moa).length;
    return { moa, hits, total: group.length, recall: hits / group.length };
  });
}

function checkRule(rule: MatchRule, { batches }: TreatmentLabels): void {
  if (rule === "NSC" || batches !== undefined) return;
  throw new InputError("Cannot match across batches (NSCB): no column of batches is named", {
    hint: "Name the column, for example the week: columns.batch, on the command line --batch",
  });
}
