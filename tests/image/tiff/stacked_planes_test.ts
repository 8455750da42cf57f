import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { decodeTiffPage } from "../../../lib/image/tiff.ts";
import { readDirectories } from "../../../lib/image/tiff/directory.ts";
import { stackedPlanes } from "../../../lib/image/tiff/stacked_planes.ts";
import stacks from "../fixtures/stacks.json" with { type: "json" };

for (const { name, file, planes } of stacks) {
  Deno.test(`every plane is read by its page, and none without, as tifffile has it: ${name}`, () => {
    const bytes = Uint8Array.fromBase64(file);
    const read = (page?: number) => [...decodeTiffPage(bytes, page).planes[0]!];
    assertEquals(planes.map((_, page) => read(page)), planes.map((plane) => plane.flat()));
    assertThrows(() => read(planes.length), InputError, "no such page");
    if (planes.length === 1) assertEquals(read(), planes[0]!.flat());
    else assertThrows(() => read(), InputError, `found "${planes.length} pages"`);
  });
}

const tagged = (tags: Record<number, number[]>, text?: string) => ({
  numbers: (tag: number) => tags[tag],
  text: () => text,
});
const imageJ = "ImageJ=1.54f\nimages=3\n";

Deno.test("a text of ImageJ that was copied into a file of one plane makes no stack", () => {
  const strips = { 273: [8], 279: [40] };
  const planes = (tags: Record<number, number[]>, bytes: number, text?: string) =>
    stackedPlanes(tagged(tags, text), bytes).length;
  assertEquals(planes(strips, 128, imageJ), 3);
  assertEquals(planes(strips, 127, imageJ), 1);
  assertEquals(planes({ ...strips, 259: [5] }, 128, imageJ), 1);
  assertEquals(planes(strips, 128, "images=3\n"), 1);
  assertEquals(planes(strips, 128), 1);
  assertEquals(planes({}, 128, imageJ), 1);
});

Deno.test("a stack of MetaMorph that is cut off or compressed is no single plane either", () => {
  const uic2 = [1, 1, 1], strips = { 273: [8], 279: [40], 33629: uic2 };
  const planes = (tags: Record<number, number[]>, bytes: number) =>
    stackedPlanes(tagged(tags), bytes, "a.stk");
  assertEquals(planes(strips, 128).map((page) => page.numbers(273)), [[8], [48], [88]]);
  assertThrows(() => planes(strips, 100), InputError, "100 bytes for 3 planes of 40");
  assertThrows(() => planes({ ...strips, 259: [5] }, 128), InputError, "without compression");
  assertEquals(planes({ ...strips, 33629: [1] }, 100).length, 1);
});

Deno.test("planes behind more than 4 GB are found, too", () => {
  const bytes = 2 * 2160 * 2560, count = 500;
  const page = tagged({ 273: [3000], 279: [bytes] }, `ImageJ=1.54f\nimages=${count}\n`);
  const planes = stackedPlanes(page, 3000 + count * bytes);
  assertEquals(planes.at(-1)!.numbers(273), [3000 + 499 * bytes]);
});

Deno.test("several directories are pages as they stand", () => {
  const { file } = stacks[0]!;
  assertEquals(readDirectories(Uint8Array.fromBase64(file)).pages.length, 3);
});
