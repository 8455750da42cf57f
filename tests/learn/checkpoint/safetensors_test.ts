import { assert, assertEquals, assertThrows } from "@std/assert";
import { readCheckpoint } from "../../../lib/learn/checkpoint.ts";
import {
  looksLikeSafetensors,
  readSafetensors,
} from "../../../lib/learn/checkpoint/safetensors.ts";

/** A file with one tensor. */
function file(entry: Record<string, unknown>, data: ArrayBuffer, name = "a"): Uint8Array {
  const header = new TextEncoder().encode(JSON.stringify({ [name]: entry }));
  const bytes = new Uint8Array(8 + header.length + data.byteLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, 8);
  bytes.set(new Uint8Array(data), 8 + header.length);
  return bytes;
}

Deno.test("every kind of number is read with its shape", () => {
  const kinds = {
    F64: new Float64Array([1.5, -2]),
    F32: new Float32Array([1.5, -2]),
    F16: new Uint16Array([0x3e00, 0xc000]),
    BF16: new Uint16Array([0x3fc0, 0xc000]),
  };
  for (const [dtype, { buffer }] of Object.entries(kinds)) {
    const entry = { dtype, shape: [2, 1], data_offsets: [0, buffer.byteLength] };
    const { shape, data } = readSafetensors(file(entry, buffer as ArrayBuffer)).tensors.get("a")!;
    assertEquals([shape, [...data].map(Number)], [[2, 1], [1.5, -2]], dtype);
  }
  const whole = new BigInt64Array([7n]).buffer;
  const { kind } = readSafetensors(file({ dtype: "I64", shape: [], data_offsets: [0, 8] }, whole))
    .tensors.get("a")!;
  assertEquals(kind, "int64");
});

Deno.test("a network that transformers saved is read, texts and all", async () => {
  const path = new URL("../nets/fixtures/dinov2_tiny.safetensors", import.meta.url);
  const { tensors, values } = readCheckpoint(await Deno.readFile(path));
  assertEquals(values.get("format"), "pt");
  const { kind, shape } = tensors.get("embeddings.patch_embeddings.projection.weight")!;
  assertEquals([kind, shape], ["bfloat16", [64, 3, 14, 14]]);
});

Deno.test("what cannot be is refused in words", () => {
  const data = new Float32Array(2).buffer;
  const bad: [Record<string, unknown>, string][] = [
    [{ dtype: "F8", shape: [2], data_offsets: [0, 8] }, "type F8"],
    [{ dtype: "F32", shape: [3], data_offsets: [0, 8] }, "tensor a [3] at 0 to 8 of 8 bytes"],
    [{ dtype: "F32", shape: [3], data_offsets: [0, 12] }, "at 0 to 12 of 8 bytes"],
    [{ dtype: "F32", shape: [-1], data_offsets: [0, 8] }, "without shape"],
    [{ dtype: "constructor", shape: [2], data_offsets: [0, 8] }, "type constructor"],
  ];
  for (const [entry, words] of bad) {
    assertThrows(() => readCheckpoint(file(entry, data), { file: "w" }), Error, words);
  }
  const whole = file({ dtype: "F32", shape: [2], data_offsets: [0, 8] }, data);
  assertThrows(() => readCheckpoint(whole.subarray(0, whole.length - 1)), Error, "of 7 bytes");
  assertThrows(() => readSafetensors(whole.subarray(0, 20)), Error, "a header of");
  assert(!looksLikeSafetensors(new Uint8Array(20)));
});
