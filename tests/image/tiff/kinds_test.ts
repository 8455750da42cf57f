import { assert, assertEquals } from "@std/assert";
import { decodeImage } from "../../../lib/image/decode.ts";
import { decodeTiffPage } from "../../../lib/image/tiff.ts";
import kinds from "../fixtures/tiff_kinds.json" with { type: "json" };

const width = 13, height = 11;

/** The rule by which fixtures/make_tiff_kinds.py filled its files. */
const value = (i: number, bits: number) => ((i * 2654435761 % 2 ** 32) >>> 7) % 2 ** bits;

Deno.test("decodeTiffPage() reads every kind of TIFF to the last bit, as tifffile does", () => {
  assert(kinds.length > 80);
  for (const { name, file, bits, planes, pages, kind } of kinds) {
    const bytes = Uint8Array.fromBase64(file);
    for (let page = 0; page < pages; page++) {
      const image = decodeTiffPage(bytes, page);
      assertEquals([image.width, image.height, image.bits], [width, height, bits], name);
      assertEquals(image.planes.length, planes, name);
      for (const [plane, data] of image.planes.entries()) {
        const first = page * width * height * planes + plane;
        const expected = (data as Uint16Array).map((_, i) => value(first + i * planes, bits));
        assertEquals(data, expected, `${name}, page ${page}, plane ${plane}`);
        assertEquals(/^Int/.test(data.constructor.name), kind === "signed", name);
      }
    }
  }
});

Deno.test("decodeImage() gives 10, 12 and 14 bits as they are, in 16", () => {
  for (const bits of [10, 12, 14]) {
    const { file } = kinds.find(({ name }) => name === `${bits} bits`)!;
    const { data } = decodeImage(Uint8Array.fromBase64(file));
    assertEquals(data, data.map((_, i) => value(i, bits)));
  }
});
