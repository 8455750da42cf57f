/**
 * How many things a note is about, in words: the plural that it begins with becomes a singular for one.
 *
 * @param note What, beginning with a noun in the plural, and which.
 *
 * @example
 * ```ts
 * import { noteCount } from "./note_count.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const what = "wells of the layout without images";
 * assertEquals(noteCount({ what, which: ["B02"] }), "1 well of the layout without images");
 * assertEquals(noteCount({ what, which: ["B02", "B03"] }), `2 ${what}`);
 * ```
 */
export function noteCount(
  { what, which }: { what: string; which: readonly string[] },
): string {
  return `${which.length} ${which.length === 1 ? what.replace(/^(\w+)s\b/, "$1") : what}`;
}
