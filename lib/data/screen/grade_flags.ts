import type { FieldFlags, Flag } from "../../image/outliers.ts";
import type { FieldTruth } from "./truth.ts";

/** How flags fare on fields with one kind of planted defect. */
export interface FlagGrade {
  /** What was planted. */
  planted: FieldTruth["defect"];
  /** Fields with it. */
  fields: number;
  /** Fields of these with any flag. */
  flagged: number;
  /** Fields of these with a flag that names the defect. */
  named: number;
}

const names: Record<FieldTruth["defect"], readonly Flag[]> = {
  defocus: ["blurred"],
  debris: ["debris"],
  overexposed: ["saturated", "exposure"],
  none: [],
};

/**
 * Compares the flags of drawn fields with what was planted in them.
 *
 * @param flags One entry a field.
 * @param truth One entry a field, in the same order.
 * @returns One entry a kind of defect that occurs, `none` last; empty without truth.
 *
 * @example
 * ```ts
 * import { gradeFlags } from "./grade_flags.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(gradeFlags([], undefined), []);
 * ```
 */
export function gradeFlags(
  flags: readonly FieldFlags[],
  truth: readonly FieldTruth[] | undefined,
): FlagGrade[] {
  if (truth === undefined) return [];
  const kinds = ["defocus", "debris", "overexposed", "none"] as const;
  return kinds.map((planted) => {
    const found = flags.filter((_, i) => truth[i]?.defect === planted);
    return {
      planted,
      fields: found.length,
      flagged: found.filter((one) => one.flags.length > 0).length,
      named: found.filter((one) => one.flags.some((flag) => names[planted].includes(flag))).length,
    };
  }).filter(({ fields }) => fields > 0);
}
