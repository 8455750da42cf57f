import { assert, assertEquals } from "@std/assert";
import { scatterChart } from "../../lib/show/scatter_chart.ts";
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
