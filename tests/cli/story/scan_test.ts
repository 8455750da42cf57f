import { assertEquals } from "@std/assert";
import { partsOf } from "../../../lib/cli/story/scan.ts";

const parts = (code: string) => partsOf(code, code.indexOf("(")).parts;

Deno.test("partsOf() splits at the bracket's own commas only", () => {
  assertEquals(parts("f()"), []);
  assertEquals(parts("f(a, g(b, c), [d, e], { h: i, j })"), [
    "a",
    "g(b, c)",
    "[d, e]",
    "{ h: i, j }",
  ]);
  assertEquals(parts("f((a, b) => a + b, c,\n)"), ["(a, b) => a + b", "c"]);
});

Deno.test("partsOf() does not look into texts, templates, comments and regular expressions", () => {
  assertEquals(parts(`f("a,)", 'b\\',(', c)`), [`"a,)"`, `'b\\',('`, "c"]);
  assertEquals(parts("f(`a,${g(`b,)`, c)},)`, d)"), ["`a,${g(`b,)`, c)},)`", "d"]);
  assertEquals(parts("f(a, // why, (\n b, /* c, ) */ d)"), ["a", "b", "d"]);
  assertEquals(parts("f(s.replace(/[,)]/g, x), a / b, c / d)"), [
    "s.replace(/[,)]/g, x)",
    "a / b",
    "c / d",
  ]);
});

Deno.test("partsOf() says where the bracket ends, and ends with the code where it is left open", () => {
  assertEquals(partsOf("f(a)(b)", 1), { parts: ["a"], end: 4 });
  assertEquals(partsOf("f(a, [b", 1), { parts: ["a", "[b"], end: 7 });
});
