import { assertEquals } from "@std/assert";
import { note, notedKey, notedSoFar } from "../../lib/core/noted.ts";

Deno.test("note() keeps facts of a kind in order, each once, where any copy of the module finds them", () => {
  for (const fact of ["b", "a", "b"]) note("noted-test", fact);
  assertEquals(notedSoFar()["noted-test"], ["b", "a"]);
  const scope = globalThis as unknown as Record<symbol, unknown>;
  assertEquals(scope[Symbol.for(notedKey)], notedSoFar());
});
