import { assertEquals } from "@std/assert";
import { escapeMarkdown, plainMarkdown, someEscaped } from "../../lib/show/escape_markdown.ts";
import { escapeHtml } from "../../lib/show/html.ts";
import { renderMarkdown } from "../../lib/show/report/markdown.ts";

const names = [
  "<unknown> 3 µM",
  '<img src=x onerror="alert(1)">',
  "~~A~~ *B* _C_ `D` **E**",
  "[F](javascript:alert(1)) ![G](x)",
  "a & b &lt;i&gt; \\ \\* $x$ {y} | #1",
];

Deno.test("escapeMarkdown() makes Markdown that shows the name as it is", () => {
  for (const name of names) {
    const { html } = renderMarkdown(`Active: ${escapeMarkdown(name)}`, "t");
    assertEquals(html, `<p>Active: ${escapeHtml(name)}</p>\n`);
  }
});

Deno.test("plainMarkdown() gives back what was escaped, and drops the marks of bold words", () => {
  for (const name of names) {
    assertEquals(plainMarkdown(`**Active:** ${escapeMarkdown(name)}.`), `Active: ${name}.`);
  }
});

Deno.test("someEscaped() counts names that it leaves out, and escapes those that it tells", () => {
  assertEquals(someEscaped(["a_1", "<b>", "c"], 2), "a\\_1, \\<b\\> and 1 more");
  assertEquals(someEscaped(["a"]), "a");
});
