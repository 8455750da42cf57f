import { classShares } from "./balance.ts";
import { crossEntropy, type Loss } from "./fit/loss.ts";

/** Ways to keep a network from always naming the commonest class. */
export const remedies = ["none", "weights", "sampling", "focal", "adjust"] as const;

/** One of {@link remedies}. */
export type Remedy = typeof remedies[number];

/** What a remedy does to the training. */
export interface Treatment {
  /** Loss to train with. */
  loss: Loss;
  /** Class of each example, where all classes are drawn equally often. */
  balance?: readonly number[];
}

/**
 * Loss and sampling of a remedy against rare classes.
 *
 * `weights`: class weights N / (K · n), study A's own; `sampling`: every class equally often;
 * `focal`: focal loss with γ = 2; `adjust`: logit adjustment with τ = 1.
 *
 * @param remedy Which one.
 * @param targets Class number of each training example.
 * @param classes Number of classes.
 * @throws {RangeError} if a class has no training example.
 *
 * @example
 * ```ts
 * import { remedyFor } from "./remedies.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(remedyFor("sampling", [0, 0, 1], 2).balance, [0, 0, 1]);
 * ```
 */
export function remedyFor(remedy: Remedy, targets: readonly number[], classes: number): Treatment {
  const counts = new Map(classShares(targets.map(String)).map((one) => [one.label, one]));
  const of = (name: "share" | "weight") =>
    Array.from({ length: classes }, (_, c) => {
      const found = counts.get(String(c));
      if (found === undefined) throw new RangeError(`Class ${c} has no training example`);
      return found[name];
    });
  switch (remedy) {
    case "none":
      return { loss: crossEntropy() };
    case "weights":
      return { loss: crossEntropy({ classWeights: of("weight") }) };
    case "sampling":
      return { loss: crossEntropy(), balance: targets };
    case "focal":
      return { loss: crossEntropy({ focus: 2 }) };
    case "adjust":
      return { loss: crossEntropy({ priors: of("share") }) };
  }
}
