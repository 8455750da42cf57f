import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { readDirectories } from "../../../lib/image/tiff/directory.ts";
import kinds from "../fixtures/tiff_kinds.json" with { type: "json" };

const bytesOf = (name: string) =>
  Uint8Array.fromBase64(kinds.find((kind) => kind.name === name)!.file);

Deno.test("readDirectories() follows the pages of classic and BigTIFF", () => {
  for (const big of ["False", "True"]) {
    const { pages, little } = readDirectories(bytesOf(`three pages, BigTIFF ${big}`));
    assertEquals([pages.length, little], [3, true]);
    assertEquals(pages.map((page) => page.numbers(256)), [[13], [13], [13]]);
    assertEquals(pages[0]?.numbers(65000), undefined);
  }
});

Deno.test("readDirectories() refuses pages in a circle and directories outside the file", () => {
  const bytes = bytesOf("three pages, BigTIFF False");
  const view = new DataView(bytes.buffer);
  const first = view.getUint32(4, true);
  const next = first + 2 + 12 * view.getUint16(first, true);
  view.setUint32(next, first, true);
  assertThrows(() => readDirectories(bytes, "a.tif"), InputError, "in a circle");
  view.setUint32(next, bytes.length - 1, true);
  assertThrows(() => readDirectories(bytes, "a.tif"), InputError, "outside the file");
  view.setUint32(4, 0, true);
  assertThrows(() => readDirectories(bytes), InputError, "no page");
});
