import { assertAlmostEquals } from "@std/assert";
import { powerOf, timesPower } from "../../../lib/profile/tvn/covariance_power.ts";

Deno.test("timesPower() with ½ and −½ one after the other gives the rows back", () => {
  const axes = { rows: 1, cols: 3, data: new Float64Array([0.6, 0, 0.8]) };
  const covariance = { variances: new Float64Array([5]), axes };
  const rows = { rows: 2, cols: 3, data: new Float64Array([1, 2, 3, 4, 5, 6]) };
  const there = timesPower(rows, powerOf(covariance, 0.7, 0.5));
  const back = timesPower(there, powerOf(covariance, 0.7, -0.5));
  for (const [i, value] of rows.data.entries()) assertAlmostEquals(back.data[i]!, value, 1e-12);
});

Deno.test("timesPower() twice with ½ is the covariance with its ridge", () => {
  const axes = { rows: 1, cols: 2, data: new Float64Array([0.6, 0.8]) };
  const half = powerOf({ variances: new Float64Array([5]), axes }, 2, 0.5);
  const unit = { rows: 2, cols: 2, data: new Float64Array([1, 0, 0, 1]) };
  const { data } = timesPower(timesPower(unit, half), half);
  const expected = [5 * 0.36 + 2, 5 * 0.48, 5 * 0.48, 5 * 0.64 + 2];
  for (const [i, value] of expected.entries()) assertAlmostEquals(data[i]!, value, 1e-12);
});
