/**
 * The smallest of any stretch of numbers, each asked for in no time that grows with the stretch.
 *
 * Minima of stretches of 1, 2, 4, … numbers are kept; any other is covered by two of them.
 *
 * @param values Numbers [n].
 * @returns The smallest of those from one place up to, and not with, another; Infinity of none.
 *
 * @example
 * ```ts
 * import { rangeMinima } from "./range_minima.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const least = rangeMinima([3, 1, 4, 1, 5]);
 * assertEquals([least(0, 1), least(2, 5), least(4, 4)], [3, 1, Infinity]);
 * ```
 */
export function rangeMinima(values: ArrayLike<number>): (from: number, to: number) => number {
  const levels = [Float64Array.from(values)];
  for (let size = 2; size <= values.length; size *= 2) {
    const half = levels.at(-1)!;
    levels.push(
      Float64Array.from(
        { length: values.length - size + 1 },
        (_, i) => Math.min(half[i]!, half[i + size / 2]!),
      ),
    );
  }
  return (from, to) => {
    if (to <= from) return Infinity;
    const level = 31 - Math.clz32(to - from), minima = levels[level]!;
    return Math.min(minima[from]!, minima[to - 2 ** level]!);
  };
}
