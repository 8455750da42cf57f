import { assertEquals, assertStringIncludes } from "@std/assert";
import { isUnreadImage, unreadNotes } from "../../lib/data/unread_images.ts";

Deno.test("isUnreadImage() knows the files of microscopes and of photographs, in any case", () => {
  const names = "jpg JPEG bmp czi nd2 lif oir vsi gif webp lsm C01".split(" ");
  assertEquals(names.filter((name) => !isUnreadImage(`B02_s1.${name}`)), []);
  const others = ["a.tif", "a.ome.tiff", "a.png", "a.stk", "notes.txt", "layout.csv", "jpg", "a"];
  assertEquals(others.filter(isUnreadImage), []);
});

Deno.test("unreadNotes() tells what can be converted from what is spoilt", () => {
  const notes = unreadNotes(["a.nd2", "b.jpg", "c.JPG", "d.czi"]);
  assertEquals(notes.map(({ which }) => which), [["a.nd2", "d.czi"], ["b.jpg", "c.JPG"]]);
  assertStringIncludes(notes[0]!.what, ".czi, .nd2 (TIFF and PNG are; Bio-Formats");
  assertStringIncludes(notes[1]!.what, ".jpg (such files are no longer what was measured");
  assertEquals(unreadNotes([]), []);
});
