import { assert, assertEquals } from "@std/assert";
import { measureTogether } from "../../../lib/cli/cost/together.ts";

Deno.test("measureTogether() times every step that sees all wells, for two sizes", async () => {
  const costs = await measureTogether(8, 120);
  assertEquals(
    costs.map(({ step }) => step),
    ["normalize", "select", "correct", "treatments", "moa", "activity"],
  );
  for (const { step, wells, seconds } of costs) {
    assertEquals(wells, [120, 240]);
    assert(seconds.every((one) => one > 0), step);
  }
});
