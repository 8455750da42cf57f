import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { type Point, scatterChart } from "../../lib/show/scatter_chart.ts";
import { draw } from "../../lib/show/svg.ts";

const points = [{ x: 2, y: 1, group: "plain" }, { x: 4, y: 6, group: "guarded", label: "P1" }];

Deno.test("scatterChart() draws titles, groups and a diagonal", async () => {
  const { svg } = await draw(
    scatterChart(points, { x: "Before, %", y: "After, %", diagonal: true }),
  );
  for (const text of ["Before, %", "After, %", "plain", "guarded"]) {
    assert(svg.includes(text), text);
  }
});

Deno.test("scatterChart() with a diagonal gives both axes one length that holds every point", () => {
  const spec = scatterChart(points, { x: "a", y: "b", diagonal: true });
  const text = JSON.stringify(spec);
  assertEquals(text.split('"domain":[0,6.3').length, 5);
});

Deno.test("scatterChart() of no points can still be drawn", async () => {
  const { svg } = await draw(scatterChart([], { x: "a", y: "b", diagonal: true }));
  assert(svg.startsWith("<svg"));
});

Deno.test("scatterChart() draws a line for every interval and writes labels where asked", () => {
  const points = [
    { x: 1, y: 2, label: "first", xRange: [0.5, 1.5] as const, yRange: [1, 3] as const },
    { x: 2, y: 1, label: "second", yRange: [0, 2] as const },
  ];
  const layers = (spec: ReturnType<typeof scatterChart>) =>
    (spec as unknown as { layer: { mark: { type: string }; data: { values: unknown[] } }[] }).layer
      .map(({ mark, data }) => `${mark.type} ${data.values.length}`);
  const axes = { x: "Batch", y: "Biology" };
  assertEquals(layers(scatterChart(points, { ...axes, labels: true })), [
    "rule 1",
    "rule 2",
    "point 2",
    "text 1",
    "text 1",
  ]);
  assertEquals(layers(scatterChart([{ x: 1, y: 2, label: "only" }], axes)), ["point 1"]);
});

Deno.test("scatterChart() with a diagonal holds what is below 0, and every interval", () => {
  const below = [{ x: -3, y: 1, yRange: [0, 8] as const }];
  const text = JSON.stringify(scatterChart(below, { x: "a", y: "b", diagonal: true }));
  // Diagonal, intervals and points, two axes each.
  assertEquals(text.split('"domain":[-3.15').length, 7);
  assertEquals(text.split(",8.4").length > 6, true);
});

Deno.test("scatterChart() refuses a point or an interval that is not finite, naming the row", () => {
  const refuses = (wrong: Point, said: string) =>
    assertThrows(
      () => scatterChart([...points, wrong], { x: "a", y: "b" }),
      InputError,
      `row 3, column ${said}`,
    );
  refuses({ x: NaN, y: 1 }, "x: found NaN");
  refuses({ x: 1, y: Infinity }, "y: found Infinity");
  refuses({ x: 1, y: 1, yRange: [NaN, 2] }, "y: found NaN");
});
