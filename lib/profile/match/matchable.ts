import { InputError } from "../../core/errors.ts";
import { isPartner, type MatchRule } from "./candidates.ts";
import type { TreatmentLabels } from "./labels.ts";

/** Which treatments a rule can score. */
export interface Matchable {
  /** All mechanisms, sorted by name. */
  moas: string[];
  /** Rows of the treatments whose mechanism can be found, ascending. */
  scored: number[];
  /** Mechanisms that cannot, sorted by name. */
  unmatchable: string[];
}

/**
 * Tells which treatments can be scored: those of mechanisms that have at least two treatments which
 * may be matched with one another.
 *
 * @param labels Compounds, mechanisms, batches [n].
 * @param rule Who may be matched.
 * @throws {InputError} if there is no such treatment.
 *
 * @example
 * ```ts
 * import { matchable } from "./matchable.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = { compounds: ["a", "b", "c"], moas: ["x", "x", "y"] };
 * const { scored, unmatchable } = matchable(labels, "NSC");
 * assertEquals([scored, unmatchable], [[0, 1], ["y"]]);
 * ```
 */
export function matchable(labels: TreatmentLabels, rule: MatchRule): Matchable {
  const groups = new Map<string, number[]>();
  for (const [row, moa] of labels.moas.entries()) {
    if (moa !== null) groups.set(moa, [...groups.get(moa) ?? [], row]);
  }
  const moas = [...groups.keys()].sort();
  const unmatchable = moas.filter((moa) => {
    const rows = groups.get(moa)!;
    return !rows.some((row) => rows.some((other) => isPartner(labels, row, other, rule)));
  });
  const scored = labels.moas.flatMap((moa, row) =>
    moa === null || unmatchable.includes(moa) ? [] : [row]
  );
  if (scored.length === 0) {
    throw new InputError("Cannot match treatments: there is none whose mechanism could be found", {
      found: `${labels.moas.length} treatments with ${moas.length} mechanisms`,
      allowed: rule === "NSC"
        ? "a mechanism of at least two compounds"
        : "a mechanism of at least two compounds in different batches",
    });
  }
  return { moas, scored, unmatchable };
}
