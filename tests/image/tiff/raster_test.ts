import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { decodeTiffPage } from "../../../lib/image/tiff.ts";
import kinds from "../fixtures/tiff_kinds.json" with { type: "json" };

Deno.test("a file cut anywhere is refused, whatever its compression and layout", () => {
  for (const compression of ["None", "lzw", "zlib", "packbits"]) {
    for (const layout of ["one strip", "tiles of 16"]) {
      const name = `16 bits, little end first, ${compression}, ${layout}`;
      const bytes = Uint8Array.fromBase64(kinds.find((kind) => kind.name === name)!.file);
      // Up to three bytes behind the last code may be missing without a value missing.
      for (let length = 0; length < bytes.length - 3; length += 3) {
        const cut = bytes.subarray(0, length);
        assertThrows(() => decodeTiffPage(cut, 0, { file: "a.tif" }), InputError, "a.tif");
      }
    }
  }
});

Deno.test("a strip that does not inflate is named", () => {
  const name = "16 bits, little end first, zlib, strips of 4";
  const bytes = Uint8Array.fromBase64(kinds.find((kind) => kind.name === name)!.file);
  const whole = decodeTiffPage(bytes).planes[0]!;
  assertEquals(whole.length, 143);
  const start = bytes.findIndex((byte, i) => byte === 0x78 && bytes[i + 1] === 0x9c);
  bytes.fill(0xff, start + 4, start + 24);
  assertThrows(() => decodeTiffPage(bytes), InputError, "which does not inflate");
});
