import { assert, assertEquals } from "@std/assert";
import { multiply, type Product } from "../../../lib/core/multiply.ts";
import { Random } from "../../../lib/core/random.ts";
import { meanScale } from "../../../lib/profile/normalize/mean_scale.ts";
import { exactCorrelations } from "../../../lib/profile/select/exact_correlations.ts";
import { screen } from "../../../lib/profile/select/screen.ts";

const random = new Random(12), n = 2000, width = 30;
const rows = Array.from({ length: n }, (_, i) => i), columns = rows.slice(0, width);

/** Columns in threes: one, one like it in part, and one more or less opposite. */
function threes(noise: (column: number) => number): Float64Array {
  const values = new Float64Array(n * width);
  for (let row = 0; row < n; row++) {
    for (let j = 0; j < width; j += 3) {
      const common = random.normal();
      values[row * width + j] = 100 * common;
      values[row * width + j + 1] = 5 + common + noise(j) * random.normal();
      values[row * width + j + 2] = -common + noise(j) * random.normal();
    }
  }
  return values;
}

function inPairs(values: Float64Array, threshold: number, absolute: boolean): number[] {
  const known = meanScale(values, width, rows, 0);
  const r = exactCorrelations(values, width, rows, columns, columns, known);
  return columns.filter((own) =>
    columns.some((other) => {
      const size = absolute ? Math.abs(r[own * width + other]!) : r[own * width + other]!;
      return own !== other && size >= threshold;
    })
  );
}

for (const absolute of [false, true]) {
  Deno.test(`screen() finds the columns in a pair above the threshold, ${absolute ? "" : "not "}opposite ones too`, async () => {
    const values = threes((column) => (column + 1) / 40), known = meanScale(values, width, rows, 0);
    for (const threshold of [0.7, 0.9, 0.95, 0.99, 1 - 1e-6]) {
      const options = { threshold, absolute, product: multiply };
      const expected = inPairs(values, threshold, absolute);
      assertEquals(await screen(values, width, rows, columns, known, options), expected);
    }
  });
}

Deno.test("screen() loses no pair that lies close in most rows only, nor one with a value far out", async () => {
  const values = threes(() => 1);
  for (let row = 0; row < n; row++) {
    // Apart in every fifth row, which are the ones that are looked at first.
    const away = row % 5 === 0 ? random.normal() : 0;
    values[row * width + 4] = values[row * width + 3]! / 100 + 0.5 * away;
    values[row * width + 10] = values[row * width + 9] = row === 10 ? 1e6 : random.normal();
  }
  const known = meanScale(values, width, rows, 0);
  const options = { threshold: 0.9, absolute: false, product: multiply };
  const found = await screen(values, width, rows, columns, known, options);
  assertEquals(found, inPairs(values, 0.9, false));
  assertEquals([3, 4, 9, 10].every((column) => found.includes(column)), true);
});

Deno.test("screen() multiplies a fifth of 2000 rows for a threshold of .9", async () => {
  let multiplied = 0;
  const product: Product = (left, right) => {
    multiplied += left === right ? left.cols : 0;
    return multiply(left, right);
  };
  const values = threes(() => 1), known = meanScale(values, width, rows, 0);
  await screen(values, width, rows, columns, known, { threshold: 0.9, absolute: false, product });
  assertEquals(multiplied, n / 5);
});

Deno.test("screen() leaves columns without spread alone, and looks no closer where many are alike", async () => {
  const values = threes(() => 0), same = values.map((value, i) => i % width === 6 ? 7 : value);
  const known = meanScale(same, width, rows, 0);
  const options = { threshold: 0.9, absolute: true, product: multiply };
  const found = await screen(same, width, rows, columns, known, options);
  assertEquals(found, columns.filter((column) => column !== 6));
  const alike = Float64Array.from(same, (_, i) => same[i - i % width + 0]! + 0.01 * (i % width));
  const all = await screen(alike, width, rows, columns, meanScale(alike, width, rows, 0), options);
  assert(all.length === width);
});
