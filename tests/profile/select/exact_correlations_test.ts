import { assertEquals } from "@std/assert";
import { exactCorrelations } from "../../../lib/profile/select/exact_correlations.ts";
import { assertNear } from "../reference.ts";

Deno.test("exactCorrelations() take each pair over the rows where both were measured", () => {
  const values = new Float64Array([1, 2, 9, 2, 4, NaN, 3, 6, 7, NaN, 1, 1, 4, 7, 8]);
  const center = new Float64Array([2.5, 4, 6.25]);
  const found = exactCorrelations(values, 3, [0, 1, 2, 3, 4], [1, 2], 0, center);
  // Rows 1, 2, 3, 5 of a and b: Σdx·dy = 8.5, Σdx² = 5, Σdy² = 14.75; rows 1, 3, 5 of a and c.
  assertNear(found, [8.5 / Math.sqrt(5 * 14.75), -2 / Math.sqrt(14 / 3 * 2)], 1e-14);
});

Deno.test("exactCorrelations() lose nothing far from 0 and are 0 without spread", () => {
  const values = new Float64Array([1e9, 2, 5, 1e9 + 1, 4, 5, 1e9 + 2, 6, 5]);
  const center = new Float64Array([1e9 + 1, 4, 5]);
  assertEquals([...exactCorrelations(values, 3, [0, 1, 2], [1, 2], 0, center)], [1, 0]);
});
