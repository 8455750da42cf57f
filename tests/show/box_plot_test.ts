import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { type Box, boxPlot } from "../../lib/show/box_plot.ts";
import { draw } from "../../lib/show/svg.ts";
import { palette } from "../../lib/show/theme.ts";

const box = { q1: 2, median: 3, q3: 4, lowWhisker: 1, highWhisker: 5 };
const boxes: Box[] = [
  { name: "narrow", values: [1, 2, 3, 4, 5], ...box },
  { name: "wide", values: [-9, 8, 9], q1: 7, median: 8, q3: 8.5, lowWhisker: 7, highWhisker: 9 },
];
const marks = (svg: string, mark: string) =>
  [...svg.matchAll(new RegExp(`aria-roledescription="${mark}"`, "g"))].length;
const height = (svg: string, name: string) =>
  Number(new RegExp(`,([\\d.]+)\\)"[^>]*>${name}</text>`).exec(svg)?.[1]);

Deno.test("boxPlot() draws every value, and in orange what lies outside the whiskers", async () => {
  const { svg } = await draw(boxPlot(boxes, { value: "Area (px²)" }));
  assertEquals(marks(svg, "point"), 8);
  assertEquals(svg.split(`fill="${palette.red}"`).length - 1, 1);
  assertStringIncludes(svg, "Area (px²)</text>");
});

Deno.test("boxPlot() names every group, the largest median on top or in the order given", async () => {
  const sorted = (await draw(boxPlot(boxes, { value: "Area" }))).svg;
  assert(height(sorted, "wide") < height(sorted, "narrow"));
  const given = (await draw(boxPlot(boxes, { value: "Area", sort: "given" }))).svg;
  assert(height(given, "narrow") < height(given, "wide"));
});

Deno.test("boxPlot() gives each row the height asked for", async () => {
  const options = { value: "Area", sort: "given" } as const;
  const gap = (svg: string) => height(svg, "wide") - height(svg, "narrow");
  assertEquals(gap((await draw(boxPlot(boxes, options))).svg), 20);
  assertEquals(gap((await draw(boxPlot(boxes, { ...options, rowSize: 50 }))).svg), 50);
});

Deno.test("boxPlot() draws a band of chance behind its box, and a line to compare with", async () => {
  const [first] = boxes as [Box];
  const one = [{ ...first, chance: { low: 0, high: 6 } }];
  const plain = (await draw(boxPlot([first], { value: "Area" }))).svg;
  const { svg } = await draw(boxPlot(one, { value: "Area", line: 3 }));
  assertEquals(marks(svg, "rect mark") - marks(plain, "rect mark"), 1);
  assertEquals(svg.split("#E2E2E2").length - 1, 1);
  assertEquals(svg.split('stroke-dasharray="4,3"').length - 1, 1);
});

Deno.test("boxPlot() refuses no box, a name twice and a box of nothing", () => {
  const draws = (list: Box[]) => () => boxPlot(list, { value: "Area" });
  assertThrows(draws([]), InputError, "no box");
  assertThrows(draws([boxes[0]!, boxes[0]!]), InputError, "two boxes named narrow");
  assertThrows(draws([{ ...boxes[0]!, median: NaN }]), InputError, "quartiles 2, NaN, 4");
});
