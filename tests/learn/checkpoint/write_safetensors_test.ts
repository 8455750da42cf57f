import { assertEquals, assertThrows } from "@std/assert";
import { readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import { writeSafetensors } from "../../../lib/learn/checkpoint/write_safetensors.ts";

Deno.test("what is written begins at a multiple of 8, and texts of any script come back", () => {
  const one = { kind: "float32" as const, shape: [1, 3], data: new Float32Array([1, NaN, -0]) };
  const none = { kind: "float32" as const, shape: [0], data: new Float32Array(0) };
  const bytes = writeSafetensors(new Map([["a", one], ["b", none]]), { cells: "Zelle µ 細胞" });
  assertEquals(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8, 0);
  const { tensors, values } = readCheckpoint(bytes);
  assertEquals([tensors.get("a"), tensors.get("b")], [one, none]);
  assertEquals(values.get("cells"), "Zelle µ 細胞");
});

Deno.test("a tensor whose numbers do not fill its shape is not written", () => {
  const bad = { kind: "float32" as const, shape: [2], data: new Float32Array(3) };
  assertThrows(() => writeSafetensors(new Map([["a", bad]])), RangeError, "a [2]: 3 numbers");
});
