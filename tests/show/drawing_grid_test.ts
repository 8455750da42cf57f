import { assert, assertEquals } from "@std/assert";
import { drawingGrid, type GridCell } from "../../lib/show/drawing_grid.ts";
import { toPdf } from "../../lib/show/pdf.ts";
import { toPng } from "../../lib/show/png.ts";

const square = (width: number, height: number, fill: string) => ({
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="${width}" height="${height}" fill="${fill}"/></svg>`,
  width,
  height,
});

Deno.test("drawingGrid() fills rows from left to right and is as large as they need", () => {
  const cells = Array.from({ length: 7 }, () => ({ drawing: square(10, 10, "red") }));
  const { svg, width, height } = drawingGrid(cells, { columns: 3, cellWidth: 100, cellHeight: 50 });
  assertEquals([width, height], [10 + 3 * 110, 10 + 3 * 94]);
  const places = [...svg.matchAll(/translate\(([\d.]+) ([\d.]+)\)/g)].map((match) => match[0]);
  assertEquals(new Set(places).size, 7);
  assertEquals(drawingGrid([{ drawing: null }], { columns: 3, cellWidth: 100 }).width, 120);
});

Deno.test("drawingGrid() scales a drawing into its place and keeps its shape", () => {
  const { svg } = drawingGrid([{ drawing: square(200, 50, "red") }], { cellWidth: 100 });
  assert(svg.includes("scale(0.5)"));
  // 130 px high, the drawing takes 25 of them in the middle.
  assert(svg.includes("translate(10 62.5)"));
});

Deno.test("drawingGrid() writes names, escaped and shortened, and says what is missing", () => {
  const cells: GridCell[] = [
    { drawing: null, title: "a < b", subtitle: "very long ".repeat(20), missing: "not public" },
  ];
  const { svg } = drawingGrid(cells);
  assert(svg.includes("a &lt; b"));
  assert(svg.includes("…</text>"));
  assert(svg.includes(">not public</text>"));
});

Deno.test("drawingGrid() becomes PNG and PDF with the drawings in it", async () => {
  const grid = drawingGrid([{ drawing: square(10, 10, "#FF0000"), title: "red" }]);
  const empty = drawingGrid([{ drawing: null, title: "red" }]);
  assert((await toPdf(grid, "A red square")).length > 500);
  const [full, bare] = [toPng(grid, 96), toPng(empty, 96)];
  assert(full.length !== bare.length);
});
