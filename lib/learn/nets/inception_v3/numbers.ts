import type { CheckpointTensor } from "../../checkpoint.ts";
import { matchTensors } from "../../checkpoint/match.ts";
import { inceptionNames, type InceptionShape } from "./names.ts";

/** Tensors of torchvision's state dict that the network does not need: counters of training. */
const ignored = /\.num_batches_tracked$/;

/** A checkpoint that fits the network. */
export interface InceptionNumbers {
  /** Classes and heads that it has. */
  shape: InceptionShape;
  /** Numbers by name, in PyTorch's order of axes. */
  numbers: Map<string, Float32Array>;
}

/**
 * Reads from a checkpoint how many classes it has and whether an auxiliary head, and checks all else.
 *
 * @param tensors Tensors by torchvision's names.
 * @param file Name of the checkpoint, for messages.
 * @throws {InputError} naming each tensor that is missing, unknown or of another shape.
 *
 * @example
 * ```ts
 * import { initialInception } from "./initial.ts";
 * import { inceptionNumbers } from "./numbers.ts";
 * import { Random } from "../../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = { classes: 12, auxiliary: false };
 * const tensors = initialInception(shape, new Random(1));
 * assertEquals(inceptionNumbers(tensors).shape, shape);
 * ```
 */
export function inceptionNumbers(
  tensors: ReadonlyMap<string, CheckpointTensor>,
  file?: string,
): InceptionNumbers {
  const head = tensors.get("fc.bias") ?? tensors.get("module.fc.bias");
  const shape = {
    classes: head?.shape[0] ?? 1000,
    auxiliary: [...tensors.keys()].some((name) => /^(module\.)?AuxLogits\./.test(name)),
  };
  const numbers = matchTensors(tensors, inceptionNames(shape), {
    network: "Inception V3",
    ignored,
    ...(file === undefined ? {} : { file }),
  });
  return { shape, numbers };
}
