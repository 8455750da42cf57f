import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { exists } from "../../lib/core/files.ts";
import { fontFiles, shortened, textWidth } from "../../lib/show/fonts.ts";

Deno.test("fontFiles are there, with their licence", async () => {
  assert(await exists(fontFiles.regular));
  assert(await exists(fontFiles.bold));
  assert(await exists(fontFiles.regular.replace("Inter-Regular.ttf", "OFL.txt")));
});

Deno.test("textWidth() grows with size, text and weight, and is 0 for nothing", () => {
  assertEquals(textWidth("", 12), 0);
  assertAlmostEquals(textWidth("DMSO", 24), 2 * textWidth("DMSO", 12), 1e-9);
  assertAlmostEquals(textWidth("000", 12), 3 * textWidth("0", 12), 1e-9);
  assert(textWidth("DMSO", 12, true) > textWidth("DMSO", 12));
});

Deno.test("shortened() fits the width, and leaves alone what does", () => {
  assertEquals(shortened("DMSO", 12, 100), "DMSO");
  const short = shortened("alsterpaullone", 12, 50);
  assert(short.endsWith("…") && textWidth(short, 12) <= 50);
  assertEquals(shortened("DMSO", 12, 1), "…");
});
