import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { writeReport } from "../../lib/show/report.ts";

Deno.test("writeReport() makes one file that loads nothing from elsewhere", async () => {
  const folder = await Deno.makeTempDir();
  const notebook = (title: string, ok: boolean) => ({
    metadata: { c2s: { data: "simulated", ok, began: 1_700_000_000, seconds: 61 } },
    cells: [
      { cell_type: "markdown", source: `# ${title}\n\n## Wells` },
      {
        cell_type: "code",
        source: ["const wells = '<60>';\n", "wells"],
        outputs: [{ output_type: "stream", text: "60\n" }],
      },
    ],
  });
  const first = join(folder, "01-first.ipynb"), second = join(folder, "02-second.ipynb");
  await Deno.writeTextFile(first, JSON.stringify(notebook("The first", true)));
  await Deno.writeTextFile(second, JSON.stringify(notebook("The second", false)));
  const path = join(folder, "report.html");
  await writeReport([first, second], { path, title: "A & B" });
  const html = await Deno.readTextFile(path);
  assertStringIncludes(html, "<title>A &amp; B</title>");
  assertStringIncludes(html, '<li><a href="#02-second">The second</a><ol>');
  assertStringIncludes(html, '<a href="#02-second-wells">Wells</a>');
  assertStringIncludes(html, "<summary>Code, 2 lines</summary>");
  assertStringIncludes(html, "const wells = &#39;&lt;60&gt;&#39;;");
  assertStringIncludes(html, "2023-11-14 22:13 UTC on simulated data; its cells took 1 min 1 s.");
  assertEquals(html.split("It did not run to its end").length, 2);
  const outside = [
    ...html.matchAll(/(?:src|href)="(?!#|data:)([^"]*)"|url\((?!data:|#)([^)]*)\)/g),
  ];
  assertEquals(outside.map(([whole]) => whole), []);
  assert(html.includes("@font-face"));
  await Deno.remove(folder, { recursive: true });
});

Deno.test("writeReport() lists all figures, shows what solutions showed, and ends with the appendix", async () => {
  const folder = await Deno.makeTempDir();
  const figure = { id: "b7", alt: "Mechanisms agree.", caption: "*All* of them." };
  const shown = (text: string, c2s = {}) => ({
    output_type: "display_data",
    data: { "text/plain": text },
    metadata: { c2s },
  });
  const path = join(folder, "09-a.ipynb");
  await Deno.writeTextFile(
    path,
    JSON.stringify({
      metadata: { c2s: { ok: true, solutions: [{ cell: 2, outputs: [shown("half of them")] }] } },
      cells: [
        { cell_type: "code", source: "show()", outputs: [shown("a chart", { seq: 1, figure })] },
        { cell_type: "markdown", source: "## Exercise" },
      ],
    }),
  );
  const appendix = { methods: [], software: [{ name: "vega", version: "6.4.0" }], data: [] };
  await writeReport([path], { path: join(folder, "report.html"), appendix });
  const html = await Deno.readTextFile(join(folder, "report.html"));
  for (const id of ["figures", "methods", "software", "data"]) {
    assertStringIncludes(html, `<li><a href="#${id}">`);
    assertStringIncludes(html, `<section id="${id}">`);
  }
  assertStringIncludes(html, '<a href="#figure-b7"><b>b7</b></a> <em>All</em> of them.');
  assertStringIncludes(
    html,
    '<summary>What the solution shows</summary><pre class="plain">half of them</pre></details>',
  );
  assertStringIncludes(html, "<td>vega</td><td>6.4.0</td>");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("writeReport() leaves out cells with a tag that it is told", async () => {
  const folder = await Deno.makeTempDir();
  const cell = (source: string, ...tags: string[]) => ({
    cell_type: "markdown",
    source,
    metadata: { tags },
  });
  const notebook = { metadata: {}, cells: [cell("# A"), cell("## Quiz", "course")] };
  await Deno.writeTextFile(join(folder, "a.ipynb"), JSON.stringify(notebook));
  const path = join(folder, "report.html");
  await writeReport([join(folder, "a.ipynb")], { path, leaveOut: ["course"] });
  assertEquals((await Deno.readTextFile(path)).includes("Quiz"), false);
  await writeReport([join(folder, "a.ipynb")], { path });
  assertStringIncludes(await Deno.readTextFile(path), "Quiz");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("writeReport() puts what was found in short before all notebooks, and nothing where there is nothing", async () => {
  const folder = await Deno.makeTempDir(), path = join(folder, "report.html");
  const notebook = join(folder, "01-first.ipynb");
  await Deno.writeTextFile(notebook, JSON.stringify({ metadata: {}, cells: [] }));
  await writeReport([notebook], { path, summary: "- **Active:** taxol & 2 more" });
  const html = await Deno.readTextFile(path), at = html.indexOf("<h2>In short</h2>");
  assert(at > 0 && at < html.indexOf('<section id="01-first"'));
  assertStringIncludes(html, "<li><strong>Active:</strong> taxol &amp; 2 more</li>");
  await writeReport([notebook], { path });
  assertEquals((await Deno.readTextFile(path)).includes("In short"), false);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("writeReport() has no link that leads nowhere, whichever notebooks it is of", async () => {
  const folder = await Deno.makeTempDir();
  const figure = { id: "a1", alt: "It grows.", caption: "As in [map](00-map.ipynb)." };
  const notebook = (name: string) => ({
    metadata: {},
    cells: [
      { cell_type: "markdown", source: `# ${name}\n\n[map](00-map.ipynb), [two](02-b.ipynb)` },
      {
        cell_type: "code",
        source: "show()",
        outputs: [
          { output_type: "display_data", data: { "text/markdown": "[map](00-map.ipynb)" } },
          { output_type: "display_data", data: {}, metadata: { c2s: { seq: 1, figure } } },
        ],
      },
    ],
  });
  const files = ["01-a", "02-b"].map((name) => join(folder, `${name}.ipynb`));
  for (const file of files) await Deno.writeTextFile(file, JSON.stringify(notebook("A")));
  const path = join(folder, "report.html");
  await writeReport(files, { path });
  const html = await Deno.readTextFile(path);
  const ids = new Set([...html.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id));
  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target!);
  assert(targets.includes("02-b"));
  assertEquals(targets.filter((target) => !ids.has(target)), []);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("writeReport() lists a figure without a caption by its alternative text, as text", async () => {
  const folder = await Deno.makeTempDir(), path = join(folder, "report.html");
  const figure = { id: "a1", alt: "<unknown> and *B* act." };
  const outputs = [{
    output_type: "display_data",
    data: {},
    metadata: { c2s: { seq: 1, figure } },
  }];
  const cells = [{ cell_type: "code", source: "show()", outputs }];
  await Deno.writeTextFile(join(folder, "01-a.ipynb"), JSON.stringify({ metadata: {}, cells }));
  await writeReport([join(folder, "01-a.ipynb")], { path });
  assertStringIncludes(
    await Deno.readTextFile(path),
    "<b>a1</b></a> &lt;unknown&gt; and *B* act.",
  );
  await Deno.remove(folder, { recursive: true });
});
