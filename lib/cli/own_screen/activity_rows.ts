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
  /** The smallest corrected p-value that so few wells and controls allow. */
  smallest: number | null;
  /** Whether it is active; null where that was not tested, or could never have been found. */
  active: boolean | null;
  /** Whether it is active by the null of positions; null where that cannot be told. */
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
    const called = (name: NullName) => test(name)?.decidable ? test(name)!.significant : null;
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
      smallest: test("usual")?.smallest ?? null,
      active: called("usual"),
      byPosition: called("position"),
    };
  }).toSorted((a, b) =>
    Number(b.active ?? false) - Number(a.active ?? false) || (b.distance ?? 0) - (a.distance ?? 0)
  );
}

/**
 * Whether a treatment is active, in words: what could not have been found is not said to be absent.
 *
 * @param row From `activityRows`.
 *
 * @example
 * ```ts
 * import { sayActive } from "./activity_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   sayActive({ active: null, smallest: 0.07, wells: 3 }),
 *   "cannot tell: smallest possible corrected p is 0.07 with 3 wells",
 * );
 * ```
 */
export function sayActive(
  { active, smallest, wells }: Pick<ActivityRow, "active" | "smallest" | "wells">,
): string {
  if (active !== null) return active ? "yes" : "no";
  const many = `${wells} well${wells === 1 ? "" : "s"}`;
  return smallest === null
    ? `not tested: ${many}`
    : `cannot tell: smallest possible corrected p is ${
      Number(smallest.toPrecision(3))
    } with ${many}`;
}

/**
 * The name of a treatment in a figure of activities: what could not be told says so, for its bar is
 * grey like that of one that does nothing.
 *
 * @param row From `activityRows`.
 *
 * @example
 * ```ts
 * import { barName } from "./activity_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const taxol = { treatment: "taxol 1 µM", active: null, smallest: null, wells: 1 };
 * assertEquals(barName(taxol), "taxol 1 µM (not tested)");
 * ```
 */
export function barName(
  row: Pick<ActivityRow, "treatment" | "active" | "smallest" | "wells">,
): string {
  return row.active === null ? `${row.treatment} (${sayActive(row).split(":")[0]})` : row.treatment;
}
