import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { channelPage } from "../../lib/image/channel_page.ts";
import { omeOf } from "../../lib/image/ome.ts";
import { readDirectories } from "../../lib/image/tiff/directory.ts";
import files from "./fixtures/ome.json" with { type: "json" };

function page(axes: string, channel: string): number {
  const bytes = Uint8Array.fromBase64(files.find((file) => file.axes === axes)!.file);
  const { pages } = readDirectories(bytes);
  return channelPage(pages, omeOf(pages), channel, { file: "a.ome.tif" });
}

Deno.test("channelPage() finds the channel of an OME-TIFF by its name, and takes a single page as it is", () => {
  assertEquals([page("CYX", "DNA"), page("CYX", "Mito")], [0, 2]);
  assertEquals(page("YX", "any"), 0);
  const lacking = () => page("CYX", "Actin");
  assertThrows(lacking, InputError, 'a.ome.tif: found "Actin", allowed: DNA, ER & RNA, Mito');
});

Deno.test("channelPage() does not choose a focal plane or a point in time", () => {
  for (const axes of ["TZCYX", "ZTCYX"]) {
    assertThrows(() => page(axes, "DNA"), InputError, 'found "12 pages"');
  }
});

Deno.test("channelPage() does not take a page of a file that shares its description with others", () => {
  const { pages } = readDirectories(
    Uint8Array.fromBase64(files.find(({ axes }) => axes === "CYX")!.file),
  );
  const ome = { ...omeOf(pages)!, spread: true };
  assertThrows(() => channelPage(pages, ome, "DNA"), InputError, 'found "3 pages"');
  assertEquals(channelPage(pages.slice(0, 1), ome, "DNA"), 0);
});
