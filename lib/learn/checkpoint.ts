import { InputError } from "../core/errors.ts";
import { Broken } from "./checkpoint/broken.ts";
import { type Checkpoint, flatten } from "./checkpoint/flatten.ts";
import { readNpyObject } from "./checkpoint/numpy.ts";
import { looksLikeSafetensors, readSafetensors } from "./checkpoint/safetensors.ts";
import { readTorchStream, readTorchZip } from "./checkpoint/torch_files.ts";

export type { Checkpoint, CheckpointValue } from "./checkpoint/flatten.ts";
export type { CheckpointTensor, NumberKind, Numbers } from "./checkpoint/tensor.ts";

/**
 * Reads the tensors of a checkpoint that Python wrote, without running anything of it.
 *
 * Four kinds of file are known: those of `torch.save` since PyTorch 1.6 (a zip archive), those
 * before (a row of pickles), dictionaries of arrays saved by `numpy.save`, and safetensors. A pickle is a
 * program; of it only what builds numbers, texts, tensors, lists and dictionaries is carried out,
 * functions are replaced by our own, and any other name in it is an error. What is made of a file
 * stays within a few times its size.
 *
 * @param bytes The whole file.
 * @param options Name of the file, for messages.
 * @returns Tensors and other values by name.
 * @throws {InputError} if the file is cut off, damaged, of another kind, or names anything else;
 * the message says what, and that nothing was run.
 *
 * @example
 * ```ts
 * import { readCheckpoint } from "./checkpoint.ts";
 * import { assertThrows } from "@std/assert";
 *
 * // b"cos\nsystem\n…": a pickle that wants to run a command.
 * const bytes = new TextEncoder().encode("\x80\x02cos\nsystem\nX\x02\0\0\0ls\x85R.").slice(1);
 * bytes[0] = 0x80;
 * assertThrows(() => readCheckpoint(bytes), Error, "the global os.system");
 * ```
 */
export function readCheckpoint(bytes: Uint8Array, options: { file?: string } = {}): Checkpoint {
  try {
    if (looksLikeSafetensors(bytes)) return readSafetensors(bytes);
    return flatten(read(bytes), Math.max(1_000_000, bytes.length));
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    throw new InputError("Cannot read the checkpoint", {
      ...(options.file === undefined ? {} : { file: options.file }),
      found: error.found,
      ...(error.allowed === undefined ? {} : { allowed: error.allowed }),
      hint: error.hint ?? "If it was downloaded or copied, do that again",
    });
  }
}

function read(bytes: Uint8Array): unknown {
  const begins = (...start: number[]) => start.every((byte, i) => bytes[i] === byte);
  if (begins(0x50, 0x4b, 3, 4)) return readTorchZip(bytes);
  if (begins(0x80)) return readTorchStream(bytes);
  if (begins(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59)) return readNpyObject(bytes);
  const kinds = "a file of torch.save, a dictionary of numpy.save, or a safetensors file";
  if (new TextDecoder().decode(bytes.subarray(257, 262)) === "ustar") {
    const hint = "Load it in Python with PyTorch 1 and save it again";
    throw new Broken("a tar archive, as PyTorch wrote it before version 0.2", kinds, hint);
  }
  if (/^\s*</.test(new TextDecoder().decode(bytes.subarray(0, 20)))) {
    throw new Broken("a web page", kinds, "The address it came from may have changed");
  }
  throw new Broken(bytes.length === 0 ? "an empty file" : "a file of another kind", kinds);
}
