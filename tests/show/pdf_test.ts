import { assert, assertEquals, assertRejects } from "@std/assert";
import { toPdf } from "../../lib/show/pdf.ts";
import { draw } from "../../lib/show/svg.ts";

const latin = (bytes: Uint8Array) => new TextDecoder("latin1").decode(bytes);

Deno.test("toPdf() embeds the font, maps its glyphs to text, and keeps the size", async () => {
  const drawing = await draw({
    data: { values: [{ n: 3 }] },
    title: "Bold title",
    mark: "bar",
    encoding: { x: { field: "n", type: "quantitative", title: "Nuclei (µm²)" } },
  });
  const pdf = latin(await toPdf(drawing, "Title"));
  assert(/\/BaseFont \/[A-Z]{6}\+Inter-Regular/.test(pdf));
  assert(/\/BaseFont \/[A-Z]{6}\+Inter-Bold/.test(pdf));
  assert(pdf.includes("/ToUnicode"), "text cannot be selected");
  assert(pdf.includes("/FontFile2"), "the font is not embedded");
  assertEquals(pdf.includes("/Subtype /Image"), false, "vectors became pixels");
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf);
  assertEquals([Number(box?.[1]), Number(box?.[2])], [drawing.width * 0.75, drawing.height * 0.75]);
});

Deno.test("toPdf() keeps an embedded picture as picture", async () => {
  const dot =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48">
    <image width="48" height="48" href="data:image/png;base64,${dot}"/></svg>`;
  const pdf = latin(await toPdf({ svg, width: 96, height: 48 }, "Dot"));
  assert(pdf.includes("/Subtype /Image"));
});

Deno.test("toPdf() refuses what it cannot draw instead of leaving it out", async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
    <image width="9" height="9" href="data:image/png;base64,AAAA"/></svg>`;
  await assertRejects(
    () => toPdf({ svg, width: 9, height: 9 }, "Broken"),
    Error,
    "does not fit PDF",
  );
});
