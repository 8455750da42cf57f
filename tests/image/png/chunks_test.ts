import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { readChunks } from "../../../lib/image/png/chunks.ts";
import png from "../fixtures/png.json" with { type: "json" };

Deno.test("readChunks() reads the header and every piece of the pixels", () => {
  const parts = readChunks(Uint8Array.fromBase64(png.find(({ interlaced }) => interlaced)!.file));
  const { pieces, ...header } = parts;
  assertEquals(header, { width: 13, height: 11, bits: 1, colour: 0, interlaced: true });
  assertEquals(pieces.length, 3);
});

Deno.test("readChunks() names the chunk whose checksum is wrong", () => {
  const bytes = Uint8Array.fromBase64(png[0]!.file);
  bytes[41]! ^= 1;
  assertThrows(() => readChunks(bytes), InputError, "gAMA with a wrong checksum");
});
