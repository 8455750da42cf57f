/** What an image of the training set is used for. */
export type Part = "train" | "validation" | "test";

/** How many parts of about the same size the images fall into. */
export const FOLDS = 5;

/** Which of the parts are which. */
export interface PartOptions {
  /** The fold that is tested, 0 to 4; the one after it is for validation; defaults to *0*. */
  fold?: number;
}

/**
 * Which of five parts of about the same size a nucleus image falls into, from its name alone: the 32-bit
 * FNV-1a hash of the stem (UTF-8, without folder and extension), modulo 5.
 *
 * Source: Fowler, Noll, Vo, FNV-1a hash, offset basis 2166136261, prime 16777619.
 *
 * @param stem Name of the image without folder and extension, for example `0084ecb4a44a`.
 * @returns 0 to 4.
 *
 * @example
 * ```ts
 * import { foldOf } from "./split.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["", "a"].map(foldOf), [1, 0]);
 * ```
 */
export function foldOf(stem: string): number {
  return fnv1a(stem) % FOLDS;
}

/**
 * Which part of the nucleus images an image belongs to, from its name alone.
 *
 * Of the five folds ({@link foldOf}), the tested one is test, the next one validation, the other three
 * are train. Every method that is chosen or trained on these images uses this rule with fold 0, so that
 * scores on the test part are comparable and never seen before; with the other folds, each image is
 * tested once.
 *
 * @param stem Name of the image without folder and extension, for example `0084ecb4a44a`.
 * @param options Which fold is tested.
 * @returns Its part.
 *
 * @example
 * ```ts
 * import { partOf } from "./split.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([0, 1, 2].map((fold) => partOf("a", { fold })), ["test", "train", "train"]);
 * ```
 */
export function partOf(stem: string, { fold = 0 }: PartOptions = {}): Part {
  const after = (foldOf(stem) - fold + FOLDS) % FOLDS;
  return after === 0 ? "test" : after === 1 ? "validation" : "train";
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
