import type { OnnxSession } from "../backend/onnx.ts";
import type { Embedder } from "../embed.ts";

/**
 * A graph in ONNX Runtime as an embedder.
 *
 * @param session The graph: images [n × size × size × channels] of values from 0 to 1 become vectors
 * [n × length]; it belongs to the embedder from now on.
 * @param shape Name and sizes.
 *
 * @example
 * ```ts
 * import { onnxEmbedder } from "./onnx.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const session = {
 *   run: (data: Float32Array) => Promise.resolve(data.slice()),
 *   dispose: () => Promise.resolve(),
 * };
 * const shape = { name: "same", size: 1, channels: 1, length: 1 };
 * assertEquals([...await onnxEmbedder(session, shape).embed(new Float32Array([0.5]))], [0.5]);
 * ```
 */
export function onnxEmbedder(
  session: OnnxSession,
  shape: Pick<Embedder, "name" | "size" | "channels" | "length">,
): Embedder {
  const { size, channels } = shape;
  return {
    ...shape,
    embed: (batch) => {
      const n = batch.length / (size * size * channels);
      return session.run(batch, [n, size, size, channels]);
    },
    dispose: () => void session.dispose(),
  };
}
