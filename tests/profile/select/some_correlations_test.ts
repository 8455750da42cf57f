import { assertEquals } from "@std/assert";
import { multiply } from "../../../lib/core/multiply.ts";
import { Random } from "../../../lib/core/random.ts";
import { meanScale } from "../../../lib/profile/normalize/mean_scale.ts";
import { exactCorrelations } from "../../../lib/profile/select/exact_correlations.ts";
import { someCorrelations } from "../../../lib/profile/select/some_correlations.ts";
import { assertNear } from "../reference.ts";

Deno.test("someCorrelations() equal those in 64 bits, by position among the columns", async () => {
  const random = new Random(5), n = 200, width = 6;
  const values = Float64Array.from({ length: n * width }, (_, i) => 50 * i % 3 + random.normal());
  const rows = Array.from({ length: n }, (_, i) => i), columns = [5, 0, 3, 1];
  const known = meanScale(values, width, rows, 0);
  const found = await someCorrelations(values, width, rows, columns, [1, 2], known, multiply);
  assertNear(found, exactCorrelations(values, width, rows, columns, [0, 3], known), 1e-6);
  const none = await someCorrelations(values, width, rows, columns, [], known, multiply);
  assertEquals(none.length, 0);
});
