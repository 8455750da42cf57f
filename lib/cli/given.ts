/**
 * An option under its name where it was given, and nothing where it was not, for options that must be
 * absent rather than undefined.
 *
 * @param name Name of the option.
 * @param value Its value.
 *
 * @example
 * ```ts
 * import { given } from "./given.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([given("seed", 7), given("seed", undefined)], [{ seed: 7 }, {}]);
 * ```
 */
export function given<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<K, V>>;
}
