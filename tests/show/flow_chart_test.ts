import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { flowChart } from "../../lib/show/flow_chart.ts";
import { draw } from "../../lib/show/svg.ts";

const group = "a plate";
const steps = [
  { name: "light", after: [], group },
  { name: "segment", after: ["light"], group },
  { name: "measure", after: ["light", "segment"], group },
  { name: "score", after: ["measure"], group: "all" },
];

Deno.test("flowChart() draws every box and leaves out a line that others say", async () => {
  const { svg } = await draw(flowChart(steps));
  for (const { name } of steps) assertStringIncludes(svg, `>${name}</text>`);
  assertEquals([...svg.matchAll(/aria-roledescription="rule mark"/g)].length, 3);
  assertEquals([...svg.matchAll(/aria-roledescription="rect mark"/g)].length, 4);
});

Deno.test("flowChart() names its groups by colour", async () => {
  const { svg } = await draw(flowChart(steps));
  assert(svg.includes(">a plate</text>") && svg.includes(">all</text>"));
});

Deno.test("flowChart() refuses a circle, and a box that waits for one that is not there", () => {
  const circle = [{ name: "a", after: ["b"], group }, { name: "b", after: ["a"], group }];
  assertThrows(() => flowChart(circle), InputError, 'column a: found ["b"]');
  assertThrows(() => flowChart([{ name: "a", after: ["c"], group }]), InputError, '["c"]');
});
