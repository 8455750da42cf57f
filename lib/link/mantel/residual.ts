/**
 * What is left of values when their mean and what other lists explain linearly is taken off.
 *
 * @param values Values [n].
 * @param basis Lists of length 1, orthogonal to one another and to the constant [k × n].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...residual(new Float64Array([1, 3]), [])], [-1, 1]);
 * ```
 */
export function residual(values: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const left = Float64Array.from(values);
  // Twice, because the first pass leaves rounding behind where nearly all is explained.
  for (let pass = 0; pass < 2; pass++) {
    let mean = 0;
    for (const value of left) mean += value / left.length;
    for (let i = 0; i < left.length; i++) left[i]! -= mean;
    for (const direction of basis) {
      const part = dot(left, direction);
      for (let i = 0; i < left.length; i++) left[i]! -= part * direction[i]!;
    }
  }
  return left;
}

/**
 * Directions of length 1 that span some lists beside the constant; what others explain adds none.
 *
 * @param lists Values [k × n].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const [once, double] = [new Float64Array([1, 3, 2]), new Float64Array([2, 6, 4])];
 * assertEquals(directions([once, double]).length, 1);
 * ```
 */
export function directions(lists: readonly Float64Array[]): Float64Array[] {
  const found: Float64Array[] = [];
  for (const list of lists) {
    const left = residual(list, found), length = Math.sqrt(dot(left, left));
    const own = residual(list, []), spread = Math.sqrt(dot(own, own));
    // What is left of a constant is rounding.
    const varies = spread > 1e-12 * Math.sqrt(dot(list, list));
    if (varies && length > 1e-9 * spread) found.push(left.map((value) => value / length));
  }
  return found;
}

/**
 * The sum of products.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(dot(new Float64Array([1, 2]), new Float64Array([3, 4])), 11);
 * ```
 */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
