import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { heatmap } from "../../lib/show/heatmap.ts";
import { draw } from "../../lib/show/svg.ts";

const matrix = { rows: 2, cols: 3, data: Float64Array.of(0, 0.5, 1, NaN, -0.25, 0.75) };

Deno.test("heatmap() draws a cell for each finite value, rows and columns as given", async () => {
  const spec = heatmap(matrix, { value: "Cosine", rows: ["z", "a"], columns: ["c", "b", "a"] });
  const { svg } = await draw(spec);
  assertEquals([...svg.matchAll(/aria-roledescription="rect mark"/g)].length, 5);
  assertStringIncludes(svg, 'aria-label="c: c; r: z; Cosine: 0"');
  const y = (name: string) =>
    Number(new RegExp(`,([\\d.]+)\\)"[^>]*>${name}</text>`).exec(svg)?.[1]);
  assertEquals(y("z") < 25, true);
});

Deno.test("heatmap() writes numbers that can be read on their cell", async () => {
  const spec = heatmap(matrix, {
    value: "Cosine",
    rows: ["r1", "r2"],
    columns: ["c1", "c2", "c3"],
    labels: true,
  });
  const { svg } = await draw(spec);
  assertStringIncludes(svg, 'fill="#000000">1.00</text>');
  assertStringIncludes(svg, 'fill="#FFFFFF">−0.25</text>');
});

Deno.test("heatmap() refuses names that do not fit or repeat", () => {
  const error = assertThrows(
    () => heatmap(matrix, { value: "Cosine", rows: ["a", "b"] }),
    InputError,
  );
  assertStringIncludes(error.message, 'columns: found "2 names');
  assertThrows(
    () => heatmap(matrix, { value: "Cosine", rows: ["a", "a"], columns: ["1", "2", "3"] }),
    InputError,
    "1 of them different",
  );
});

Deno.test("heatmap() gives values beyond its scale the colour of the end, and says so", async () => {
  const beyond = { rows: 1, cols: 3, data: Float64Array.of(0, 1, 1.5) };
  const names = { rows: ["r"], columns: ["a", "b", "c"] };
  const { svg } = await draw(heatmap(beyond, { value: "d", ...names, domain: [0, 1] }));
  const fills = [...svg.matchAll(/<path aria-label="[^"]*"[^>]*?fill="([^"]*)"/g)]
    .map(([, fill]) => fill);
  assertEquals(fills[2], fills[1]);
  assertStringIncludes(svg, ">1 or more</text>");
  const within = await draw(heatmap(beyond, { value: "d", ...names, domain: [0, 2] }));
  assertEquals(within.svg.includes("or more"), false);
});

Deno.test("heatmap() writes numbers of unlike size with the digits they have", async () => {
  const counts = { rows: 1, cols: 3, data: Float64Array.of(0.5, 12.345, 13204) };
  const options = { value: "Wells", rows: ["r"], columns: ["a", "b", "c"], labels: true };
  const { svg } = await draw(heatmap(counts, options));
  for (const text of [">0.500<", ">12.3<", ">13\u202F204<"]) assertStringIncludes(svg, text);
});
