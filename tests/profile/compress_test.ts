import { assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { compress } from "../../lib/profile/compress.ts";

Deno.test("compress() undoes sinh(), keeps order, sign, kind of number and missing values", () => {
  const meta = pl.DataFrame({ row: [0, 1, 2, 3, 4] });
  const before = new Float32Array([Math.sinh(3), -Math.sinh(2), 0, NaN, 1e30]);
  const { values } = compress(makeProfiles(meta, ["f"], before));
  assertEquals(values instanceof Float32Array, true);
  for (const [row, wanted] of [3, -2, 0].entries()) assertAlmostEquals(values[row]!, wanted, 1e-6);
  assertEquals(values[3], NaN);
  assertAlmostEquals(values[4]!, Math.log(2e30), 1e-4);
  assertEquals(before[2], 0);
});
