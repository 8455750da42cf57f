/** How often a class occurs, and what follows from it. */
export interface ClassShare {
  /** The class. */
  label: string;
  /** Number of examples. */
  count: number;
  /** `count` divided by the number of all examples. */
  share: number;
  /** Weight that makes every class count the same in a loss: N / (K · count). */
  weight: number;
}

/**
 * Counts the classes, the commonest first, with the weights that balance them.
 *
 * The weights are N / (K · nₖ) for N examples in K classes (King & Zeng 2001), so that their mean
 * over the examples is 1 and a weighted loss keeps its scale.
 *
 * @param labels One label an example.
 * @throws {RangeError} where there is no example.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const [first, second] = classShares(["DMSO", "DMSO", "DMSO", "taxol"]);
 * assertEquals(first, { label: "DMSO", count: 3, share: 0.75, weight: 4 / 6 });
 * assertEquals(second?.weight, 2);
 * ```
 */
export function classShares(labels: Iterable<string>): ClassShare[] {
  const counts = new Map<string, number>();
  let total = 0;
  for (const label of labels) {
    counts.set(label, (counts.get(label) ?? 0) + 1);
    total++;
  }
  if (total === 0) throw new RangeError("Cannot count classes: there is no label");
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([label, count]) => ({
      label,
      count,
      share: count / total,
      weight: total / (counts.size * count),
    }));
}

/** What a model reaches that always names the commonest class. */
export interface MajorityBaseline {
  /** The class it names. */
  label: string;
  /** Share of the examples it gets right. */
  accuracy: number;
  /** Mean over the classes of the share it gets right: 1 / K. */
  balancedAccuracy: number;
}

/**
 * The score that a model must beat before it has learned anything: always name the commonest class.
 *
 * @param labels One label an example.
 * @throws {RangeError} where there is no example.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(majorityBaseline(["DMSO", "DMSO", "DMSO", "taxol"]), {
 *   label: "DMSO",
 *   accuracy: 0.75,
 *   balancedAccuracy: 0.5,
 * });
 * ```
 */
export function majorityBaseline(labels: Iterable<string>): MajorityBaseline {
  const shares = classShares(labels);
  const { label, share } = shares[0] as ClassShare;
  return { label, accuracy: share, balancedAccuracy: 1 / shares.length };
}
