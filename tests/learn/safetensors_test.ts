import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { decodeTensors, encodeTensors } from "../../lib/learn/safetensors.ts";

const content = {
  tensors: { a: new Float32Array([1.5, -2e-30]), "b.c": new Float32Array(0) },
  metadata: { note: "5 µm" },
};

Deno.test("a safetensors file has the published layout", () => {
  const bytes = encodeTensors(content);
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  assertEquals(header.a, { dtype: "F32", shape: [2], data_offsets: [0, 8] });
  assertEquals((8 + length) % 8, 0);
  assertEquals(bytes.length, 8 + length + 8);
});

Deno.test("decodeTensors() gives back what was encoded", () => {
  assertEquals(decodeTensors(encodeTensors(content)), content);
});

Deno.test("with 16 bits a file holds half as much, and numbers are rounded to the nearest", () => {
  const tensors = { a: Float32Array.of(1.5, 0.1, -70000, 6e-8) };
  const bytes = encodeTensors({ tensors, metadata: {} }, { bits: 16 });
  const header = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  assertEquals(
    [...decodeTensors(bytes).tensors.a!],
    [1.5, 0.0999755859375, -Infinity, 5.960464477539063e-8],
  );
  assertEquals(bytes.length, 8 + header + 4 * 2);
});

Deno.test("decodeTensors() refuses every cut of a file, and damage, with an InputError", () => {
  const bytes = encodeTensors(content), random = new Random(1);
  for (let length = 0; length < bytes.length; length++) {
    assertThrows(() => decodeTensors(bytes.slice(0, length), "w.safetensors"), InputError);
  }
  let refused = 0;
  for (let trial = 0; trial < 2000; trial++) {
    const wrong = bytes.slice();
    for (let k = 0; k < 3; k++) wrong[random.integer(wrong.length)] = random.integer(256);
    try {
      decodeTensors(wrong);
    } catch (error) {
      assert(error instanceof InputError, String(error));
      refused++;
    }
  }
  assert(refused > 500, `${refused}`);
});

Deno.test("encodeTensors() writes the shapes it is given into the header", () => {
  const content = {
    tensors: { kernel: new Float32Array(6), bias: new Float32Array(2) },
    metadata: {},
  };
  const bytes = encodeTensors(content, { shapes: { kernel: [3, 2] } });
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  assertEquals([header.kernel.shape, header.bias.shape], [[3, 2], [2]]);
  assertEquals(decodeTensors(bytes), content);
});

Deno.test("decodeTensors() names numbers of another kind, which other programs may have written", () => {
  const bytes = encodeTensors({ tensors: { a: new Float32Array(2) }, metadata: {} });
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = new TextDecoder().decode(bytes.subarray(8, 8 + length)).replace("F32", "I32");
  bytes.set(new TextEncoder().encode(header), 8);
  assertThrows(() => decodeTensors(bytes, "w"), InputError, "tensor a of type int32");
});
