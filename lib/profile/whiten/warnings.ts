/** Something about the controls that the reader of a result should know. */
export interface WhitenWarning {
  /** What it is about. */
  kind: "few controls" | "constant features";
  /** One sentence for people. */
  message: string;
}

/**
 * What to know about the controls of a whitening.
 *
 * @param features Names of the features [d].
 * @param varying Numbers of those that vary among the controls [k].
 * @param controls Number of controls.
 * @param shrinkage How far the covariance was shrunk towards its diagonal, 0 to 1.
 * @returns Nothing where all features vary and there are two controls or more a feature.
 *
 * @example
 * ```ts
 * import { warningsOf } from "./warnings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(warningsOf(["area"], [0], 2, 0), []);
 * assertEquals(warningsOf(["area", "Euler"], [0], 2, 0)[0]!.kind, "constant features");
 * ```
 */
export function warningsOf(
  features: readonly string[],
  varying: readonly number[],
  controls: number,
  shrinkage: number,
): WhitenWarning[] {
  const warnings: WhitenWarning[] = [], k = varying.length;
  if (k < features.length) {
    const kept = new Set(varying), constant = features.filter((_, j) => !kept.has(j));
    const more = constant.length > 5 ? ` and ${constant.length - 5} more` : "";
    warnings.push({
      kind: "constant features",
      message: `${constant.length} of ${features.length} features do not vary among the controls ` +
        `and say nothing (left out of PCA, 0 in ZCA): ${constant.slice(0, 5).join(", ")}${more}`,
    });
  }
  if (controls < 2 * k) {
    warnings.push({
      kind: "few controls",
      message:
        `${controls} controls for ${k} features ${
          controls <= k ? "do not" : "hardly"
        } determine a covariance: ` +
        (shrinkage > 0
          ? `it is shrunk to its diagonal by ${shrinkage.toPrecision(2)}`
          : "without shrinkage, whitening blows noise up"),
    });
  }
  return warnings;
}
