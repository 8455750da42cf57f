/** What an image of the training set is used for. */
export type Part = "train" | "validation" | "test";

/**
 * Which part of the nucleus images an image belongs to, from its name alone.
 *
 * The rule is the 32-bit FNV-1a hash of the stem (UTF-8, without folder and extension), modulo 5:
 * 0 is test, 1 is validation, 2 to 4 are train. Every method that is chosen or trained on these
 * images uses this rule, so that scores on the test part are comparable and never seen before.
 *
 * Source: Fowler, Noll, Vo, FNV-1a hash, offset basis 2166136261, prime 16777619.
 *
 * @param stem Name of the image without folder and extension, for example `0084ecb4a44a`.
 * @returns Its part.
 *
 * @example
 * ```ts
 * import { partOf } from "./split.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(partOf("00afaad3f619"), partOf("00afaad3f619"));
 * ```
 */
export function partOf(stem: string): Part {
  const remainder = fnv1a(stem) % 5;
  return remainder === 0 ? "test" : remainder === 1 ? "validation" : "train";
}

/**
 * Whether an image is held out: only for the final score, never for choosing or training.
 *
 * @param stem Name of the image without folder and extension.
 *
 * @example
 * ```ts
 * import { heldOut, partOf } from "./split.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(heldOut("0084ecb4a44a"), partOf("0084ecb4a44a") === "test");
 * ```
 */
export function heldOut(stem: string): boolean {
  return partOf(stem) === "test";
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}
