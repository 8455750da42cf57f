import { assertEquals } from "@std/assert";
import { unpackBits } from "../../../lib/image/tiff/pack_bits.ts";

Deno.test("unpackBits() unpacks the example of TIFF 6.0, section 9", () => {
  const packed = [0xfe, 0xaa, 2, 0x80, 0, 0x2a, 0xfd, 0xaa, 3, 0x80, 0, 0x2a, 0x22, 0xf7, 0xaa];
  const out = new Uint8Array(24);
  assertEquals(unpackBits(new Uint8Array(packed), out), 24);
  const hex = [...out].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  assertEquals(
    hex,
    "aa aa aa 80 00 2a aa aa aa aa 80 00 2a 22 aa aa aa aa aa aa aa aa aa aa",
  );
});

Deno.test("unpackBits() skips the code that means nothing, and stops where bytes or room end", () => {
  const out = new Uint8Array(3);
  assertEquals(unpackBits(new Uint8Array([128, 0, 7]), out), 1);
  assertEquals(unpackBits(new Uint8Array([5, 1, 2]), out), 2);
  assertEquals(unpackBits(new Uint8Array([200, 9]), out), 3);
  assertEquals(unpackBits(new Uint8Array([255]), out), 0);
});
