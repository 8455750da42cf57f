import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { dependencyGraph } from "../../lib/show/dependency_graph.ts";
import { draw } from "../../lib/show/svg.ts";

const group = "a plate";
const steps = [
  { name: "light", after: [], group },
  { name: "segment", after: ["light"], group },
  { name: "measure", after: ["light", "segment"], group },
  { name: "score", after: ["measure"], group: "all" },
];

Deno.test("dependencyGraph() draws every box and leaves out a line that others say", async () => {
  const { svg } = await draw(dependencyGraph(steps));
  for (const { name } of steps) assertStringIncludes(svg, `>${name}</text>`);
  assertEquals([...svg.matchAll(/aria-roledescription="rule mark"/g)].length, 3);
  assertEquals([...svg.matchAll(/aria-roledescription="rect mark"/g)].length, 4);
});

Deno.test("dependencyGraph() names its groups by colour", async () => {
  const { svg } = await draw(dependencyGraph(steps));
  assert(svg.includes(">a plate</text>") && svg.includes(">all</text>"));
});

Deno.test("dependencyGraph() refuses a circle, and a box that waits for one that is not there", () => {
  const circle = [{ name: "a", after: ["b"], group }, { name: "b", after: ["a"], group }];
  assertThrows(() => dependencyGraph(circle), InputError, 'column a: found ["b"]');
  assertThrows(() => dependencyGraph([{ name: "a", after: ["c"], group }]), InputError, '["c"]');
});
