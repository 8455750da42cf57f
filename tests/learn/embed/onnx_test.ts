import { assertEquals } from "@std/assert";
import { onnxEmbedder } from "../../../lib/learn/embed/onnx.ts";

Deno.test("a batch goes to the session with its shape, and the session is freed", async () => {
  const seen: unknown[] = [];
  const session = {
    run: (data: Float32Array, shape: readonly number[]) => {
      seen.push([...shape]);
      return Promise.resolve(data.subarray(0, 6));
    },
    dispose: () => {
      seen.push("freed");
      return Promise.resolve();
    },
  };
  const embedder = onnxEmbedder(session, { name: "net", size: 2, channels: 3, length: 2 });
  assertEquals((await embedder.embed(new Float32Array(36))).length, 6);
  embedder.dispose();
  assertEquals(seen, [[3, 2, 2, 3], "freed"]);
});
