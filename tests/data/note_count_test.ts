import { assertEquals } from "@std/assert";
import { noteCount } from "../../lib/data/note_count.ts";

Deno.test("noteCount() has the noun alone in the singular for one", () => {
  const what = "images of other channels";
  assertEquals(noteCount({ what, which: ["a"] }), "1 image of other channels");
  assertEquals(noteCount({ what, which: ["a", "b", "c"] }), "3 images of other channels");
  assertEquals(noteCount({ what, which: [] }), "0 images of other channels");
});
