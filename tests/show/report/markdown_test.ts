import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderMarkdown } from "../../../lib/show/report/markdown.ts";

const html = (markdown: string) => renderMarkdown(markdown, "nb").html;

Deno.test("renderMarkdown() turns formulas into MathML", () => {
  const inline = html("The share is $n_i / n$ of all.");
  assertStringIncludes(inline, "<math");
  assertStringIncludes(inline, "<msub>");
  const block = html("$$\nW = V(S+\\varepsilon)^{-1}\\sqrt{n-1}\n$$\n\nafter");
  assertStringIncludes(block, 'display="block"');
  assertStringIncludes(block, "<p>after</p>");
});

Deno.test("renderMarkdown() leaves money, code and escaped dollars alone", () => {
  for (const text of ["It costs $5 or $6.", "`$a$`", "\\$a\\$"]) {
    assertEquals(html(text).includes("<math"), false, text);
  }
});

Deno.test("renderMarkdown() lists headings of two levels with ids that differ by notebook", () => {
  const { html, headings } = renderMarkdown("# One & *two*\n\n## Why?\n\n### Deep", "nb07");
  assertEquals(headings, [
    { level: 1, id: "nb07-one-two", text: "One & two" },
    { level: 2, id: "nb07-why", text: "Why?" },
  ]);
  assertStringIncludes(html, '<h2 id="nb07-one-two">One &amp; <em>two</em></h2>');
});

Deno.test("renderMarkdown() keeps links within the report and folded solutions", () => {
  const next = renderMarkdown("[next](02-images.ipynb)", "nb", ["02-images"]).html;
  assertStringIncludes(next, 'href="#02-images"');
  assertStringIncludes(html("[site](https://example.org/?a=1)"), 'href="https://example.org/?a=1"');
  assert(
    html("<details><summary>Solution</summary>\n\n**42**\n\n</details>").includes("<details>"),
  );
});

Deno.test("renderMarkdown() drops a link to a notebook that is not in the report, and keeps its text", () => {
  const text = "See [the *map*](00-map.ipynb) and [two](02-images.ipynb).";
  assertEquals(
    renderMarkdown(text, "nb", ["02-images"]).html,
    '<p>See the <em>map</em> and <a href="#02-images">two</a>.</p>\n',
  );
});
