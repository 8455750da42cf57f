import { assert, assertEquals } from "@std/assert";
import { multiply } from "../../../lib/core/multiply.ts";
import { Random } from "../../../lib/core/random.ts";
import { meanScale } from "../../../lib/profile/normalize/mean_scale.ts";
import { correlations } from "../../../lib/profile/select/correlations.ts";
import { exactCorrelations } from "../../../lib/profile/select/exact_correlations.ts";
import { assertNear } from "../reference.ts";

/** Columns that share a common part, far from 0, with some values missing. */
function mixed(n: number, width: number, missing: number): Float64Array {
  const random = new Random(6);
  return Float64Array.from({ length: n }, () => random.normal()).reduce((values, common, row) => {
    for (let column = 0; column < width; column++) {
      const value = 1000 * column + common * (column % 3 - 1) + random.normal();
      const lost = column % 4 === 1 && random.uniform() < missing;
      values[row * width + column] = lost ? NaN : value;
    }
    return values;
  }, new Float64Array(n * width));
}

for (const missing of [0, 0.3]) {
  Deno.test(`correlations() equal those in 64 bits, ${missing * 100} % missing`, async () => {
    const n = 300, width = 11, values = mixed(n, width, missing);
    const rows = Array.from({ length: n - 20 }, (_, i) => n - 1 - i), columns = [0, 1, 2, 5, 9, 10];
    const known = meanScale(values, width, rows, 0);
    const found = await correlations(values, width, rows, columns, known);
    const exact = columns.flatMap((own) => [
      ...exactCorrelations(values, width, rows, columns, [own], known),
    ]);
    assert(Math.max(...exact.map((r, i) => Math.abs(r - found[i]!))) < 1e-6);
  });
}

Deno.test("correlations() add up over blocks of rows, through the engine they are given", async () => {
  const n = 70_000, width = 64, values = new Float64Array(n * width);
  const random = new Random(1);
  for (let i = 0; i < values.length; i += width) values[i + 1] = 2 * (values[i] = random.normal());
  let calls = 0;
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  const found = await correlations(
    values,
    width,
    rows,
    [0, 1, 2, ...Array.from({ length: 59 }, (_, i) => i + 3)],
    meanScale(values, width, rows, 0),
    (left, right) => {
      calls++;
      return multiply(left, right);
    },
  );
  assertEquals(calls > 4, true);
  assertNear([found[0]!, found[1]!, found[2]!], [1, 1, 0], 1e-6);
});

Deno.test("correlations() of a column without spread are 0, also where only the shared rows lack it", async () => {
  const values = new Float64Array([1, 0.1, 1, 2, 0.1, 1, 3, 0.1, 1, 4, 0.1, NaN, 9, 0.1, 5]);
  const rows = [0, 1, 2, 3], known = meanScale(values, 3, rows, 0);
  const found = await correlations(values, 3, rows, [0, 1, 2], known);
  assertEquals([found[1], found[2], found[5], found[4]], [0, 0, 0, 0]);
});
