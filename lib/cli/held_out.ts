import { InputError } from "../core/errors.ts";
import { findSegmenter } from "./segmenters.ts";

/**
 * Checks that a method has not learned the nucleus images that it is scored on. What others have
 * published is not known to have left any alone, and passes.
 *
 * @param task Name of the method, and its file of weights; undefined for those of the project.
 * @param fold Fold that is for testing, from `foldOf` of `segment/split.ts`.
 * @param part What is scored: the test images, or the validation images, which are those of the next
 * fold; defaults to *test*.
 * @throws {InputError} naming both folds where they differ; for validation images that were learned, too;
 * for weights that are missing or damaged.
 *
 * @example
 * ```ts
 * import { checkHeldOut } from "./held_out.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await checkHeldOut({ method: "network" }, 0);
 * await assertRejects(() => checkHeldOut({ method: "classical" }, 2), Error, "allowed: fold 0");
 * ```
 */
export async function checkHeldOut(
  { method, checkpoint }: { method: string; checkpoint?: string },
  fold: number,
  part: "test" | "validation" = "test",
): Promise<void> {
  const left = await findSegmenter(method).leftAlone?.({ checkpoint });
  if (left === undefined) return;
  const learned = part === "validation" && left.withValidation === true;
  if (left.fold === fold && !learned) return;
  throw new InputError(`The method ${method} has learned these images`, {
    ...(checkpoint === undefined ? {} : { file: checkpoint }),
    found: `${part === "test" ? "" : "validation "}images of fold ${fold} to test it on`,
    allowed: `${learned ? "test images of " : ""}fold ${left.fold}, which it has left alone`,
  });
}
