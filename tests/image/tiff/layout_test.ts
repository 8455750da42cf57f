import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { decodeTiffPage, encodeTiff } from "../../../lib/image/tiff.ts";
import { readDirectories } from "../../../lib/image/tiff/directory.ts";
import { readLayout } from "../../../lib/image/tiff/layout.ts";

const file = await encodeTiff({ width: 6, height: 5, data: new Uint16Array(30).fill(7) });

/** The file with the value of a tag replaced. */
function changed(changes: Record<number, number>): Uint8Array {
  const bytes = file.slice(), view = new DataView(bytes.buffer);
  const start = view.getUint32(4, true), count = view.getUint16(start, true);
  for (let at = start + 2; at < start + 2 + 12 * count; at += 12) {
    const value = changes[view.getUint16(at, true)];
    if (value === undefined) continue;
    view.setUint16(at + 2, 4, true);
    view.setUint32(at + 8, value, true);
  }
  return bytes;
}

Deno.test("readLayout() reads size, strips and compression", () => {
  const { width, height, bits, kind, block } = readLayout(readDirectories(file).pages[0]!, 1e6);
  assertEquals([width, height, bits, kind, block.width], [6, 5, 16, "unsigned", 6]);
});

Deno.test("an image of 1 × 1 pixel is read, one that claims 20,000 × 20,000 refused at once", async () => {
  const one = await encodeTiff({ width: 1, height: 1, data: new Uint16Array([9]) });
  assertEquals([...decodeTiffPage(one).planes[0]!], [9]);
  const read = (changes: Record<number, number>) => () =>
    decodeTiffPage(changed(changes), 0, { file: "a.tif" });
  assertThrows(read({ 256: 20_000, 257: 20_000 }), InputError, "a.tif: found");
  assertThrows(read({ 256: 20_000, 257: 20_000 }), InputError, "20000 × 20000 pixels");
  assertThrows(read({ 256: 10_000, 257: 10_000 }), InputError, "bytes for 10000 × 10000 pixels");
});

Deno.test("kinds that are not read are named", () => {
  const read = (changes: Record<number, number>) => () => decodeTiffPage(changed(changes));
  assertThrows(read({ 259: 7 }), InputError, "JPEG, compression 7");
  assertThrows(read({ 259: 12345 }), InputError, "compression 12345");
  assertThrows(read({ 317: 3 }), InputError, "predictor 3");
  assertThrows(read({ 258: 24 }), InputError, "values that are whole, of 24 bits");
  assertThrows(read({ 339: 3 }), InputError, "floating-point, of 16 bits");
  assertThrows(read({ 257: 0 }), InputError, "6 × 0 pixels");
});
