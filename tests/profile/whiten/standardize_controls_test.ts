import { assertAlmostEquals, assertEquals } from "@std/assert";
import { standardizeControls } from "../../../lib/profile/whiten/standardize_controls.ts";

Deno.test("standardizeControls() uses the controls alone and leaves out what does not vary", () => {
  const values = new Float64Array([1, 0.1, 5, 3, 0.1, 5, 99, 99, 99, 5, 0.1, 8]);
  const { varying, center, scale, matrix } = standardizeControls(values, 3, [0, 1, 3]);
  assertEquals(varying, [0, 2]);
  assertEquals([...center], [3, 6]);
  assertAlmostEquals(scale[0] as number, Math.sqrt(8 / 3));
  assertAlmostEquals(matrix.data[4] as number, 2 / Math.sqrt(8 / 3));
});
