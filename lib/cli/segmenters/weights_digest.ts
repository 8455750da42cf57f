import { createHash } from "node:crypto";
import { findSegmenter, type LoadSegmenterOptions } from "../segmenters.ts";

/**
 * The SHA-256 of the weights that a method would load, over all their files, in hex: the path alone
 * does not tell one training from the next.
 *
 * @param name Name of the method.
 * @param options File of weights.
 * @returns undefined for a method without weights.
 * @throws {InputError} as `findSegmenter` does, or for weights that are missing.
 *
 * @example
 * ```ts
 * import { weightsDigest } from "./weights_digest.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await weightsDigest("classical"), undefined);
 * assertEquals((await weightsDigest("network"))?.length, 64);
 * ```
 */
export async function weightsDigest(
  name: string,
  options: LoadSegmenterOptions = {},
): Promise<string | undefined> {
  const files = await findSegmenter(name, options).weights(options);
  if (files.length === 0) return undefined;
  const hash = createHash("sha256");
  for (const { bytes } of files) hash.update(bytes);
  return hash.digest("hex");
}
