import type pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { codes, labelsOf, type Multilabel } from "./columns.ts";

/**
 * Which pairs of profiles should be alike (positive), and what they are ranked against (negative).
 *
 * Two profiles are a pair where they have the same value in all `…SameBy` columns and different
 * values in all `…DiffBy` columns. A missing value is neither the same nor different.
 */
export interface Pairing {
  /** Columns that positives share; they also make the groups that are scored. */
  posSameBy: readonly string[];
  /** Columns in which positives differ, for example the plate; defaults to none. */
  posDiffBy?: readonly string[];
  /** Columns that negatives share with the query, for example the plate; defaults to none. */
  negSameBy?: readonly string[];
  /** Columns in which negatives differ from the query; defaults to `posSameBy`, to none with controls. */
  negDiffBy?: readonly string[];
  /** Columns of several labels: the same means one shared, different means none shared. */
  multilabel?: Multilabel;
  /** Which rows are controls [n]: then only they are negatives, and none of them is scored. */
  controls?: readonly boolean[];
}

/** The pairs of some profiles, by rule; nothing of size n × n is kept. */
export interface Pairs {
  /** Groups that are scored: rows that share the values of `posSameBy`. */
  groups: { name: string; rows: Int32Array }[];
  /** Rows without a value in `posSameBy`, in no group. */
  unlabelled: number[];
  /** Candidates for negatives; rows of equal `negSameBy` share one list. */
  bases: Int32Array[];
  /** Which list is a row's; −1 for none [n]. */
  baseOf: Int32Array;
  /** Whether two rows of a group are positives. */
  positive: (row: number, other: number) => boolean;
  /** Whether a candidate outside the group is a negative. */
  negative: (row: number, candidate: number) => boolean;
}

/**
 * Finds pairs by rule.
 *
 * A row of the query's own group is never its negative, and no row is paired with itself.
 *
 * @param meta Metadata [n].
 * @param pairing The rules.
 * @throws {InputError} where there is no row, no rule, a column is missing, one column is to be both
 * the same and different, or `controls` has another length or no control.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["taxol", "DMSO", "taxol"] });
 * const { groups, bases } = findPairs(meta, {
 *   posSameBy: ["compound"],
 *   controls: [false, true, false],
 * });
 * assertEquals([groups[0]!.name, [...groups[0]!.rows], [...bases[0]!]], ["taxol", [0, 2], [1]]);
 * ```
 */
export function findPairs(meta: pl.DataFrame, pairing: Pairing): Pairs {
  const { posSameBy, posDiffBy = [], negSameBy = [], multilabel, controls } = pairing;
  const negDiffBy = pairing.negDiffBy ?? (controls === undefined ? posSameBy : []);
  check(meta, pairing, { posDiffBy, negSameBy, negDiffBy });
  const members = new Map<string, number[]>(), unlabelled: number[] = [];
  for (const [row, labels] of labelsOf(meta, posSameBy, multilabel).entries()) {
    if (controls?.[row]) continue;
    if (labels.length === 0) unlabelled.push(row);
    for (const label of labels) {
      const rows = members.get(label);
      if (rows === undefined) members.set(label, [row]);
      else rows.push(row);
    }
  }
  const several = negSameBy.find((column) => multilabel?.columns.includes(column));
  if (several !== undefined) {
    throw new InputError("Cannot pair negatives by a column of several labels", {
      column: several,
      allowed: "such columns in posSameBy, posDiffBy and negDiffBy",
    });
  }
  const baseOf = codes(labelsOf(meta, negSameBy, undefined).map(([key]) => key));
  const lists: number[][] = [];
  for (const [row, base] of baseOf.entries()) {
    if (base < 0) continue;
    const list = lists[base] ??= [];
    if (controls?.[row] ?? true) list.push(row);
  }
  return {
    groups: [...members].map(([name, rows]) => ({ name, rows: Int32Array.from(rows) })),
    unlabelled,
    bases: lists.map((rows) => Int32Array.from(rows)),
    baseOf,
    positive: differ(meta, posDiffBy, multilabel),
    negative: differ(meta, negDiffBy, multilabel),
  };
}

/** Whether two rows have no value in common in each of the columns, and both have one. */
function differ(
  meta: pl.DataFrame,
  columns: readonly string[],
  multilabel: Multilabel | undefined,
): (row: number, other: number) => boolean {
  const single: Int32Array[] = [], several: Set<string>[][] = [];
  for (const column of columns) {
    const labels = labelsOf(meta, [column], multilabel);
    if (labels.some((found) => found.length > 1)) {
      several.push(labels.map((found) => new Set(found)));
    } else single.push(codes(labels.map(([key]) => key)));
  }
  return (row, other) => {
    for (const code of single) {
      if (code[row] === code[other] || code[row]! < 0 || code[other]! < 0) return false;
    }
    for (const labels of several) {
      const mine = labels[row]!, theirs = labels[other]!;
      if (mine.size === 0 || theirs.size === 0 || !mine.isDisjointFrom(theirs)) return false;
    }
    return true;
  };
}

function check(
  meta: pl.DataFrame,
  { posSameBy, controls }: Pairing,
  rules: Record<"posDiffBy" | "negSameBy" | "negDiffBy", readonly string[]>,
): void {
  const attempted = "Cannot pair profiles";
  if (meta.height === 0) throw new InputError(attempted, { found: "no profiles" });
  if (posSameBy.length === 0) {
    throw new InputError(`${attempted}: posSameBy names no column`, {
      allowed: meta.columns.join(", "),
    });
  }
  for (
    const [same, diff, names] of [
      [posSameBy, rules.posDiffBy, "posSameBy and posDiffBy"],
      [rules.negSameBy, rules.negDiffBy, "negSameBy and negDiffBy"],
    ] as const
  ) {
    const both = same.find((column) => diff.includes(column));
    if (both !== undefined) {
      throw new InputError(`${attempted}: ${names} share a column`, { column: both });
    }
  }
  if (controls === undefined) return;
  if (controls.length !== meta.height) {
    throw new InputError(`${attempted}: controls has another length than the profiles`, {
      found: controls.length,
      allowed: String(meta.height),
    });
  }
  if (!controls.includes(true)) {
    throw new InputError(`${attempted}: there are no negatives`, { found: "no control" });
  }
}
