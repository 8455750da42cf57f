import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { renderOutput } from "../../../lib/show/report/output.ts";

const figure = {
  output_type: "display_data",
  data: { "image/png": "AAAA\nBBBB\n", "text/plain": "alt" },
  metadata: { c2s: { seq: 1, figure: { id: "a1", alt: 'A "b" < c', caption: "So *many*." } } },
};

Deno.test("renderOutput() shows a figure with its alt text and caption", async () => {
  const html = await renderOutput(figure);
  assertStringIncludes(
    html,
    '<img src="data:image/png;base64,AAAABBBB" alt="A &quot;b&quot; &lt; c">',
  );
  assertStringIncludes(html, "<figcaption><b>Figure a1.</b> So <em>many</em>.</figcaption>");
});

Deno.test("renderOutput() prefers the exported SVG, its ids made unique", async () => {
  const figures = await Deno.makeTempDir();
  await Deno.writeTextFile(
    join(figures, "a1.svg"),
    '<svg><clipPath id="clip0"/><g clip-path="url(#clip0)"/></svg>',
  );
  const html = await renderOutput(figure, { figures });
  assertStringIncludes(html, '<clipPath id="a1-clip0"/><g clip-path="url(#a1-clip0)"/>');
  assertStringIncludes(html, 'role="img" aria-label="A &quot;b&quot; &lt; c"');
  await Deno.writeTextFile(join(figures, "a1.svg"), `<svg>${"<g/>".repeat(50_000)}</svg>`);
  assert((await renderOutput(figure, { figures })).includes("<img"));
  await Deno.remove(figures, { recursive: true });
});

Deno.test("renderOutput() leaves out the caption line, which the figure has", async () => {
  const data = { "text/markdown": "**Figure a1.** So many." };
  const output = {
    output_type: "display_data",
    data,
    metadata: { c2s: { seq: 2, caption: true } },
  };
  assertEquals(await renderOutput(output), "");
});

Deno.test("renderOutput() shows streams and errors as text, without terminal colours", async () => {
  const stream = { output_type: "stream", text: ["\x1b[33m<b>\x1b[39m\n"] };
  assertEquals(await renderOutput(stream), '<pre class="stream">&lt;b&gt;</pre>');
  const error = { output_type: "error", ename: "TypeError", evalue: "a < b", traceback: [] };
  assertEquals(await renderOutput(error), '<pre class="error">TypeError: a &lt; b</pre>');
});

Deno.test("renderOutput() takes HTML before Markdown before text", async () => {
  const output = (data: Record<string, unknown>) => ({ output_type: "display_data", data });
  const plain = { "text/plain": ["<3"] };
  assertStringIncludes(await renderOutput(output(plain)), "&lt;3");
  const markdown = { ...plain, "text/markdown": "**3**" };
  assertStringIncludes(await renderOutput(output(markdown)), "<strong>3</strong>");
  const html = { ...markdown, "text/html": ["<table>", "</table>"] };
  assertStringIncludes(await renderOutput(output(html)), "<table></table>");
});

Deno.test("renderOutput() links to notebooks of the report only", async () => {
  const data = { "text/markdown": "[One](01-one.ipynb), [two](02-two.ipynb)" };
  const html = await renderOutput(
    { output_type: "display_data", data },
    { notebooks: ["02-two"] },
  );
  assertEquals(html, '<p>One, <a href="#02-two">two</a></p>\n');
});
