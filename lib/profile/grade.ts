import { bootstrapIntervals, type BootstrapOptions, type Interval } from "../core/bootstrap.ts";
import { InputError } from "../core/errors.ts";
import { metaValues, profileMatrix, type Profiles, selectRows } from "../core/profiles.ts";
import { checkValues } from "./check_values.ts";
import { distances } from "./distance.ts";
import { type Biology, biologyOf, compoundsOf } from "./grade/biology.ts";
import { batchMixing } from "./grade/mixing.ts";
import type { GradeColumns, Part } from "./grade/part.ts";
import { varianceShares } from "./grade/variance.ts";

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

/** A number with its interval. */
export interface Estimate extends Interval {
  /** The number. */
  value: number;
}

/** One score of one correction. */
export interface Score extends Estimate {
  /** Whether it tells of the batch (less is better) or of biology (more is better). */
  about: "batch" | "biology";
  /** What it is: `week variance`, `week neighbours`, `likeness`, `NSC`, `NSCB`, `activity`. */
  score: string;
  /** What profiles that hold nothing reach. */
  chance: number;
  /** Difference from the floor, the first correction, over the same resamples. */
  fromFloor: Estimate;
  /** Difference from the ceiling, the truth, over the same resamples; NaN without truth. */
  fromTruth: Estimate;
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
 * variance ({@link varianceShares}), and how many of the nearest controls come from the same batch
 * ({@link batchMixing}; cosine). About biology: `likeness`, the rank correlation of the cosine
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
  const { columns, truth, unseen, heldOut } = options;
  const candidates = Object.entries(corrected);
  const blind = Object.entries(heldOut ?? corrected);
  for (const list of truth === undefined ? [] : [candidates, blind]) list.push(["truth", truth!]);
  check(candidates, blind, options);
  const rows = unseen.flatMap((is, row) => is ? [row] : []);
  const { meta } = candidates[0]![1];
  const parts: Part[][] = [], biology: Biology[] = [];
  for (const [i, [, profiles]] of candidates.entries()) {
    const fitted = blind[i]![1];
    parts.push(await batchParts(selectRows(fitted, rows), options));
    biology.push(await biologyOf(profiles, { ...options, blind: fitted }));
  }
  const reference = truth === undefined ? undefined : biology.at(-1)!.pairs;
  const compounds = compoundsOf(meta, columns.compound, options.controls);
  const ends = { truth: truth !== undefined };
  const batch = assess(rows.length, parts, ends, options);
  const kept = assess(
    compounds.length,
    biology.map((one) => one.parts(reference)),
    ends,
    options,
  );
  return candidates.map(([name], i) => ({ name, scores: [...batch[i]!, ...kept[i]!] }));
}

async function batchParts(
  controls: Profiles,
  { columns: { levels }, neighbours = 3 }: GradeOptions,
): Promise<Part[]> {
  const matrix = profileMatrix(controls);
  const cosine = await distances(matrix);
  const batches = levels.map((level) => metaValues(controls.meta, level));
  // All levels come from one split of the variance, which is made once for the same weights.
  let last: { weights: Float64Array; levels: number[] } | undefined;
  const split = (weights: Float64Array) => {
    if (last?.weights !== weights) {
      last = { weights, levels: varianceShares(matrix, batches, weights).levels };
    }
    return last.levels;
  };
  const shares = levels.map((level, i): Part => ({
    about: "batch",
    score: `${level} variance`,
    chance: 0,
    value: (weights) => split(weights)[i]!,
  }));
  const mixing = levels.map((level, i): Part => {
    const { same, chance } = batchMixing(cosine, batches[i]!, neighbours);
    return {
      about: "batch",
      score: `${level} neighbours`,
      chance: weightedMean(chance, new Float64Array(chance.length).fill(1)),
      value: (weights) => weightedMean(same, weights),
    };
  });
  return [...shares, ...mixing];
}

/** Values, intervals and differences of all corrections over the same resamples. */
function assess(
  units: number,
  parts: readonly (readonly Part[])[],
  { truth }: { truth: boolean },
  options: BootstrapOptions,
): Score[][] {
  const all = (weights: Float64Array) => {
    const values = parts.map((own) => own.map(({ value }) => value(weights)));
    const last = truth ? values.at(-1) : undefined;
    return values.flatMap((own) =>
      own.flatMap((value, i) => [value, value - values[0]![i]!, value - (last?.[i] ?? NaN)])
    );
  };
  const whole = all(new Float64Array(units).fill(1));
  const intervals = bootstrapIntervals(units, (drawn) => {
    const weights = new Float64Array(units);
    for (const unit of drawn) weights[unit]!++;
    return all(weights);
  }, options);
  let at = 0;
  const next = (): Estimate => ({ value: whole[at]!, ...intervals[at++]! });
  return parts.map((own) =>
    own.map(({ about, score, chance }) => ({
      about,
      score,
      ...next(),
      chance,
      fromFloor: next(),
      fromTruth: next(),
    }))
  );
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0, total = 0;
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!;
    total += weights[i]!;
  }
  return sum / total;
}

function check(
  candidates: readonly (readonly [string, Profiles])[],
  blind: readonly (readonly [string, Profiles])[],
  { columns, unseen, controls }: GradeOptions,
): void {
  const attempted = "Cannot grade corrections";
  if (candidates.length === 0) throw new InputError(attempted, { found: "none" });
  const [, first] = candidates[0]!, { compound, dose = [], levels } = columns;
  const names = [compound, ...dose, ...levels];
  const expected = names.map((name) => metaValues(first.meta, name));
  const other = candidates.findIndex(([name], i) => name !== blind[i]?.[0]);
  if (other >= 0 || blind.length !== candidates.length) {
    throw new InputError(`${attempted}: those fitted without unseen controls have other names`, {
      found: blind.map(([name]) => name),
      allowed: candidates.map(([name]) => name).join(", "),
    });
  }
  for (const [name, profiles] of [...candidates, ...blind]) {
    checkValues(profiles, `${attempted}: ${name}`, "refused");
    const wrong = names.find((column, i) => {
      const values = metaValues(profiles.meta, column);
      return values.length !== expected[i]!.length ||
        values.some((value, row) => value !== expected[i]![row]);
    });
    if (wrong !== undefined) {
      throw new InputError(`${attempted}: ${name} has other rows than ${candidates[0]![0]}`, {
        column: wrong,
      });
    }
  }
  for (const [what, mask] of Object.entries({ unseen, controls })) {
    if (mask.length === first.meta.height) continue;
    throw new InputError(`${attempted}: the mask of ${what} has another length than the profiles`, {
      found: mask.length,
      allowed: String(first.meta.height),
    });
  }
  const count = unseen.filter(Boolean).length;
  if (count < 3) {
    throw new InputError(`${attempted}: too few unseen controls`, {
      found: count,
      allowed: "three or more",
    });
  }
}
