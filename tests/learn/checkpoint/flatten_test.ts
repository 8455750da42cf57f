import { assertEquals, assertThrows } from "@std/assert";
import { Broken } from "../../../lib/learn/checkpoint/broken.ts";
import { flatten } from "../../../lib/learn/checkpoint/flatten.ts";
import { Tuple } from "../../../lib/learn/checkpoint/machine.ts";
import { TensorView } from "../../../lib/learn/checkpoint/tensor.ts";

const row = Float32Array.of(1, 2, 3, 4);
const storage = { kind: "float32" as const, length: 4, numbers: () => row };

Deno.test("flatten() joins names of dictionaries, lists and tuples", () => {
  const tensor = new TensorView(storage, 0, [4], [1]);
  const root = new Map<string, unknown>([["a", new Map([[3, new Tuple([tensor, "x"])]])]]);
  const { tensors, values } = flatten(root, 0);
  assertEquals([...tensors.keys()], ["a.3.0"]);
  assertEquals([...values], [["a.3.1", "x"]]);
});

Deno.test("flatten() bounds what is copied, and the length of names", () => {
  const spread = new TensorView(storage, 0, [1000, 4], [0, 1]);
  assertEquals(flatten([spread], 4000).tensors.get("0")!.data.length, 4000);
  assertThrows(() => flatten([spread, spread], 4000), Broken, "more numbers in views");
  assertThrows(() => flatten(new Map([["n".repeat(3000), 1]]), 0), Broken, "3000 letters");
});

Deno.test("flatten() refuses two entries of one name, odd keys, and what is no value", () => {
  const twice = new Map<string, unknown>([["a.b", 1], ["a", new Map([["b", 2]])]]);
  assertThrows(() => flatten(twice, 0), Broken, "two entries named a.b");
  assertThrows(() => flatten(new Map([[null, 1]]), 0), Broken, "neither text nor number");
  assertThrows(() => flatten([{}], 0), Broken, "no value");
});
