import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { decodeImage, decodeRaw } from "../../lib/image/decode.ts";
import { encodeTiff } from "../../lib/image/tiff.ts";
import png from "./fixtures/png.json" with { type: "json" };

const kind = (bits: number, colour: number) =>
  png.find((one) => one.bits === bits && one.colour === colour)!;

Deno.test("decodeImage() tells TIFF and PNG by their content", async () => {
  const { file, values } = kind(16, 0);
  assertEquals([...decodeImage(Uint8Array.fromBase64(file), { file: "wrong.tif" }).data], values);
  const image = { width: 2, height: 1, data: new Uint16Array([5, 6]) };
  assertEquals(decodeImage(await encodeTiff(image), { file: "wrong.png" }), image);
});

Deno.test("decodeImage() promotes 1, 2, 4 and 8 bits to the full range, decodeRaw() does not", () => {
  for (const [bits, factor] of [[1, 65535], [2, 21845], [4, 4369], [8, 257]] as const) {
    const { file, values } = kind(bits, 0);
    const bytes = Uint8Array.fromBase64(file);
    assertEquals([...decodeImage(bytes).data], values.map((value) => value * factor));
    assertEquals([...decodeRaw(bytes).planes[0]!], values);
  }
});

Deno.test("decodeImage() refuses colours, palettes, other formats and pages that are not there", () => {
  const read = (bits: number, colour: number) => () =>
    decodeImage(Uint8Array.fromBase64(kind(bits, colour).file), { file: "x.png" });
  assertThrows(read(8, 2), InputError, 'x.png: found "3 channels');
  assertThrows(read(4, 3), InputError, "places in a palette");
  assertThrows(() => decodeImage(new TextEncoder().encode("GIF89a")), InputError, "47 49 46 38");
  const bytes = Uint8Array.fromBase64(kind(8, 0).file);
  assertThrows(() => decodeImage(bytes, { page: 1 }), InputError, "no such page");
});
