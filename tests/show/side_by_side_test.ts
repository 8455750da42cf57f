import { assert } from "@std/assert";
import { exportFigure } from "../../lib/show/figure.ts";
import { lineChart } from "../../lib/show/line_chart.ts";
import { sideBySide } from "../../lib/show/side_by_side.ts";

Deno.test("sideBySide() draws every chart with its own axis and legend", async () => {
  const chart = (name: string) =>
    lineChart([{ name, x: [1, 2], y: [0, 1] }, { name: `${name} too`, x: [1, 2], y: [1, 2] }], {
      x: "Epoch",
      y: `Of ${name}`,
    });
  const dir = await Deno.makeTempDir(), alt = "Two charts stand side by side.";
  const [path] = await exportFigure(sideBySide([chart("first"), chart("second")]), {
    id: "two",
    dir,
    alt,
    formats: ["svg"],
  });
  const svg = await Deno.readTextFile(path!);
  for (const text of ["Of first", "Of second", "first too", "second too"]) {
    assert(svg.includes(text), text);
  }
  await Deno.remove(dir, { recursive: true });
});
