import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { decodeTiffPage } from "../../../lib/image/tiff.ts";
import { onlyPage, wholePages } from "../../../lib/image/tiff/only_page.ts";

const page = (kind?: number) => ({
  numbers: (tag: number) => tag === 254 && kind !== undefined ? [kind] : undefined,
  text: () => undefined,
});

Deno.test("onlyPage() counts neither thumbnails nor masks, and pages marked as one of several", () => {
  assertEquals(onlyPage([page(1), page(0), page(4), page(5)]), 1);
  assertEquals(onlyPage([page(1)]), 0);
  assertEquals(wholePages([page(2), page(3), page(2)]), [0, 2]);
  assertThrows(() => onlyPage([page(2), page(1), page(2)]), InputError, 'found "2 pages"');
});

Deno.test("decodeTiffPage() reads none of several pages where none is named, and says how one is", async () => {
  const file = new URL("../fixtures/tiff/pages.tif", import.meta.url);
  const bytes = await Deno.readFile(file);
  const read = () => decodeTiffPage(bytes, undefined, { file: "a.tif" });
  const { message } = assertThrows(read, InputError, 'a.tif: found "3 pages", allowed: one page');
  assertEquals(message.includes("a.tif#0"), true, message);
  assertEquals(decodeTiffPage(bytes, 0).planes.length, 1);
});
