/**
 * The rank of each value from 1 on; equal values share the mean of their ranks.
 *
 * @param values Numbers without NaN [n].
 *
 * @example
 * ```ts
 * import { ranks } from "./ranks.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...ranks([10, 30, 10])], [1.5, 3, 1.5]);
 * ```
 */
export function ranks(values: ArrayLike<number>): Float64Array {
  const n = values.length, result = new Float64Array(n);
  const order = Uint32Array.from({ length: n }, (_, i) => i)
    .sort((a, b) => (values[a] as number) - (values[b] as number));
  for (let start = 0, end = 0; start < n; start = end) {
    const value = values[order[start]!];
    while (end < n && values[order[end]!] === value) end++;
    for (let i = start; i < end; i++) result[order[i]!] = (start + 1 + end) / 2;
  }
  return result;
}
