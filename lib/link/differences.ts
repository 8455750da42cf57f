import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";

/**
 * Distances |a − b| between numbers, such as doses or cell counts, or √Σ(a − b)² between rows of
 * several numbers, such as row and column of a well.
 *
 * @param values One number or one list of numbers an object [n].
 * @returns [n × n].
 * @throws {InputError} for a number that is not finite, naming its row.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...differences([1, 4]).data], [0, 3, 3, 0]);
 * assertEquals(differences([[1, 1], [4, 5]]).data[1], 5);
 * ```
 */
export function differences(values: readonly (number | readonly number[])[]): Matrix {
  const lists = values.map((value) => typeof value === "number" ? [value] : value);
  const row = lists.findIndex((list) => !list.every(Number.isFinite));
  if (row >= 0) {
    throw new InputError("Cannot take differences", {
      row: row + 1,
      found: values[row],
      allowed: "finite numbers",
    });
  }
  return pairwise(lists, (a, b) => Math.hypot(...a.map((value, k) => value - b[k]!)));
}

/**
 * Distances between sets, 1 − common / all (Jaccard): the plates or weeks that a compound was on.
 *
 * @param sets Members of each object's set [n].
 * @returns 0 for the same members, 1 for none in common [n × n].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(setDifferences([["P1", "P2"], ["P2", "P3"]]).data[1], 1 - 1 / 3);
 * ```
 */
export function setDifferences(sets: readonly Iterable<string>[]): Matrix {
  return pairwise(sets.map((set) => new Set(set)), (a, b) => {
    const all = a.union(b).size;
    return all === 0 ? 0 : 1 - a.intersection(b).size / all;
  });
}

function pairwise<T>(objects: readonly T[], distance: (a: T, b: T) => number): Matrix {
  const n = objects.length, data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      data[i * n + j] = data[j * n + i] = distance(objects[i]!, objects[j]!);
    }
  }
  return { rows: n, cols: n, data };
}
