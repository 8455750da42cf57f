/**
 * What is wrong with a checkpoint, before it is known which file it came from.
 *
 * @example
 * ```ts
 * import { Broken } from "./broken.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Broken("3 bytes").found, "3 bytes");
 * ```
 */
export class Broken extends Error {
  override readonly name = "Broken";

  /**
   * @param found What was found.
   * @param allowed What is allowed there, in words.
   * @param hint What the reader can do about it.
   */
  constructor(readonly found: string, readonly allowed?: string, readonly hint?: string) {
    super(found);
  }
}
