import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { estimateChart } from "../../lib/show/estimate_chart.ts";
import { draw } from "../../lib/show/svg.ts";
import { palette } from "../../lib/show/theme.ts";

const interval = { low: 0.1, high: 0.3 }, chance = { low: -0.1, high: 0.1 };
const rows = [
  { name: "Mantel", value: 0.2, interval, chance },
  { name: "CKA", value: 0.4, chance },
];
const count = (svg: string, mark: string) =>
  [...svg.matchAll(new RegExp(`aria-roledescription="${mark}"`, "g"))].length;

Deno.test("estimateChart() draws a point a row, intervals and bands where there are some", async () => {
  const { svg } = await draw(estimateChart(rows, { value: "r", line: 0 }));
  assertEquals([count(svg, "point"), count(svg, "rule mark"), count(svg, "rect mark")], [2, 2, 2]);
  for (const text of ["Mantel</text>", "CKA</text>"]) assertStringIncludes(svg, text);
  assertEquals(svg.split('stroke-dasharray="4,3"').length - 1, 1);
});

Deno.test("estimateChart() draws numbers that have neither interval nor chance", async () => {
  const { svg } = await draw(estimateChart([{ name: "CKA", value: 0.4 }], { value: "r" }));
  assertEquals([count(svg, "point"), count(svg, "rule mark"), count(svg, "rect mark")], [1, 0, 0]);
});

Deno.test("estimateChart() sets series of one name apart, in two colours with a legend", async () => {
  const both = rows.map((row) => ({ ...row, name: "AUC", series: row.name }));
  const { svg } = await draw(estimateChart(both, { value: "Area" }));
  assertStringIncludes(svg, palette.orange);
  assert(svg.includes("Mantel</text>") && svg.includes("AUC</text>"));
});

Deno.test("estimateChart() refuses what cannot be drawn, naming the row", () => {
  const options = { value: "r" };
  assertThrows(() => estimateChart([], options), InputError, "no row");
  assertThrows(
    () => estimateChart([...rows, rows[0]!], options),
    InputError,
    "row 3, column Mantel",
  );
  const hole = [{ name: "CKA", value: 1, chance: { low: NaN, high: 1 } }];
  assertThrows(() => estimateChart(hole, options), InputError, "column CKA: found NaN");
});
