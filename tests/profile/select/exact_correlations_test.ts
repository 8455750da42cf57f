import { assertEquals } from "@std/assert";
import { meanScale } from "../../../lib/profile/normalize/mean_scale.ts";
import { exactCorrelations } from "../../../lib/profile/select/exact_correlations.ts";
import { assertNear } from "../reference.ts";

function correlate(values: Float64Array, width: number, columns: number[], own: number[]) {
  const rows = Array.from({ length: values.length / width }, (_, row) => row);
  return exactCorrelations(values, width, rows, columns, own, meanScale(values, width, rows, 0));
}

Deno.test("exactCorrelations() take each pair over the rows where both were measured", () => {
  const values = new Float64Array([1, 2, 9, 2, 4, NaN, 3, 6, 7, NaN, 1, 1, 4, 7, 8]);
  const found = correlate(values, 3, [1, 2], [0]);
  // Rows 1, 2, 3, 5 of a and b: Σdx·dy = 8.5, Σdx² = 5, Σdy² = 14.75; rows 1, 3, 5 of a and c.
  assertNear(found, [8.5 / Math.sqrt(5 * 14.75), -2 / Math.sqrt(14 / 3 * 2)], 1e-14);
});

Deno.test("exactCorrelations() lose nothing far from 0 and are 0 without spread", () => {
  const values = new Float64Array([1e9, 2, 5, 1e9 + 1, 4, 5, 1e9 + 2, 6, 5]);
  assertNear(correlate(values, 3, [1, 2], [0, 2]), [1, 0, 0, 0], 1e-15);
});

Deno.test("exactCorrelations() of complete columns and of those with holes agree", () => {
  const values = new Float64Array([1, 5, 0, 2, 3, 0, 4, 4, 0, 9, 1, 0]);
  const whole = correlate(values, 3, [0, 1], [1]);
  const holes = values.slice();
  holes[5] = NaN;
  assertNear(correlate(holes, 3, [0, 1, 2], [1]).subarray(0, 2), whole, 1e-14);
});

Deno.test("exactCorrelations() of no column are none", () => {
  assertEquals(correlate(new Float64Array([1, 2]), 1, [0], []).length, 0);
});
