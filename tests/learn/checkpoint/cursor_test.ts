import { assertEquals, assertThrows } from "@std/assert";
import { Broken } from "../../../lib/learn/checkpoint/broken.ts";
import { Cursor } from "../../../lib/learn/checkpoint/cursor.ts";

Deno.test("Cursor reads numbers of each size, least significant byte first", () => {
  const cursor = new Cursor(
    Uint8Array.of(9, 1, 2, 0xff, 0xff, 0xff, 0xff, 3, 0, 0, 0, 0, 0, 0, 0),
    1,
  );
  assertEquals([cursor.u16(), cursor.i32(), cursor.u64()], [0x201, -1, 3]);
});

Deno.test("Cursor never reads beyond the end, nor a length that is no file's", () => {
  for (const length of [5, 2 ** 40, Infinity]) {
    assertThrows(() => new Cursor(new Uint8Array(4)).take(length), Broken, "ends at byte 4");
  }
  assertThrows(() => new Cursor(new Uint8Array(2000).fill(65)).line(), Broken, "does not end");
});
