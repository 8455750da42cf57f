import { assert, assertEquals, assertThrows } from "@std/assert";
import sharp from "sharp";
import { InputError } from "../../../lib/core/errors.ts";
import { Random } from "../../../lib/core/random.ts";
import { encodeWords } from "../../../lib/image/tiff/encode_words.ts";
import { decodeTiffPage } from "../../../lib/image/tiff.ts";

Deno.test("encodeWords() writes what libvips reads too, in one strip or several", async () => {
  const random = new Random(3);
  for (const [width, height] of [[5, 4], [400, 700]] as const) {
    const data = Int32Array.from({ length: width * height }, () => random.integer(2 ** 31));
    const bytes = encodeWords(width, height, data);
    // libvips keeps 32 bits only in a colour space of its own kind, as doubles.
    const read = await sharp(bytes).raw({ depth: "double" }).toBuffer({ resolveWithObject: true });
    assertEquals([read.info.width, read.info.height], [width, height]);
    const values = new Float64Array(new Uint8Array(read.data).buffer);
    const channels = read.info.channels;
    assert(data.every((value, i) => values[i * channels] === value));
    assertEquals(decodeTiffPage(bytes).planes, [Uint32Array.from(data)]);
  }
});

Deno.test("encodeWords() packs a label image of large regions to a small part of its size", () => {
  const data = Int32Array.from({ length: 512 * 512 }, (_, i) => 70_000 + (i >> 16));
  assert(encodeWords(512, 512, data).length < data.byteLength / 50);
});

Deno.test("encodeWords() refuses values that do not fill the image, and an image without any", () => {
  assertThrows(() => encodeWords(2, 2, new Int32Array(3)), InputError, "3 pixels");
  assertThrows(() => encodeWords(0, 0, new Int32Array(0)), InputError, "at least one");
});
