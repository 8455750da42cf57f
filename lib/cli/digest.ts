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
