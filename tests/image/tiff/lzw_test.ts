import { assertEquals } from "@std/assert";
import { unpackLzw } from "../../../lib/image/tiff/lzw.ts";

/** Codes of 9 bits, highest bit first. */
function packed(...codes: number[]): Uint8Array {
  const text = codes.map((code) => code.toString(2).padStart(9, "0")).join("");
  return Uint8Array.from(text.match(/.{1,8}/g)!, (byte) => parseInt(byte.padEnd(8, "0"), 2));
}

Deno.test("unpackLzw() refuses codes that are not in the dictionary, and one before any string", () => {
  const out = new Uint8Array(9);
  assertEquals(unpackLzw(packed(256, 65, 300), out), -1);
  assertEquals(unpackLzw(packed(256, 258), out), -1);
});

Deno.test("unpackLzw() says how much there was where the codes end early", () => {
  assertEquals(unpackLzw(packed(256, 65, 66, 257), new Uint8Array(9)), 2);
  assertEquals(unpackLzw(packed(256, 65, 66), new Uint8Array(9)), 2);
  assertEquals(unpackLzw(new Uint8Array(), new Uint8Array(9)), 0);
});

Deno.test("unpackLzw() stops at a full output inside a string", () => {
  const out = new Uint8Array(4);
  assertEquals(unpackLzw(packed(256, 65, 258, 259), out), 4);
  assertEquals([...out], [65, 65, 65, 65]);
});
