import { InputError } from "../core/errors.ts";
import { readModel } from "../data/models.ts";
import { decodeNetwork, type NucleusNetwork } from "../learn/nucleus/network_file.ts";
import { findSegmenter, usualMethod } from "./segmenters.ts";

/**
 * Reads a nucleus network and checks that it has not learned the images that are for testing: the fold
 * that its file says it has left alone must be the tested one.
 *
 * @param file File of weights; undefined for those that come with the project.
 * @param fold Fold of the images that are tested, from `foldOf` of `segment/split.ts`.
 * @throws {InputError} naming both folds where they differ, or for weights that are missing or damaged.
 *
 * @example
 * ```ts
 * import { networkWithout } from "./held_out.ts";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * assertEquals((await networkWithout(undefined, 0)).fold, 0);
 * await assertRejects(() => networkWithout(undefined, 1), Error, "has learned these images");
 * ```
 */
export async function networkWithout(
  file: string | undefined,
  fold: number,
): Promise<NucleusNetwork> {
  const model = await readModel("nucleus", file), network = decodeNetwork(model.bytes, model.file);
  if (network.fold !== fold) refuse("The network", fold, network.fold, model.file);
  return network;
}

/**
 * Checks that a method has learned nothing of the nucleus images that it is tested on. What others have
 * published is not known to have left any alone, and passes.
 *
 * @param task Name of the method, and its file of weights.
 * @param fold Fold of the images, from `foldOf` of `segment/split.ts`.
 * @throws {InputError} naming both folds where they differ.
 *
 * @example
 * ```ts
 * import { checkHeldOut } from "./held_out.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await checkHeldOut({ method: "classical" }, 0);
 * await assertRejects(() => checkHeldOut({ method: "classical" }, 2), Error, "allowed: fold 0");
 * ```
 */
export async function checkHeldOut(
  { method, checkpoint }: { method: string; checkpoint?: string },
  fold: number,
): Promise<void> {
  if (method === usualMethod) return void await networkWithout(checkpoint, fold);
  const { fold: left } = findSegmenter(method);
  if (left !== undefined && left !== fold) refuse(`The method ${method}`, fold, left);
}

function refuse(what: string, fold: number, left: number, file?: string): never {
  throw new InputError(`${what} has learned these images`, {
    ...(file === undefined ? {} : { file }),
    found: `images of fold ${fold} to test it on`,
    allowed: `fold ${left}, which it has left alone`,
  });
}
