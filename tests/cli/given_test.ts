import { assertEquals } from "@std/assert";
import { given } from "../../lib/cli/given.ts";

Deno.test("given() keeps what is false, zero or empty, and leaves out what is undefined alone", () => {
  assertEquals({ ...given("a", 0), ...given("b", ""), ...given("c", false) }, {
    a: 0,
    b: "",
    c: false,
  });
  assertEquals("d" in given("d", undefined), false);
});
