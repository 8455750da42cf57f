import { assertEquals } from "@std/assert";
import { noiseOf } from "../../../lib/profile/select/noise.ts";

Deno.test("noiseOf() leaves out groups in which a column was not measured", () => {
  const values = new Float64Array([1, NaN, 5, NaN, 0, 3, 2, 9]);
  assertEquals([...noiseOf(values, 2, [[0, 1], [2, 3]])], [1.5, 3]);
  assertEquals([...noiseOf(values, 2, [[0, 1]])], [2, NaN]);
});
