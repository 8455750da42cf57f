import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { decodeRaw } from "../../lib/image/decode.ts";
import { decodeLabels } from "../../lib/image/label_image.ts";
import { encodeTiff } from "../../lib/image/tiff.ts";
import cases from "../image/fixtures/labels.json" with { type: "json" };
import png from "../image/fixtures/png.json" with { type: "json" };
import white from "../image/fixtures/white.json" with { type: "json" };

const fixture = (name: string) =>
  Deno.readFile(new URL(`../image/fixtures/tiff/${name}.tif`, import.meta.url));

Deno.test("decodeLabels() keeps the numbers of 8-bit files as they are", () => {
  const { file, values } = png.find(({ bits, colour }) => bits === 8 && colour === 0)!;
  assertEquals([...decodeLabels(Uint8Array.fromBase64(file)).labels], values);
});

Deno.test("decodeLabels() reads whole numbers of every kind that numpy has, to 2³¹ − 1", () => {
  const read = cases.filter(({ values }) => values !== undefined);
  assertEquals(read.length, 21);
  for (const { name, file, values } of read) {
    const { width, height, labels } = decodeLabels(Uint8Array.fromBase64(file));
    assertEquals([width, height, labels], [7, 5, Int32Array.from(values!)], name);
  }
});

Deno.test("decodeLabels() names the value that is no label, its pixel and the file", () => {
  const refused = cases.filter(({ refused }) => refused !== undefined);
  assertEquals(refused.length, 16);
  for (const { file, refused: found } of refused) {
    const read = () => decodeLabels(Uint8Array.fromBase64(file), { file: "l.tif" });
    assertStringIncludes(assertThrows(read, InputError).message, `l.tif: found "`);
    assertThrows(read, InputError, found);
  }
});

Deno.test("decodeLabels() keeps numbers where 0 is white, and refuses the number that is black", async () => {
  for (const { file, bits, stored } of white) {
    const black = `${2 ** bits - 1} at pixel x ${
      stored.indexOf(2 ** bits - 1)
    }, y 0, black in a TIFF`;
    assertThrows(() => decodeLabels(Uint8Array.fromBase64(file)), InputError, black);
  }
  const numbers = [0, 0, 1, 7, 300, 65534];
  const bytes = await encodeTiff({ width: 3, height: 2, data: Uint16Array.from(numbers) });
  const view = new DataView(bytes.buffer, bytes.byteOffset), start = view.getUint32(4, true);
  const tags = [...Array(view.getUint16(start, true)).keys()].map((entry) =>
    start + 2 + 12 * entry
  );
  view.setUint16(tags.find((tag) => view.getUint16(tag, true) === 262)! + 8, 0, true);
  assertEquals(decodeRaw(bytes).whiteIsZero, true);
  assertEquals([...decodeLabels(bytes).labels], numbers);
});

Deno.test("decodeLabels() refuses colours, naming the file", async () => {
  const bytes = await fixture("rgb");
  assertThrows(() => decodeLabels(bytes, { file: "l.tif" }), InputError, 'l.tif: found "3 planes"');
});
