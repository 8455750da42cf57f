/**
 * A value as JSON, in which typed arrays are lists; by itself JSON makes objects with numbers as names of them.
 *
 * @param value Anything that JSON can say, and typed arrays.
 *
 * @example
 * ```ts
 * import { jsonText } from "./json_text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(jsonText({ counts: new Float64Array([2, 0]) }), '{"counts":[2,0]}');
 * ```
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(
    value,
    (_, one) =>
      ArrayBuffer.isView(one) && !(one instanceof DataView)
        ? Array.from(one as unknown as ArrayLike<number>)
        : one,
  );
}
