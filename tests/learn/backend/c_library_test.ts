import { assertEquals } from "@std/assert";
import { openC } from "../../../lib/learn/backend/c_library.ts";

Deno.test("openC() says where it cannot", () => {
  assertEquals(openC({ no_such_function: { parameters: [], result: "void" } }), undefined);
});
