import { assertEquals, assertRejects } from "@std/assert";
import { openOnnx } from "../../../lib/learn/backend/onnx.ts";
import { Graph } from "../../../lib/learn/onnx/graph.ts";

Deno.test("ONNX Runtime runs a graph with constants and attributes, for any number of rows", async () => {
  const graph = new Graph("test");
  const x = graph.input("x", ["n", 1, 2, 2]);
  const shift = graph.constant("shift", [1, 1, 1, 1], new Float32Array([1]));
  const largest = graph.node("MaxPool", [x], { kernel_shape: [2, 2], strides: [2, 2] });
  graph.output(graph.node("Flatten", [graph.node("Add", [largest, shift])]), ["n", 1]);
  const session = await openOnnx(graph.encode());
  assertEquals([...await session.run(new Float32Array([1, 2, 3, 4]), [1, 1, 2, 2])], [5]);
  const two = new Float32Array([0, 0, 0, 7, 1, 1, 1, 1]);
  assertEquals([...await session.run(two, [2, 1, 2, 2])], [8, 2]);
  await session.dispose();
});

Deno.test("a graph whose nodes do not fit together is refused by ONNX Runtime", async () => {
  const graph = new Graph("test");
  graph.output(graph.node("Add", ["nowhere", "nothing"]), [1]);
  await assertRejects(() => openOnnx(graph.encode()), Error, "nowhere");
});
