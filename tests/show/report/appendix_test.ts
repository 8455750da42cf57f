import { assertEquals, assertStringIncludes } from "@std/assert";
import { renderAppendix } from "../../../lib/show/report/appendix.ts";

Deno.test("renderAppendix() writes methods, software and data as text, whatever signs they hold", () => {
  const { html, headings } = renderAppendix({
    methods: [
      { notebook: "01-none", rows: [] },
      {
        notebook: "11-link",
        rows: [{
          name: "mantel",
          module: "link/mantel.ts",
          summary: "A < B?",
          cells: [26, 37],
          settings: [{ name: "method", value: '"spearman"' }],
          defaults: [{ name: "seed", value: "1" }],
        }],
      },
    ],
    software: [{ name: "vega", version: "6.4.0" }],
    data: [
      { title: "Cells", citation: "Doe 2020.", licence: "CC0", homepage: "https://a.org/?b&c" },
      { title: "Drawn", citation: "Own.", licence: "MIT" },
    ],
  });
  assertEquals(headings.map(({ id }) => id), ["methods", "software", "data"]);
  assertStringIncludes(html, '<a href="#11-link">11-link</a>');
  assertEquals(html.includes("01-none"), false);
  assertStringIncludes(html, "A &lt; B?");
  assertStringIncludes(
    html,
    'method: &quot;spearman&quot; <span class="default">seed: 1</span></td><td>26, 37</td>',
  );
  assertStringIncludes(html, "<td>vega</td><td>6.4.0</td>");
  assertStringIncludes(
    html,
    'Doe 2020. Licence: CC0. <a href="https://a.org/?b&amp;c">https://a.org/?b&amp;c</a>',
  );
  assertStringIncludes(html, "<b>Drawn.</b> Own. Licence: MIT.</p>");
});
