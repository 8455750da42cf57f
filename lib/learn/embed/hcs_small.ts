import { Random } from "../../core/random.ts";
import type { TensorFlow } from "../backend.ts";
import type { CheckpointTensor } from "../checkpoint.ts";
import { matchTensors } from "../checkpoint/match.ts";
import type { Embedder } from "../embed.ts";
import { HCS_LENGTH, HCS_SIDE, hcsSmall, hcsVectors } from "../nets/hcs_small.ts";
import { toDevice } from "../network.ts";
import { takeOff } from "./image_embedder.ts";

/**
 * The project's own small network as an embedder: the last pool, 192 numbers, of squares of 64 × 64
 * around single cells.
 *
 * @param tf TensorFlow.js on the backend that it shall run on.
 * @param tensors Its weights, as `c2s train hcs_small` writes them.
 * @param file Name of their file, for messages.
 * @throws {InputError} naming tensors that are missing, not known, or of another shape.
 *
 * @example
 * ```ts
 * import { hcsEmbedder } from "./hcs_small.ts";
 * import type { CheckpointTensor } from "../checkpoint.ts";
 * import { hcsSmall } from "../nets/hcs_small.ts";
 * import { openBackend } from "../backend.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * const { weights } = hcsSmall({ channels: 2, classes: 5 }, new Random(1));
 * const tensors = Object.entries(weights).map((
 *   [name, { shape, data }],
 * ): [string, CheckpointTensor] => [name, { kind: "float32", shape: [...shape], data }]);
 * const embedder = hcsEmbedder(tf, new Map(tensors));
 * assertEquals([embedder.channels, embedder.length], [2, 192]);
 * embedder.dispose();
 * ```
 */
export function hcsEmbedder(
  tf: TensorFlow,
  tensors: ReadonlyMap<string, CheckpointTensor>,
  file?: string,
): Embedder {
  const channels = tensors.get("level1/down/kernel")?.shape[2] ?? 3;
  const classes = tensors.get("classes/bias")?.shape[0] ?? 1;
  const { weights } = hcsSmall({ channels, classes }, new Random(1));
  const wanted = new Map(Object.entries(weights).map(([name, { shape }]) => [name, shape]));
  const options = { network: "hcs_small", ...(file === undefined ? {} : { file }) };
  const numbers = matchTensors(tensors, wanted, options);
  const device = toDevice(
    tf,
    Object.fromEntries([...numbers].map(([name, data]) => {
      return [name, { shape: wanted.get(name) as readonly number[], data }];
    })),
  );
  return {
    name: "hcs_small",
    size: HCS_SIDE,
    channels,
    crops: true,
    length: HCS_LENGTH,
    embed: (batch) =>
      takeOff(tf.tidy(() => {
        const n = batch.length / (HCS_SIDE * HCS_SIDE * channels);
        return hcsVectors(tf, device, tf.tensor4d(batch, [n, HCS_SIDE, HCS_SIDE, channels]));
      })),
    dispose: () => tf.dispose(device),
  };
}
