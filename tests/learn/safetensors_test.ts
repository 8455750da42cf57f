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
