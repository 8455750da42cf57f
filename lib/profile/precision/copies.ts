import type { Matrix } from "../../core/matrix.ts";

/**
 * Warns of profiles that are exact copies of another in their group: a row read twice finds itself,
 * which is no replicability.
 *
 * @param matrix Profiles [n × d].
 * @param groups Rows of each group.
 * @returns No warning, or one that counts and names them.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = { rows: 3, cols: 2, data: new Float64Array([1, 2, 3, 4, 1, 2]) };
 * const groups = [{ name: "taxol", rows: new Int32Array([0, 1, 2]) }];
 * assertEquals(copiesInGroups(matrix, groups), [
 *   "1 profile is an exact copy of another in its group: rows 1 and 3 of taxol",
 * ]);
 * ```
 */
export function copiesInGroups(
  { data, cols }: Matrix<Float32Array | Float64Array>,
  groups: readonly { name: string; rows: Int32Array }[],
): string[] {
  let copies = 0, example = "";
  for (const { name, rows } of groups) {
    const seen = new Map<number, number[]>();
    for (const row of rows) {
      const values = data.subarray(row * cols, (row + 1) * cols);
      const key = keyOf(values);
      const others = seen.get(key) ?? [];
      seen.set(key, others);
      const twin = others.find((other) =>
        values.every((value, j) => value === data[other * cols + j])
      );
      others.push(row);
      if (twin === undefined) continue;
      if (copies++ === 0) example = `rows ${twin + 1} and ${row + 1} of ${name}`;
    }
  }
  if (copies === 0) return [];
  const what = copies === 1 ? "profile is an exact copy" : "profiles are exact copies";
  const where = copies === 1 ? "its group: " : "their group, first ";
  return [`${copies} ${what} of another in ${where}${example}`];
}

/** A number that equal profiles share: few others have the same first values. */
function keyOf(values: Float32Array | Float64Array): number {
  let sum = 0;
  for (let j = 0; j < Math.min(8, values.length); j++) sum = sum * 31 + values[j]!;
  return sum;
}
