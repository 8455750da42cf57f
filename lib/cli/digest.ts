import { createHash } from "node:crypto";

/**
 * What something was made from, in one word: the SHA-256 of its JSON.
 *
 * @param value Anything that JSON can say; what is undefined does not count.
 *
 * @example
 * ```ts
 * import { digestOf } from "./digest.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(digestOf({ a: 1, b: undefined }), digestOf({ a: 1 }));
 * ```
 */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/**
 * The SHA-256 of many arrays of numbers, in their order: what is learned from, whatever its files are
 * called.
 *
 * @param arrays Typed arrays.
 *
 * @example
 * ```ts
 * import { digestOfArrays } from "./digest.ts";
 * import { assertNotEquals } from "@std/assert";
 *
 * const [one, other] = [1, 2].map((value) => digestOfArrays([new Uint16Array([value])]));
 * assertNotEquals(one, other);
 * ```
 */
export function digestOfArrays(arrays: Iterable<Uint16Array | Float32Array | Int32Array>): string {
  const hash = createHash("sha256");
  for (const { buffer, byteOffset, byteLength } of arrays) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest("hex");
}
