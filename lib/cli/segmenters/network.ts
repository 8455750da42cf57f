import { readModel } from "../../data/models.ts";
import { openBackend } from "../../learn/backend.ts";
import {
  decodeNetwork,
  type NucleusNetwork,
  openNucleusFinder,
} from "../../learn/nucleus_network.ts";
import type { Segmenter } from "../../segment/segmenter.ts";

const oneDnn = "TF_ENABLE_ONEDNN_OPTS";

/**
 * Brings the project's own nucleus network.
 *
 * @param options `checkpoint`: another training of it; defaults to the weights that are shipped.
 * @throws {InputError} for weights that are missing or damaged.
 *
 * @example
 * ```ts
 * import { loadNetworkSegmenter } from "./network.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const segment = await loadNetworkSegmenter();
 * const image = { width: 20, height: 20, data: new Uint16Array(400) };
 * assertEquals(await segment(image), new Int32Array(400));
 * ```
 */
export async function loadNetworkSegmenter(
  { checkpoint }: { checkpoint?: string } = {},
): Promise<Segmenter> {
  const network = await readNetwork(checkpoint);
  // oneDNN's own allocator keeps what it took once, and single images are as fast without it. It is
  // too late where TensorFlow was loaded before.
  if (Deno.env.get(oneDnn) === undefined) Deno.env.set(oneDnn, "0");
  const { tf } = await openBackend({ log: (line) => console.error(line) });
  const finder = openNucleusFinder(tf, network);
  return async (image, options) => (await finder.find(image, options)).labels;
}

/**
 * Reads the project's own nucleus network.
 *
 * @param checkpoint Another training of it; defaults to the weights that are shipped.
 * @throws {InputError} for weights that are missing or damaged.
 *
 * @example
 * ```ts
 * import { readNetwork } from "./network.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals((await readNetwork()).fold, 0);
 * ```
 */
export async function readNetwork(checkpoint?: string): Promise<NucleusNetwork> {
  const { bytes, file } = await readModel("nucleus", checkpoint);
  return decodeNetwork(bytes, file);
}
