import { InputError } from "../core/errors.ts";
import { projectRoot } from "../core/files.ts";

/** A file of weights, read from disk. */
export interface ModelFile {
  /** Where it lies. */
  file: string;
  /** The whole file. */
  bytes: Uint8Array;
}

/**
 * Reads the weights that come with the project, `data/models/<name>/weights.safetensors`, or a file of
 * one's own.
 *
 * @param name Name of the model, for example `nucleus`.
 * @param file Another file; defaults to the project's.
 * @throws {InputError} naming the file, if it is missing.
 *
 * @example
 * ```ts
 * import { readModel } from "./models.ts";
 * import { assert } from "@std/assert";
 *
 * assert((await readModel("nucleus")).bytes.length < 4e6);
 * ```
 */
export async function readModel(name: string, file?: string): Promise<ModelFile> {
  const path = file ?? `${projectRoot}data/models/${name}/weights.safetensors`;
  const hint = "c2s train makes such files";
  return { file: path, bytes: await readWeights(path, { network: name, hint }) };
}

/**
 * Reads a file of weights.
 *
 * @param file Where it lies.
 * @param what Name of the network, and what to do where the file is missing; defaults to *nothing*.
 * @throws {InputError} naming the file, if it is missing or cannot be read.
 *
 * @example
 * ```ts
 * import { readWeights } from "./models.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => readWeights("no/such.pth"), Error, "no such file");
 * ```
 */
export async function readWeights(
  file: string,
  { network, hint }: { network?: string; hint?: string } = {},
): Promise<Uint8Array> {
  try {
    return await Deno.readFile(file);
  } catch (cause) {
    throw new InputError(
      `Cannot read the weights${network === undefined ? "" : ` of ${network}`}`,
      {
        file,
        ...(cause instanceof Deno.errors.IsADirectory
          ? { found: "a folder", allowed: "a file of weights, such as weights.safetensors in it" }
          : { found: cause instanceof Deno.errors.NotFound ? "no such file" : String(cause) }),
        ...(hint === undefined ? {} : { hint }),
        cause,
      },
    );
  }
}
