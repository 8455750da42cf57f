import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { decodeOmeField, omePage, readOme } from "../../lib/image/ome.ts";
import { decodeTiff } from "../../lib/image/tiff.ts";
import files from "./fixtures/ome.json" with { type: "json" };

const where = { plate: "P1", well: "A01", site: 1 };
const bytesOf = (axes: string) => Uint8Array.fromBase64(files.find((f) => f.axes === axes)!.file);

/** An OME-TIFF whose description has a text replaced by another of the same length. */
function edited(axes: string, from: string, to: string): Uint8Array {
  const bytes = bytesOf(axes).slice();
  const encode = (piece: string) => new TextEncoder().encode(piece);
  const latin = (raw: Uint8Array) => String.fromCharCode(...raw);
  const at = latin(bytes).indexOf(latin(encode(from)));
  if (at < 0) throw new Error(`${from} is not in the description`);
  const room = encode(from).length, filled = encode(to);
  bytes.set(filled, at);
  bytes.fill(32, at + filled.length, at + room);
  return bytes;
}

Deno.test("readOme() finds every plane in every order of dimensions, as tifffile wrote them", async () => {
  for (const { axes } of files) {
    const bytes = bytesOf(axes), ome = readOme(bytes)!;
    const sizes = [["T", ome.sizeT], ["Z", ome.sizeZ], ["C", ome.channels.length]] as const;
    for (const [axis, size] of sizes) {
      assertEquals(size > 1, axes.includes(axis), `${axes} ${axis}`);
    }
    for (let t = 0; t < ome.sizeT; t++) {
      for (let z = 0; z < ome.sizeZ; z++) {
        for (let c = 0; c < ome.channels.length; c++) {
          const { data } = await decodeTiff(bytes, omePage(ome, c, { z, t }));
          assertEquals(data[7], 10000 * t + 1000 * z + 100 * c + 7, axes);
        }
      }
    }
  }
});

Deno.test("decodeOmeField() gives channels by name, exact values and the pixel size", () => {
  const field = decodeOmeField(bytesOf("TZCYX"), where, { z: 1, t: 1 });
  assertEquals(field.channels.map(({ name }) => name), ["DNA", "ER & RNA", "Mito"]);
  assertEquals([field.width, field.height, field.channels[2]?.data[19]], [5, 4, 11219]);
  assertAlmostEquals(field.pixelSize, 0.65, 1e-12);
  assertEquals(decodeOmeField(bytesOf("YX"), where).channels.map(({ name }) => name).length, 1);
});

Deno.test("decodeOmeField() reads units of length, and leaves the size open for others", () => {
  const size = (unit: string) =>
    decodeOmeField(edited("YX", 'PhysicalSizeXUnit="µm"', `PhysicalSizeXUnit="${unit}"`), where)
      .pixelSize;
  assertAlmostEquals(size("nm"), 0.00065, 1e-12);
  assertEquals(size("zz"), NaN);
});

Deno.test("decodeOmeField() refuses planes that are not there and descriptions without sense", () => {
  const read = (bytes: Uint8Array, z = 0) => () =>
    decodeOmeField(bytes, where, { z, file: "a.ome.tif" });
  assertThrows(read(bytesOf("CYX"), 5), InputError, "z 5");
  assertThrows(read(edited("CYX", 'SizeC="3"', 'SizeC="0"')), InputError, "a.ome.tif");
  assertThrows(read(edited("CYX", 'SizeC="3"', 'SizeC="x"')), InputError, "Size of SizeC x");
  assertThrows(read(edited("CYX", 'DimensionOrder="XY', 'DimensionOrder="QQ')), InputError, "QQ");
  assertThrows(read(edited("CYX", 'SizeC="3"', 'SizeC="9"')), InputError);
});

Deno.test("readOme() does not follow a description that names the same planes over and over", () => {
  const bytes = edited(
    "CYX",
    '<TiffData IFD="0" PlaneCount="3"/>',
    "<TiffData/><TiffData/><TiffData/>",
  );
  assertThrows(() => readOme(bytes), InputError, "planes named twice");
});
