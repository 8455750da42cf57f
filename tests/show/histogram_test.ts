import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { histogram } from "../../lib/show/histogram.ts";
import { draw } from "../../lib/show/svg.ts";

type Bin = { group: string; from: number; to: number; n: number };

const bins = (spec: unknown) => (spec as { data: { values: Bin[] } }).data.values;

Deno.test("histogram() counts each value once, the largest in the last bin", () => {
  const counted = bins(histogram([0, 1, 1, 2, 4], { value: "Value", bins: 4 }));
  assertEquals(counted.map(({ n }) => n), [1, 2, 1, 1]);
  assertEquals([counted[0]?.from, counted[3]?.to], [0, 4]);
});

Deno.test("histogram() counts what lies outside the domain in the end bins", () => {
  const counted = bins(histogram([-9, 0.5, 99], { value: "Value", bins: 2, domain: [0, 2] }));
  assertEquals(counted.map(({ n }) => n), [2, 1]);
});

Deno.test("histogram() gives shares that sum to 1 in each group", () => {
  const groups = { DMSO: [1, 2, 3, 4], treated: Float32Array.of(1, 4) };
  const counted = bins(histogram(groups, { value: "Value", bins: 3, share: true }));
  for (const name of Object.keys(groups)) {
    const own = counted.filter(({ group }) => group === name);
    assertEquals(own.reduce((sum, { n }) => sum + n, 0), 1);
  }
});

Deno.test("histogram() of equal values and on a logarithmic axis can be drawn", async () => {
  await draw(histogram([5, 5, 5], { value: "Value" }));
  const { svg } = await draw(histogram([1, 1, 9], { value: "Value", log: true, bins: 3 }));
  assertEquals([...svg.matchAll(/aria-roledescription="bar"/g)].length, 2);
});

Deno.test("histogram() refuses values that are not finite, naming group and row", () => {
  const error = assertThrows(() => histogram({ DMSO: [1, NaN] }, { value: "Value" }), InputError);
  assertStringIncludes(error.message, "row 2, column DMSO: found NaN");
  assertThrows(() => histogram([], { value: "Value" }), InputError, "no values");
});

Deno.test("histogram() makes a small spec of many values", () => {
  const many = Float64Array.from({ length: 100_000 }, (_, i) => Math.sin(i));
  const { length } = JSON.stringify(histogram(many, { value: "Value" }));
  assertEquals(length < 5000, true);
});

Deno.test("histogram() draws a line at a value to compare with, beyond the bars too", async () => {
  const { svg } = await draw(histogram([1, 2, 3], { value: "r", line: 9 }));
  assertEquals(svg.split('aria-roledescription="rule mark"').length - 1, 1);
});
