/**
 * A number of things in words: `1 field`, `2 fields`.
 *
 * @param count How many.
 * @param one Name of one of them.
 * @param many Name of several; defaults to that of one with an s.
 *
 * @example
 * ```ts
 * import { counted } from "./counted.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([counted(1, "well"), counted(0, "well")], ["1 well", "0 wells"]);
 * assertEquals(counted(3, "nucleus", "nuclei"), "3 nuclei");
 * ```
 */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
