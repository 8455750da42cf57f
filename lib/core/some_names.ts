/**
 * A list of names in a sentence: the first ones, and how many more there are.
 *
 * @param names The names.
 * @param most How many are told; defaults to 5.
 *
 * @example
 * ```ts
 * import { someNames } from "./some_names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(someNames(["a", "b", "c"], 2), "a, b and 1 more");
 * ```
 */
export function someNames(names: readonly string[], most = 5): string {
  const more = names.length > most ? ` and ${names.length - most} more` : "";
  return names.slice(0, most).join(", ") + more;
}
