import { assert, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import {
  decodePlanes,
  decodeTiff,
  decodeTiffPage,
  encodeTiff,
  tiffPages,
} from "../../lib/image/tiff.ts";
import real from "./fixtures/tiff_real.json" with { type: "json" };
import white from "./fixtures/white.json" with { type: "json" };
import { exampleImages } from "./real.ts";

const width = 37, height = 23;
const read = (name: string) =>
  Deno.readFile(new URL(`./fixtures/tiff/${name}.tif`, import.meta.url));
const ramp = Uint16Array.from(
  { length: width * height },
  (_, i) => (i % width) * 1771 + Math.floor(i / width) * 977,
);

Deno.test("decodeTiff() reads every compression, byte order and layout to the exact values", async () => {
  const kinds = [
    "none",
    "lzw",
    "lzw_predictor",
    "deflate",
    "deflate_predictor",
    "big_endian",
    "tiled",
  ];
  for (const kind of kinds) {
    assertEquals(await decodeTiff(await read(kind)), { width, height, data: ramp }, kind);
  }
});

Deno.test("decodeTiff() promotes 8 bits to the full range, 257 times as large", async () => {
  const { data } = await decodeTiff(await read("eight"));
  assertEquals(data, ramp.map((value) => (value % 256) * 257));
});

Deno.test("decodeTiff() turns round what says that 0 is white, as libvips does; decodeTiffPage() does not", async () => {
  assertEquals(white.length, 9);
  for (const { name, bits, width, height, file, stored, values } of white) {
    const bytes = Uint8Array.fromBase64(file), factor = 65535 / (2 ** bits - 1);
    const data = Uint16Array.from(values, (value) => factor * value);
    assertEquals(await decodeTiff(bytes), { width, height, data }, name);
    const { planes, whiteIsZero } = decodeTiffPage(bytes);
    assertEquals([[...planes[0]!], whiteIsZero], [stored, true], name);
  }
});

Deno.test("decodeTiff() reads the asked page and says how many there are", async () => {
  const bytes = await read("pages");
  assertEquals(await tiffPages(bytes), 3);
  assertEquals((await decodeTiff(bytes, 2)).data, ramp.map((value) => Math.floor(value / 3)));
  await assertRejects(() => decodeTiff(bytes, 3), InputError, "found 3, allowed: 0 to 2");
});

Deno.test("decodeTiff() refuses colour, floating point, signed and 32-bit pixels, saying what it found", async () => {
  for (
    const [name, found] of [["rgb", "3 channels"], ["float", "float of 32"], [
      "signed",
      "signed integer of 16",
    ], [
      "wide",
      "integer of 32",
    ]]
  ) {
    await assertRejects(
      () => read(name!).then((b) => decodeTiff(b, 0, "x.tif")),
      InputError,
      found!,
    );
  }
});

Deno.test("decodePlanes() reads three stains saved as red, green and blue to the exact values", async () => {
  const { planes } = await decodePlanes(await read("rgb"));
  const turned = ramp.map((_, i) =>
    ramp[i % width + width * (height - 1 - Math.floor(i / width))]!
  );
  assertEquals(planes, [ramp, ramp.map((value) => Math.floor(value / 2)), turned]);
  await assertRejects(
    async () => await decodePlanes(await read("lzw")),
    InputError,
    "1 channel of",
  );
});

Deno.test("decodeTiff() refuses what is no TIFF, naming the file and its first bytes", async () => {
  const error = await assertRejects(
    () => decodeTiff(new TextEncoder().encode("<html>not found</html>"), 0, "a/b.tif"),
    InputError,
    "a/b.tif: found",
  );
  assert(error.message.includes("3c 68 74 6d"));
  await assertRejects(() => decodeTiff(new Uint8Array()), InputError, "an empty file");
});

Deno.test("decodeTiff() refuses a truncated file wherever it was cut", async () => {
  for (const kind of ["none", "lzw", "deflate_predictor"]) {
    const bytes = await read(kind);
    for (const share of [0.02, 0.3, 0.6, 0.95]) {
      const cut = bytes.slice(0, Math.floor(bytes.length * share));
      await assertRejects(
        () => decodeTiff(cut),
        InputError,
        "Cannot read a TIFF",
        `${kind} ${share}`,
      );
    }
  }
});

Deno.test("encodeTiff() loses nothing, on any size, and makes a field smaller", async () => {
  const random = new Random(5);
  for (const [w, h] of [[1, 1], [13, 1], [1, 13], [130, 77]] as const) {
    const data = Uint16Array.from({ length: w * h }, () => random.integer(65536));
    assertEquals(await decodeTiff(await encodeTiff({ width: w, height: h, data })), {
      width: w,
      height: h,
      data,
    });
  }
  const smooth = Uint16Array.from({ length: 256 * 256 }, (_, i) => i % 256);
  assert((await encodeTiff({ width: 256, height: 256, data: smooth })).length < 20_000);
});

Deno.test("encodeTiff() refuses values that do not fill the image", async () => {
  const image = { width: 2, height: 2, data: new Uint16Array(3) };
  await assertRejects(() => encodeTiff(image), InputError, "3 pixels");
});

Deno.test({
  name: "decodeTiff() gives every value of the 20 real LZW images as tifffile does",
  ignore: exampleImages === undefined,
  fn: async () => {
    for (const [name, expected] of Object.entries(real)) {
      const { data, width, height } = await decodeTiff(
        await Deno.readFile(`${exampleImages}/${name}`),
      );
      assertEquals([width, height], [1080, 1080]);
      const hash = await crypto.subtle.digest(
        "SHA-256",
        new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength),
      );
      const hex = [...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, "0")).join("");
      assertEquals(hex, expected.sha256, name);
    }
  },
});
