import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { Broken } from "../../../lib/learn/checkpoint/broken.ts";
import { decodeNumbers, type Storage, TensorView } from "../../../lib/learn/checkpoint/tensor.ts";

const numbers = Float32Array.from({ length: 12 }, (_, i) => i);
const storage: Storage = { kind: "float32", length: 12, numbers: () => numbers };

Deno.test("TensorView gathers by strides, and copies only where it must", () => {
  const turned = new TensorView(storage, 1, [2, 3], [1, 2]);
  assertEquals([...turned.gather().data], [1, 3, 5, 2, 4, 6]);
  assertEquals(turned.copies, 6);
  const part = new TensorView(storage, 4, [2, 2], [2, 1]);
  assertEquals(part.copies, 0);
  assertStrictEquals(part.gather().data.buffer, numbers.buffer);
});

Deno.test("TensorView refuses whatever reaches beyond its storage", () => {
  const wrong: [number, number[], number[]][] = [
    [0, [13], [1]],
    [11, [2], [1]],
    [0, [2, 2], [12, 1]],
    [0, [2], []],
    [-1, [1], [1]],
    [0, [NaN], [1]],
    [0, [2 ** 30, 2 ** 30], [0, 0]],
    [0, new Array(33).fill(1), new Array(33).fill(1)],
  ];
  for (const [offset, shape, strides] of wrong) {
    assertThrows(
      () => new TensorView(storage, offset, shape, strides),
      Broken,
      "a tensor of shape",
    );
  }
});

Deno.test("decodeNumbers() reads 16-bit floats with their smallest and not finite ones", () => {
  const half = (...words: number[]) =>
    decodeNumbers(new Uint8Array(Uint16Array.from(words).buffer), "float16");
  assertEquals([...half(0x3c00, 0xc000, 0x0001, 0x7c00)], [1, -2, 2 ** -24, Infinity]);
  const brain = decodeNumbers(Uint8Array.of(0xff, 0x7f, 0x80, 0xff), "bfloat16");
  assertEquals([...brain], [NaN, -Infinity]);
});
