import type { BootstrapOptions } from "../core/bootstrap.ts";
import { type Profiles, selectRows } from "../core/profiles.ts";
import { assess, type Score } from "./grade/assess.ts";
import { batchParts } from "./grade/batch.ts";
import { type Biology, biologyOf, compoundsOf } from "./grade/biology.ts";
import { checkCorrections } from "./grade/check.ts";
import type { GradeColumns, Part } from "./grade/part.ts";

export type { Estimate } from "../core/bootstrap.ts";
export type { Score } from "./grade/assess.ts";
export type { GradeColumns } from "./grade/part.ts";

/** How corrections are graded. */
export interface GradeOptions extends BootstrapOptions {
  /** Which columns say what. */
  columns: GradeColumns;
  /** Controls that none of the corrections was fitted on, from `holdOutControls` [n]. */
  unseen: boolean[];
  /** All controls [n]. */
  controls: boolean[];
  /** The same rows as they would be without batches, where that is known [n × any features]. */
  truth?: Profiles;
  /**
   * The same corrections fitted without the unseen controls, under the same names: what is said about
   * the batch, and activity, comes from these; defaults to `corrected` for all scores.
   */
  heldOut?: Readonly<Record<string, Profiles>>;
  /** Nearest controls asked for their batch; defaults to 3. */
  neighbours?: number;
}

/** The scores of one correction. */
export interface Grade {
  /** Name of the correction, or `truth`. */
  name: string;
  /** Its scores, in the same order for all. */
  scores: Score[];
}

/**
 * Grades corrections of batch effects by what they leave of the batch and of the biology, against the
 * known truth where there is one.
 *
 * About the batch, among controls that no correction was fitted on: for each level the share of the
 * variance (`varianceShares`), and how many of the nearest controls come from the same batch
 * (`batchMixing`; cosine). About biology: `likeness`, the rank correlation of the cosine
 * distances between treatments with the true ones; `NSC` and `NSCB`, the shares of treatments whose
 * nearest names the mechanism; `activity`, the mean average precision of replicates against unseen
 * controls of all plates, 0 at chance and 1 at best.
 *
 * The floor is the first correction and should be none at all; the ceiling is the truth, graded as if
 * it were a correction. Intervals are by bootstrap over compounds, those of batch scores over
 * controls; all corrections share the resamples, so that differences have their own intervals. They
 * hold for these plates and weeks and not for others.
 *
 * @param corrected Rows of every correction under its name, the same wells in the same order [n × any
 * features].
 * @param options Columns, unseen controls, truth, bootstrap.
 * @returns A grade each, in the order given, the truth last.
 * @throws {InputError} if nothing is given, rows differ, values are not finite, a column is missing,
 * fewer than three controls are unseen, or there are fewer than three treatments.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { gradeCorrections } from "./grade.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({
 *   drug: ["DMSO", "DMSO", "DMSO", "DMSO", "taxol", "taxol", "ALLN", "ALLN", "AZ138", "AZ138"],
 *   plate: ["P1", "P1", "P2", "P2", "P1", "P2", "P1", "P2", "P1", "P2"],
 * });
 * const at = [[0, 1], [1, 0], [0, 1], [1, 0], [9, 1], [9, 0], [1, 9], [0, 9], [9, 9], [8, 9]];
 * const truth = makeProfiles(meta, ["a", "b"], new Float64Array(at.flat()));
 * const shifted = at.flatMap(([a, b], row) => row % 4 < 2 ? [a!, b!] : [a! + 20, b! + 5]);
 * const none = makeProfiles(meta, ["a", "b"], new Float64Array(shifted));
 * const controls = at.map((_, row) => row < 4);
 * const [floor, ceiling] = await gradeCorrections({ none }, {
 *   columns: { levels: ["plate"], compound: "drug" },
 *   controls,
 *   unseen: controls,
 *   truth,
 * });
 * assertEquals([floor!.scores[0]!.score, floor!.scores[0]!.value > 0.9], ["plate variance", true]);
 * assertEquals(ceiling!.scores[0]!.value < 0.1, true);
 * ```
 */
export async function gradeCorrections(
  corrected: Readonly<Record<string, Profiles>>,
  options: GradeOptions,
): Promise<Grade[]> {
  const { columns, truth, unseen, heldOut, neighbours = 3 } = options;
  const candidates = Object.entries(corrected);
  const blind = Object.entries(heldOut ?? corrected);
  for (const list of truth === undefined ? [] : [candidates, blind]) list.push(["truth", truth!]);
  checkCorrections(candidates, blind, options);
  const rows = unseen.flatMap((is, row) => is ? [row] : []);
  const { meta } = candidates[0]![1];
  const parts: Part[][] = [], biology: Biology[] = [];
  for (const [i, [, profiles]] of candidates.entries()) {
    const fitted = blind[i]![1];
    parts.push(await batchParts(selectRows(fitted, rows), columns.levels, neighbours));
    biology.push(await biologyOf(profiles, { ...options, blind: fitted }));
  }
  const reference = truth === undefined ? undefined : biology.at(-1)!.pairs;
  const compounds = compoundsOf(meta, columns.compound, options.controls);
  const kept = biology.map((one) => one.parts(reference)), known = truth !== undefined;
  const aboutBatch = assess(rows.length, parts, known, options);
  const aboutBiology = assess(compounds.length, kept, known, options);
  return candidates.map(([name], i) => ({
    name,
    scores: [...aboutBatch[i]!, ...aboutBiology[i]!],
  }));
}
