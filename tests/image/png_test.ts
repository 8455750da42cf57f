import { assert, assertEquals, assertThrows } from "@std/assert";
import { crc32 } from "node:zlib";
import { InputError } from "../../lib/core/errors.ts";
import { decodePng } from "../../lib/image/png.ts";
import reference from "./fixtures/png.json" with { type: "json" };

const width = 13, height = 11;
const bytesOf = (file: string) => Uint8Array.fromBase64(file);
const grey16 = bytesOf(reference.find(({ bits, colour }) => bits === 16 && colour === 0)!.file);

Deno.test("decodePng() reads every colour type, depth, filter and interlacing to the exact values", () => {
  for (const { file, planes, bits, colour, interlaced, values } of reference) {
    const image = decodePng(bytesOf(file));
    const kind = `colour type ${colour}, ${bits} bits, interlaced ${interlaced}`;
    assertEquals([image.width, image.height, image.bits], [width, height, bits], kind);
    assertEquals(image.planes.length, planes, kind);
    const together = values.map((_, i) => image.planes[i % planes]![Math.floor(i / planes)]);
    assertEquals(together, values, kind);
  }
});

Deno.test("decodePng() refuses a file cut anywhere, naming it", () => {
  for (let length = 0; length < grey16.length; length++) {
    const cut = grey16.subarray(0, length);
    assertThrows(() => decodePng(cut, { file: "a/b.png" }), InputError, "a/b.png", `${length}`);
  }
});

Deno.test("decodePng() refuses a file with any one byte changed, unless no value changes", () => {
  const right = decodePng(grey16).planes;
  for (let at = 0; at < grey16.length; at++) {
    const changed = grey16.slice();
    changed[at]! ^= 0x10;
    try {
      assertEquals(decodePng(changed).planes, right);
    } catch (error) {
      assert(error instanceof InputError, `byte ${at}: ${error}`);
    }
  }
});

Deno.test("decodePng() refuses 20,000 × 20,000 pixels before it takes memory for them", () => {
  const claim = (side: number) => {
    const file = grey16.slice();
    const view = new DataView(file.buffer);
    view.setUint32(16, side);
    view.setUint32(20, side);
    view.setUint32(29, crc32(file.subarray(12, 29)));
    return file;
  };
  assertThrows(() => decodePng(claim(20_000)), InputError, "20000 × 20000 pixels");
  assertThrows(() => decodePng(claim(10_000)), InputError, "packed bytes");
  assertThrows(() => decodePng(claim(0)), InputError, "0 × 0 pixels");
});
