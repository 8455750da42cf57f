import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { InputError } from "../../lib/core/errors.ts";
import { exportFigure, showFigure } from "../../lib/show/figure.ts";
import type { Figure } from "../../lib/show/svg.ts";
import { inFakeKernel } from "./fake_kernel.ts";

const alt = "Plate A has three wells, plate B has nine.";
const bars = (rows = 2): Figure => ({
  data: { values: Array.from({ length: rows }, (_, i) => ({ plate: `P${i}`, wells: i % 9 })) },
  mark: "point",
  encoding: {
    x: { field: "plate", type: "nominal", title: "Plate" },
    y: { field: "wells", type: "quantitative", title: "Wells" },
  },
  width: 300,
});

async function inStory(work: (out: string) => Promise<void>): Promise<void> {
  const out = await Deno.makeTempDir();
  const setting = { C2S_OUT: out, C2S_NOTEBOOK: "01-test", C2S_RUN: "run-1" };
  try {
    for (const [name, value] of Object.entries(setting)) Deno.env.set(name, value);
    await work(out);
  } finally {
    for (const name of Object.keys(setting)) Deno.env.delete(name);
    await Deno.remove(out, { recursive: true });
  }
}

Deno.test("showFigure() sends chart, picture and alt text, then the caption", async () => {
  const sent = await inFakeKernel(() =>
    showFigure(bars(), { id: "a1", alt, caption: "Two *plates*." })
  );
  assertEquals(sent.length, 2);
  const { data, metadata } = sent[0]!;
  const chart = data["application/vnd.vegalite.v5+json"] as Record<string, unknown>;
  assertEquals(chart.$schema, "https://vega.github.io/schema/vega-lite/v5.json");
  assertEquals(chart.description, alt);
  assertEquals(data["text/plain"], alt);
  assert(atob(data["image/png"] as string).startsWith("\x89PNG"));
  assertEquals(metadata.c2s.figure, { id: "a1", alt, caption: "Two *plates*." });
  assertEquals((metadata["image/png"] as { alt: string }).alt, alt);
  assertEquals(sent[1]?.data["text/markdown"], "**Figure a1.** Two *plates*.");
});

Deno.test("showFigure() shows a chart with much data as picture only, below 90 kB", async () => {
  const sent = await inFakeKernel(() => showFigure(bars(4000), { id: "many", alt }));
  const types = Object.keys(sent[0]!.data).sort();
  assertEquals(types.includes("application/vnd.vegalite.v5+json"), false);
  assert(JSON.stringify(sent[0]!.data).length < 90_000, types.join());
});

Deno.test("showFigure() writes the four files of a story's figure", () =>
  inStory(async (out) => {
    await showFigure(bars(), { id: "a1", alt, caption: "Two plates." });
    const names = Array.from(Deno.readDirSync(join(out, "figures")), ({ name }) => name).sort();
    assertEquals(names, ["a1.json", "a1.pdf", "a1.png", "a1.svg"]);
    assertEquals(JSON.parse(await Deno.readTextFile(join(out, "figures", "a1.json"))), {
      id: "a1",
      alt,
      caption: "Two plates.",
      notebook: "01-test",
      run: "run-1",
    });
  }));

Deno.test("showFigure() refuses an id twice in one run, not in the next", () =>
  inStory(async () => {
    await showFigure(bars(), { id: "a1", alt });
    const error = await assertRejects(() => showFigure(bars(), { id: "a1", alt }), InputError);
    assertStringIncludes(error.message, 'Cannot write figure "a1"');
    assertStringIncludes(error.message, "01-test has shown a figure of this id");
    Deno.env.set("C2S_RUN", "run-2");
    await showFigure(bars(), { id: "a1", alt });
  }));

Deno.test("showFigure() refuses a missing alt text and a malformed id", async () => {
  const mute = await assertRejects(() => showFigure(bars(), { id: "a1", alt: " " }), InputError);
  assertStringIncludes(mute.message, "allowed: a sentence that states what the figure shows");
  for (const id of ["", "A1", "a_1", "../a", "a--b"]) {
    const error = await assertRejects(() => showFigure(bars(), { id, alt }), InputError);
    assertStringIncludes(error.message, "allowed: lower case letters, digits and hyphens");
  }
});

Deno.test("exportFigure() puts the alt text into the SVG, escaped", async () => {
  const dir = await Deno.makeTempDir();
  const options = { id: "x", dir, alt: 'Wells "A" < B & more', formats: ["svg" as const] };
  const [path] = await exportFigure(bars(), options);
  assertStringIncludes(
    await Deno.readTextFile(path!),
    '<svg role="img" aria-label="Wells &#34;A&#34; &#60; B &#38; more"',
  );
  await Deno.remove(dir, { recursive: true });
});

Deno.test("exportFigure() gives the same bytes for the same figure", async () => {
  const dir = await Deno.makeTempDir();
  const first = await exportFigure(bars(), { id: "one", dir, alt });
  const second = await exportFigure(bars(), { id: "two", dir, alt });
  assertEquals(first, ["svg", "png", "pdf", "json"].map((kind) => join(dir, `one.${kind}`)));
  // The texts hold the id.
  for (const [i, path] of first.slice(0, 3).entries()) {
    assertEquals(await Deno.readFile(path), await Deno.readFile(second[i]!), path);
  }
  await Deno.remove(dir, { recursive: true });
});

Deno.test("exportFigure() uses its width only where the spec has none", async () => {
  const dir = await Deno.makeTempDir();
  const width = async (figure: Figure, id: string) => {
    const [path] = await exportFigure(figure, { id, dir, alt, width: 600, formats: ["svg"] });
    return Number(/width="(\d+)/.exec(await Deno.readTextFile(path!))?.[1]);
  };
  const { width: _, ...free } = bars() as { width: number };
  assert(await width(bars(), "set") < 400);
  assert(await width(free as unknown as Figure, "free") > 600);
  await Deno.remove(dir, { recursive: true });
});
