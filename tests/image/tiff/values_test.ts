import { assertEquals } from "@std/assert";
import { sumRows, toNative } from "../../../lib/image/tiff/values.ts";

Deno.test("sumRows() sums each plane of a row on its own and wraps round", () => {
  const values = new Uint8Array([1, 100, 255, 1, 3, 200]);
  sumRows(values, 1, 3, 8, 2);
  assertEquals([...values], [1, 100, 0, 101, 3, 45]);
});

Deno.test("toNative() turns values of 4 bytes round, and leaves those in the machine's order", () => {
  const values = new Uint32Array([0x01020304]);
  const bytes = new Uint8Array(values.buffer);
  const little = bytes[0] === 4;
  toNative(bytes, 4, little);
  assertEquals(values[0], 0x01020304);
  toNative(bytes, 4, !little);
  assertEquals(values[0], 0x04030201);
});
