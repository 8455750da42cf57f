import type { Score } from "./assess.ts";
import type { Grade } from "../grade.ts";

/**
 * One score of a grade by its name.
 *
 * @param grade From `gradeCorrections`.
 * @param name Name of the score, such as `NSC`.
 * @throws {RangeError} if the grade has no such score.
 *
 * @example
 * ```ts
 * import { scoreOf } from "./scores.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const nil = { value: 0, low: 0, high: 0 };
 * const score = { about: "batch", score: "week variance", value: 0.2, low: 0, high: 0.4 } as const;
 * const grade = { name: "none", scores: [{ ...score, chance: 0, fromFloor: nil, fromTruth: nil }] };
 * assertEquals(scoreOf(grade, "week variance").value, 0.2);
 * ```
 */
export function scoreOf({ scores }: Grade, name: string): Score {
  const found = scores.find(({ score }) => score === name);
  if (found !== undefined) return found;
  throw new RangeError(
    `No score ${name}; there are ${scores.map(({ score }) => score).join(", ")}`,
  );
}

/** A score of one correction, ready for a chart of bars. */
export interface ScoreBar {
  /** The correction, `truth` or `chance`. */
  name: string;
  /** Its score. */
  value: number;
  /** Lower end of the interval. */
  low: number;
  /** Upper end of the interval. */
  high: number;
}

/**
 * A score of all corrections, in their order, and what chance gives as the last bar.
 *
 * @param grades From `gradeCorrections`.
 * @param name Name of the score.
 * @throws {RangeError} if there is no such score.
 *
 * @example
 * ```ts
 * import { scoreBars } from "./scores.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const nil = { value: 0, low: 0, high: 0 };
 * const score = { about: "biology", score: "NSC", value: 0.5, low: 0.4, high: 0.6 } as const;
 * const scores = [{ ...score, chance: 0.1, fromFloor: nil, fromTruth: nil }];
 * const [none, chance] = scoreBars([{ name: "none", scores }], "NSC");
 * assertEquals(none, { name: "none", value: 0.5, low: 0.4, high: 0.6 });
 * assertEquals(chance!.value, 0.1);
 * ```
 */
export function scoreBars(grades: readonly Grade[], name: string): ScoreBar[] {
  const bars = grades.map((grade) => {
    const { value, low, high } = scoreOf(grade, name);
    return { name: grade.name, value, low, high };
  });
  const [first] = grades;
  if (first === undefined) return bars;
  const { chance } = scoreOf(first, name);
  return [...bars, { name: "chance", value: chance, low: chance, high: chance }];
}
