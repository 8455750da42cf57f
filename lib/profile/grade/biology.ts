import type pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { metaValues, profileMatrix, type Profiles, selectRows } from "../../core/profiles.ts";
import { aggregate } from "../aggregate.ts";
import { distances } from "../distance.ts";
import { matchTreatments } from "../match.ts";
import { isPartner, type MatchRule } from "../match/candidates.ts";
import { treatmentLabels } from "../match/labels.ts";
import { meanAveragePrecision } from "../precision.ts";
import { pairCorrelation, pairRanks } from "./likeness.ts";
import type { GradeColumns, Part } from "./part.ts";

/** What is left of the biology in one set of profiles. */
export interface Biology {
  /** Ranks of the distances between treatments. */
  pairs: Float64Array;
  /** Its scores; with the ranks of the truth also the likeness to it. */
  parts: (truth?: Float64Array) => Part[];
}

/** Which rows are what. */
export interface GradedRows {
  /** Which columns say what. */
  columns: GradeColumns;
  /** All controls [n]. */
  controls: boolean[];
  /** Controls that no correction was fitted on [n]. */
  unseen: boolean[];
  /** The same wells corrected without these controls, for activity [n × d]. */
  blind: Profiles;
}

/**
 * The compounds that are drawn for the intervals, in the order in which they first appear.
 *
 * @param meta Metadata [n].
 * @param column Column of the compound.
 * @param controls Which rows are controls [n].
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { compoundsOf } from "./biology.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ drug: ["DMSO", "taxol", "ALLN", "taxol"] });
 * assertEquals(compoundsOf(meta, "drug", [true, false, false, false]), ["taxol", "ALLN"]);
 * ```
 */
export function compoundsOf(meta: pl.DataFrame, column: string, controls: boolean[]): string[] {
  const treated = metaValues(meta, column).filter((_, row) => !controls[row]);
  return [...new Set(treated.map(String))];
}

/**
 * Scores the biology of profiles: distances of treatments, mechanisms, activity.
 *
 * @param profiles Wells [n × d].
 * @param rows Columns and masks.
 * @throws {InputError} if there are fewer than three treatments, or a mechanism cannot be matched.
 */
export async function biologyOf(
  profiles: Profiles,
  { columns, controls, unseen, blind }: GradedRows,
): Promise<Biology> {
  const { compound, dose = [], moa, batch } = columns, treatment = [compound, ...dose];
  const names = compoundsOf(profiles.meta, compound, controls);
  const unitOf = new Map(names.map((name, unit) => [name, unit]));
  const wells = selectRows(profiles, controls.map((is) => !is));
  const treatments = aggregate(wells, { by: treatment });
  if (treatments.meta.height < 3) {
    throw new InputError("Cannot grade corrections: too few treatments", {
      found: treatments.meta.height,
      allowed: "three or more",
    });
  }
  const units = metaValues(treatments.meta, compound).map((name) => unitOf.get(String(name))!);
  const pairs = pairRanks(await distances(profileMatrix(treatments)));
  const parts: Part[] = [];
  const labels = moa === undefined ? undefined : { compound, moa, batch };
  for (const rule of ["NSC", "NSCB"] as const) {
    if (labels === undefined || rule === "NSCB" && batch === undefined) continue;
    parts.push(await matchPart(treatments, labels, rule, units));
  }
  const judged = selectRows(blind, controls.map((is, row) => !is || unseen[row]!));
  parts.push(await activityPart(judged, treatment, unitOf, controls, unseen));
  return {
    pairs,
    parts: (truth) =>
      truth === undefined ? parts : [{
        about: "biology",
        score: "likeness",
        chance: 0,
        value: (weights) => pairCorrelation(pairs, truth, units.map((unit) => weights[unit]!)),
      }, ...parts],
  };
}

async function matchPart(
  treatments: Profiles,
  { compound, moa, batch }: { compound: string; moa: string; batch?: string },
  rule: MatchRule,
  units: readonly number[],
): Promise<Part> {
  const columns = { compound, moa, ...(batch === undefined ? {} : { batch }) };
  const { matches } = await matchTreatments(treatments, columns, { rule, resamples: 1 });
  const labels = treatmentLabels(treatments.meta, columns);
  const chances = matches.map(({ row, moa }) => {
    const others = labels.moas.filter((other, at) =>
      other !== null && isPartner(labels, row, at, rule)
    );
    return others.length === 0 ? 0 : others.filter((other) => other === moa).length / others.length;
  });
  return {
    about: "biology",
    score: rule,
    chance: chances.reduce((sum, chance) => sum + chance, 0) / chances.length,
    value: (weights) => {
      let hits = 0, total = 0;
      for (const { row, moa, predicted } of matches) {
        const weight = weights[units[row]!]!;
        total += weight;
        if (predicted === moa) hits += weight;
      }
      return hits / total;
    },
  };
}

async function activityPart(
  judged: Profiles,
  treatment: readonly string[],
  unitOf: ReadonlyMap<string, number>,
  controls: boolean[],
  unseen: boolean[],
): Promise<Part> {
  const isControl = controls.filter((is, row) => !is || unseen[row]);
  const { groups } = await meanAveragePrecision(judged, {
    posSameBy: [...treatment],
    controls: isControl,
  }, { permutations: 0 });
  const scored = groups.map(({ group, normalized }) => ({
    unit: unitOf.get(group.split("\t")[0]!)!,
    normalized,
  }));
  return {
    about: "biology",
    score: "activity",
    chance: 0,
    value: (weights) => {
      let sum = 0, total = 0;
      for (const { unit, normalized } of scored) {
        sum += weights[unit]! * normalized;
        total += weights[unit]!;
      }
      return sum / total;
    },
  };
}
