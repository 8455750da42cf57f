import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { clusterHeatmap } from "../../lib/show/cluster_heatmap.ts";
import { draw } from "../../lib/show/svg.ts";

const matrix = { rows: 3, cols: 3, data: Float64Array.of(0, 1, 4, 1, 0, 5, 4, 5, 0) };
const names = ["taxol", "docetaxel", "ALLN"];
const groups = ["stabilizers", "stabilizers", "degradation"];
const tree = [{ left: 0, right: 1, height: 1 }, { left: 2, right: 3, height: 4.5 }];
const marks = (svg: string, mark: string) =>
  [...svg.matchAll(new RegExp(`aria-roledescription="${mark}"`, "g"))].length;

Deno.test("clusterHeatmap() names every row and column, whatever their number", async () => {
  const { svg } = await draw(clusterHeatmap(matrix, { value: "Distance", names }));
  for (const name of names) assertEquals(svg.split(`>${name}</text>`).length - 1, 2);
  assertEquals(marks(svg, "rect mark"), 9);
});

Deno.test("clusterHeatmap() leaves no name out among many, with groups beside them", async () => {
  const n = 40, data = new Float64Array(n * n);
  const names = Array.from({ length: n }, (_, i) => `compound ${i + 100}`);
  const groups = names.map((_, i) => `mechanism ${i >> 2}`);
  const spec = clusterHeatmap({ rows: n, cols: n, data }, { value: "Distance", names, groups });
  const { svg } = await draw(spec);
  assertEquals(
    [...svg.matchAll(/opacity="1">compound \d+<\/text>|>compound \d+<\/text>/g)].length,
    2 * n,
  );
  assertEquals(/opacity="0"[^>]*>compound/.test(svg), false);
});

Deno.test("clusterHeatmap() frames and labels neighbours of one group once", async () => {
  const { svg } = await draw(clusterHeatmap(matrix, { value: "Distance", names, groups }));
  assertEquals(marks(svg, "rect mark"), 11);
  assertEquals(svg.split(">stabilizers</text>").length - 1, 1);
});

Deno.test("clusterHeatmap() draws the tree above the columns it orders", async () => {
  const { svg } = await draw(clusterHeatmap(matrix, { value: "Distance", names, tree }));
  assertEquals(marks(svg, "rule mark"), 6);
  assertStringIncludes(svg, "Distance</text>");
});

Deno.test("clusterHeatmap() refuses names or groups that do not fit", () => {
  const draws = (options: { names: string[]; groups?: string[] }) => () =>
    clusterHeatmap(matrix, { value: "Distance", ...options });
  assertThrows(draws({ names: ["a", "b"] }), InputError, "2 names");
  assertThrows(draws({ names: ["a", "b", "b"] }), InputError, "2 different");
  assertThrows(draws({ names, groups: ["x"] }), InputError, "1 groups");
});

Deno.test("clusterHeatmap() gives values beyond its scale the colour of the end, and says so", async () => {
  const spec = clusterHeatmap(matrix, { value: "Distance", names, domain: [0, 4], cellSize: 40 });
  const { svg } = await draw(spec);
  const fillOf = (value: number) =>
    new RegExp(`aria-label="[^"]*v: ${value}[;"][^>]*?fill="([^"]*)"`).exec(svg)?.[1];
  assertEquals(fillOf(5) !== undefined && fillOf(5) === fillOf(4), true);
  assertStringIncludes(svg, ">4 or more</text>");
});
