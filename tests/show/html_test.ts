import { assertEquals } from "@std/assert";
import { escapeHtml } from "../../lib/show/html.ts";

Deno.test("escapeHtml() escapes the five characters that mean something in HTML", () => {
  assertEquals(
    escapeHtml(`<a href="x" title='y'>&amp;</a>`),
    [
      "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;",
      "&amp;amp;",
      "&lt;/a&gt;",
    ].join(""),
  );
});
