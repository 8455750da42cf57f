import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { decodeLabels } from "../../lib/image/label_image.ts";
import png from "../image/fixtures/png.json" with { type: "json" };

const fixture = (name: string) =>
  Deno.readFile(new URL(`../image/fixtures/tiff/${name}.tif`, import.meta.url));

Deno.test("decodeLabels() keeps the numbers of 8-bit files as they are", () => {
  const { file, values } = png.find(({ bits, colour }) => bits === 8 && colour === 0)!;
  assertEquals([...decodeLabels(Uint8Array.fromBase64(file)).labels], values);
});

Deno.test("decodeLabels() refuses colours and floating numbers, naming the file", async () => {
  for (const [name, found] of [["rgb", "3 planes"], ["float", "floating"]]) {
    const bytes = await fixture(name!);
    assertThrows(() => decodeLabels(bytes, { file: "l.tif" }), InputError, found!);
  }
});
