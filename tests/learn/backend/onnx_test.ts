import { assertEquals, assertRejects } from "@std/assert";
import { openOnnx } from "../../../lib/learn/backend/onnx.ts";
import { Graph } from "../../../lib/learn/onnx/graph.ts";

Deno.test("a session gives the one output for the one input, and refuses another shape", async () => {
  const graph = new Graph("test");
  const x = graph.input("x", ["n", 2]);
  graph.output(graph.node("Neg", [x]), ["n", 2]);
  const session = await openOnnx(graph.encode());
  assertEquals([...await session.run(new Float32Array([1, -2]), [1, 2])], [-1, 2]);
  await assertRejects(() => session.run(new Float32Array(3), [1, 3]));
  await session.dispose();
});

Deno.test("what is no ONNX file is refused", async () => {
  await assertRejects(() => openOnnx(new Uint8Array([1, 2, 3])));
});
