import { InputError } from "../core/errors.ts";
import type { Segmenter } from "../segment/segmenter.ts";

/** A method that commands offer as `--method NAME`. */
export interface SegmenterEntry {
  /** What it is, in a few words. */
  summary: string;
  /** Whether it is pure computing, so that each core can run its own; false where a backend uses all. */
  threads: boolean;
  /** Brings the method, its weights loaded. */
  load: () => Promise<Segmenter>;
}

/** All methods by name. */
export const segmenters: Record<string, SegmenterEntry> = {};

/**
 * The method of a name.
 *
 * @param name As typed.
 * @throws {InputError} listing the names there are.
 *
 * @example
 * ```ts
 * import { findSegmenter } from "./segmenters.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => findSegmenter("magic"), Error, 'found "magic"');
 * ```
 */
export function findSegmenter(name: string): SegmenterEntry {
  const entry = Object.hasOwn(segmenters, name) ? segmenters[name] : undefined;
  if (entry === undefined) {
    throw new InputError("There is no such method of segmentation", {
      found: name,
      allowed: Object.keys(segmenters).join(", "),
    });
  }
  return entry;
}
