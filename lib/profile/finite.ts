import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";

/** What {@link checkFinite} lets pass. */
export interface CheckFiniteOptions {
  /** Whether NaN, a value that was not measured, is "kept" or "refused"; defaults to "refused". */
  missing?: "kept" | "refused";
}

/**
 * Refuses values that are not finite: no distance, rank or score has a meaning with them.
 *
 * @param attempted What was attempted, as the start of the sentence.
 * @param matrix Values [n × d].
 * @param features Names of the columns, for the message; defaults to their numbers.
 * @param options Whether missing values pass.
 * @throws {InputError} naming the first such value with its row and column, the columns that hold some,
 * and how many.
 *
 * @example
 * ```ts
 * import { assertThrows } from "@std/assert";
 *
 * const matrix = { rows: 1, cols: 2, data: new Float64Array([1, NaN]) };
 * assertThrows(() => checkFinite("Cannot compare", matrix, ["area", "texture"]), Error, "texture");
 * ```
 */
export function checkFinite(
  attempted: string,
  { data, cols }: Matrix<Float32Array | Float64Array>,
  features?: readonly string[],
  { missing = "refused" }: CheckFiniteOptions = {},
): void {
  const refused = missing === "kept"
    ? (value: number) => value === Infinity || value === -Infinity
    : (value: number) => value - value !== 0;
  let sum = 0;
  for (let start = 0; start < data.length; start += chunk) {
    sum += differences(data, start, Math.min(data.length, start + chunk));
  }
  if (sum === 0) return;
  const first = data.findIndex(refused);
  if (first < 0) return;
  const name = (column: number) => features?.[column] ?? String(column + 1);
  const counts = new Map<number, number>();
  let total = 0;
  for (let i = first; i < data.length; i++) {
    if (!refused(data[i] as number)) continue;
    counts.set(i % cols, (counts.get(i % cols) ?? 0) + 1);
    total++;
  }
  const shown = [...counts].slice(0, 5).map(([column, count]) => `${name(column)} (${count})`);
  const more = counts.size > 5 ? ` and ${counts.size - 5} more` : "";
  const isMissing = Number.isNaN(data[first]);
  throw new InputError(`${attempted}: ${counted(total, "value")} in ${shown.join(", ")}${more}`, {
    row: Math.floor(first / cols) + 1,
    column: name(first % cols),
    found: data[first],
    allowed: missing === "kept" ? "finite numbers, NaN where none was measured" : "finite numbers",
    // Only what is missing can be selected by: select refuses infinite values, too.
    hint: isMissing
      ? "c2s select --impute median leaves out features that lack many values and fills the others"
      : "Leave those features or rows out, or fill the values: c2s normalize --impute median",
  });
}

/** Numbers that are looked at by one call, so that the loop is compiled early. */
const chunk = 1 << 12;

/** A number minus itself is 0, or NaN where it is not finite: one sum tells about all of them. */
function differences(data: Float32Array | Float64Array, start: number, end: number): number {
  // Four sums, as each addition waits for the one before it.
  let a = 0, b = 0, c = 0, d = 0, i = start;
  for (; i + 4 <= end; i += 4) {
    a += data[i]! - data[i]!;
    b += data[i + 1]! - data[i + 1]!;
    c += data[i + 2]! - data[i + 2]!;
    d += data[i + 3]! - data[i + 3]!;
  }
  for (; i < end; i++) a += data[i]! - data[i]!;
  return a + b + c + d;
}
