import { assertAlmostEquals, assertEquals } from "@std/assert";
import { unitRows } from "../../../lib/profile/harmony/unit_rows.ts";

Deno.test("unitRows() keeps directions, leaves zeros and does not change what it was given", () => {
  const data = new Float64Array([-1, -1, 0, 0, 5, 12]);
  const unit = unitRows({ rows: 3, cols: 2, data });
  assertAlmostEquals(unit.data[0]!, -Math.SQRT1_2);
  assertEquals([...unit.data.slice(2, 4)], [0, 0]);
  assertAlmostEquals(unit.data[5]!, 12 / 13);
  assertEquals(data[4], 5);
});
