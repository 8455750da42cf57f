import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { boxSummary } from "../../lib/profile/box_summary.ts";

interface Case {
  values: number[];
  reach: number;
  box: Record<"q1" | "median" | "q3" | "lowWhisker" | "highWhisker" | "mean", number>;
  fliers: number[];
}
const cases: Case[] = JSON.parse(
  await Deno.readTextFile(new URL("fixtures/boxes.json", import.meta.url)),
);

Deno.test("boxSummary() equals matplotlib's boxes", () => {
  for (const { values, reach, box, fliers } of cases) {
    const found = boxSummary(values, reach);
    for (const name of Object.keys(box) as (keyof typeof box)[]) {
      assertAlmostEquals(found[name], box[name], 1e-12, `${name} of ${values}`);
    }
    assertEquals(found.outliers.map((at) => values[at]!).sort((a, b) => a - b), fliers);
    assertEquals(found.outliers, found.outliers.toSorted((a, b) => a - b));
    assertEquals([found.min, found.max], [Math.min(...values), Math.max(...values)]);
  }
});

Deno.test("boxSummary() of nothing is NaN with no outliers", () => {
  const box = boxSummary([]);
  assertEquals([box.count, box.median, box.lowWhisker, box.mean], [0, NaN, NaN, NaN]);
  assertEquals(box.outliers, []);
});

Deno.test("boxSummary() refuses values that are not finite, and a negative reach", () => {
  assertThrows(() => boxSummary([1, NaN, Infinity]), RangeError, "value 2 is NaN");
  assertThrows(() => boxSummary([1], -1), RangeError, "reach is -1");
});
