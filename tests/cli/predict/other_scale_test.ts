import { assertEquals, assertMatch } from "@std/assert";
import { otherScale } from "../../../lib/cli/predict/other_scale.ts";

const columns = Array.from({ length: 20 }, (_, j) => `Cells_${j}`);
const scale = {
  columns,
  mean: new Float64Array(20).fill(100),
  deviation: new Float64Array(20).fill(10),
};
/** Two fields, whose measurements lie so many learned deviations off. */
function matrix(off: (column: number) => number) {
  const data = Float64Array.from(
    { length: 40 },
    (_, i) => 100 + 10 * off(i % 20) + (i < 20 ? 5 : -5),
  );
  return { rows: 2, cols: 20, data };
}

Deno.test("otherScale() lets batches differ, and single measurements", () => {
  assertEquals(otherScale(matrix(() => 3), scale), undefined);
  assertEquals(otherScale(matrix((column) => column === 7 ? 50 : 0), scale), undefined);
  assertEquals(otherScale({ rows: 0, cols: 20, data: new Float64Array(0) }, scale), undefined);
});

Deno.test("otherScale() names the measurement that is furthest off where many are", () => {
  // Normalised measurements for a network that learned raw ones.
  const said = otherScale(matrix((column) => column < 3 ? -10 - column : 0), scale)!;
  assertMatch(said, /^3 of 20 measurements .* Cells_2: mean -20, learned 100 ± 10/);
});
