import { assertEquals } from "@std/assert";
import { aligned } from "../../lib/cli/aligned.ts";

Deno.test("aligned() makes each column as wide as its longest cell, and leaves no space at the end", () => {
  assertEquals(aligned([["a", "files", ""], ["longer", "2", "x"], ["b", "", ""]]), [
    "a       files",
    "longer  2      x",
    "b",
  ]);
  assertEquals(aligned([]), []);
});
