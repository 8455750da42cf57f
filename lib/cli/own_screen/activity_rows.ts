import type { NullName, PrecisionReport } from "../../profile/precision_report.ts";
import type { OwnWell } from "./describe_fields.ts";

/** A treatment and whether it does anything. */
export type ActivityRow = {
  /** Compound and concentration. */
  treatment: string;
  /** Compound. */
  compound: string;
  /** Mechanism, where it is given. */
  moa: string | null;
  /** Wells that were used: those with a profile. */
  wells: number;
  /** Wells that the layout gives it. */
  laid: number;
  /** How far its wells lie from the controls, where control wells lie at 1. */
  distance: number | null;
  /** Mean average precision of its wells against the controls of their plates. */
  precision: number | null;
  /** The same where 0 is chance and 1 perfect. */
  strength: number | null;
  /** p-value under the usual null. */
  p: number | null;
  /** The p-value after Benjamini and Hochberg. */
  corrected: number | null;
  /** Whether it is active; null where that could not be tested. */
  active: boolean | null;
  /** Whether it is active by the null of positions; null where there is none. */
  byPosition: boolean | null;
};

/**
 * One row a treatment: first those that act, the furthest from the controls first.
 *
 * @param wells From `describeFields`.
 * @param distances From `controlDistance`.
 * @param report From `precisionReport`; undefined where no treatment has two wells.
 * @param used Those of the wells that have a profile, from `measuredWells`; defaults to all.
 *
 * @example
 * ```ts
 * import { activityRows } from "./activity_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const well = { plate: "P1", well: "A01", compound: "taxol", moa: null, control: false };
 * const [row] = activityRows([{ ...well, treatment: "taxol 1 µM" }], new Map(), undefined);
 * assertEquals([row?.treatment, row?.wells, row?.active], ["taxol 1 µM", 1, null]);
 * ```
 */
export function activityRows(
  wells: readonly OwnWell[],
  distances: ReadonlyMap<string, number>,
  report: Pick<PrecisionReport, "groups"> | undefined,
  used: readonly OwnWell[] = wells,
): ActivityRow[] {
  const found = new Map(report?.groups.map((group) => [group.group, group]));
  const isUsed = new Set(used);
  const treated = wells.filter(({ control }) => !control);
  return [...Map.groupBy(treated, ({ treatment }) => treatment)].map(([treatment, own]) => {
    const { compound, moa } = own[0]!, group = found.get(treatment);
    const test = (name: NullName) => {
      const tested = group?.tests[name];
      return tested === undefined || Number.isNaN(tested.pValue) ? undefined : tested;
    };
    return {
      treatment,
      compound,
      moa,
      wells: own.filter((well) => isUsed.has(well)).length,
      laid: own.length,
      distance: distances.get(treatment) ?? null,
      precision: group?.meanAveragePrecision ?? null,
      strength: group?.normalized ?? null,
      p: test("usual")?.pValue ?? null,
      corrected: test("usual")?.corrected ?? null,
      active: test("usual")?.significant ?? null,
      byPosition: test("position")?.significant ?? null,
    };
  }).toSorted((a, b) =>
    Number(b.active ?? false) - Number(a.active ?? false) || (b.distance ?? 0) - (a.distance ?? 0)
  );
}

/**
 * The name of a treatment in a figure of activities: what could not be tested says so, for its bar is
 * grey like that of one that does nothing.
 *
 * @param row From `activityRows`.
 *
 * @example
 * ```ts
 * import { barName } from "./activity_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(barName({ treatment: "taxol 1 µM", active: null }), "taxol 1 µM (not tested)");
 * ```
 */
export function barName({ treatment, active }: Pick<ActivityRow, "treatment" | "active">): string {
  return active === null ? `${treatment} (not tested)` : treatment;
}
