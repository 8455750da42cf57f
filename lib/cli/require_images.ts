import { InputError } from "../core/errors.ts";
import type { Screen } from "../data/screen.ts";

/**
 * Checks that the images of a screen are here, and not its tables alone.
 *
 * @param screen From `openScreen`.
 * @param attempted What they are needed for, as the start of a sentence.
 * @throws {InputError} where they are not.
 *
 * @example
 * ```ts
 * import { requireImages } from "./require_images.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const tables = { title: "BBBC021", root: null };
 * assertThrows(() => requireImages(tables, "Cannot cut cells"), Error, "found \"BBBC021, without");
 * ```
 */
export function requireImages<T extends Pick<Screen, "title" | "root">>(
  screen: T,
  attempted: string,
): asserts screen is T & { root: string } {
  if (screen.root !== null) return;
  throw new InputError(attempted, {
    found: `${screen.title}, without its images`,
    allowed: "a virtual screen, or a folder with images",
  });
}
