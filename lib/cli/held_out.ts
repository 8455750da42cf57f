import { InputError } from "../core/errors.ts";
import { findSegmenter } from "./segmenters.ts";

/**
 * Checks that a method has learned nothing of the nucleus images that it is tested on. What others have
 * published is not known to have left any alone, and passes.
 *
 * @param task Name of the method, and its file of weights; undefined for those of the project.
 * @param fold Fold of the images, from `foldOf` of `segment/split.ts`.
 * @throws {InputError} naming both folds where they differ, or for weights that are missing or damaged.
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
): Promise<void> {
  const left = await findSegmenter(method).leftAlone?.({ checkpoint });
  if (left === undefined || left === fold) return;
  throw new InputError(`The method ${method} has learned these images`, {
    ...(checkpoint === undefined ? {} : { file: checkpoint }),
    found: `images of fold ${fold} to test it on`,
    allowed: `fold ${left}, which it has left alone`,
  });
}
