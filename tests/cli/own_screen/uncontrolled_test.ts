import { assertEquals, assertStringIncludes } from "@std/assert";
import { sayUncontrolled } from "../../../lib/cli/own_screen/uncontrolled.ts";

Deno.test("sayUncontrolled() names one plate, several, and of many the first", () => {
  assertStringIncludes(sayUncontrolled(["P2"]), "P2 holds fewer than two wells of the control");
  assertStringIncludes(sayUncontrolled(["P2", "P3"]), "P2, P3 hold fewer than two wells");
  const many = sayUncontrolled(Array.from({ length: 9 }, (_, i) => `P${i}`));
  assertEquals(many.startsWith("P0, P1, P2, P3, P4 and 4 more hold"), true);
});
