import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { crossTable } from "../../lib/core/cross_table.ts";
import { InputError } from "../../lib/core/errors.ts";
import { confusionMatrix } from "../../lib/show/confusion_matrix.ts";
import { draw } from "../../lib/show/svg.ts";
import { palette } from "../../lib/show/theme.ts";

const truth = ["a", "a", "a", "b"], named = ["a", "a", "b", "none"];
const table = crossTable(truth, named, { rows: ["a", "b"], columns: ["a", "b", "none"] });

Deno.test("confusionMatrix() writes counts, leaves zeros empty and gives each row its recall", async () => {
  const { svg } = await draw(confusionMatrix(table));
  const texts = [...svg.matchAll(/aria-roledescription="text mark"[^>]*>([^<]*)</g)].map(([, t]) =>
    t
  );
  assertEquals(texts, ["2", "1", "1", "67", "0"]);
});

Deno.test("confusionMatrix() frames what is right, one cell a class", async () => {
  const { svg } = await draw(confusionMatrix(table));
  assertEquals(svg.split(`stroke="${palette.orange}"`).length - 1, 2);
});

Deno.test("confusionMatrix() writes white on dark cells and a dash for a row of nothing", async () => {
  const empty = crossTable(["a"], ["a"], { rows: ["a", "b"], columns: ["a", "b"] });
  const { svg } = await draw(confusionMatrix(empty, { rowTitle: "Mechanism" }));
  assertStringIncludes(svg, 'fill="#FFFFFF">1</text>');
  assertStringIncludes(svg, ">–</text>");
  assertStringIncludes(svg, "Mechanism</text>");
});

Deno.test("confusionMatrix() refuses a table without classes", () => {
  assertThrows(() => confusionMatrix(crossTable([], [])), InputError, "no classes");
});
