import { assertEquals } from "@std/assert";
import { someNames } from "../../lib/core/some_names.ts";

Deno.test("someNames() tells the first names, and counts the others only where there are any", () => {
  assertEquals(someNames(["a", "b", "c", "d", "e"]), "a, b, c, d, e");
  assertEquals(someNames(["a", "b", "c", "d", "e", "f", "g"]), "a, b, c, d, e and 2 more");
  assertEquals(someNames([]), "");
});
