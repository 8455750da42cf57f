import { InputError } from "../core/errors.ts";
import { readModel } from "../data/models.ts";
import { decodeNetwork } from "../learn/nucleus/network_file.ts";

/**
 * Checks that a nucleus network has not learned the images that are for testing: the fold that its file
 * says it has left alone must be the tested one.
 *
 * @param file File of weights; undefined for those that come with the project.
 * @param fold Fold of the images that are tested, from `foldOf` of `segment/split.ts`.
 * @returns The network.
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
export async function networkWithout(file: string | undefined, fold: number) {
  const model = await readModel("nucleus", file), network = decodeNetwork(model.bytes, model.file);
  if (network.fold === fold) return network;
  throw new InputError("The network has learned these images", {
    file: model.file,
    found: `images of fold ${fold} to test it on`,
    allowed: `fold ${network.fold}, which it has left alone`,
  });
}
