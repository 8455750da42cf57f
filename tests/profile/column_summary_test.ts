import { assert, assertEquals } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { columnSummary } from "../../lib/profile/column_summary.ts";
import { assertNear } from "./reference.ts";

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

Deno.test("columnSummary() counts missing values over the rows that it is told", () => {
  const values = new Float32Array([NaN, 1, NaN, NaN, 2, 3]);
  assertEquals([...columnSummary(values, 2, [0, 1, 2]).missing], [2, 1]);
  assertEquals([...columnSummary(values, 2, [2]).missing], [0, 0]);
});

Deno.test("columnSummary() puts blocks of rows together as one look at each column does", () => {
  const random = new Random(4), width = 3;
  for (const n of [1, 3, 4, 31, 32, 33, 70, 300]) {
    const values = Float64Array.from(
      { length: n * width },
      (_, i) => i % 7 === 5 && n > 3 ? NaN : 1e6 * (i % width) + random.normal(),
    );
    const found = columnSummary(values, width, range(n));
    for (let column = 0; column < width; column++) {
      const own = [...values.filter((value, i) => i % width === column && value === value)];
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      const squares = own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      assertEquals(found.missing[column], n - own.length);
      assertNear([found.mean[column]!, found.squares[column]!], [mean, squares], 1e-7);
      assertEquals(
        [found.low[column], found.high[column]],
        [Math.min(...own), Math.max(...own)],
      );
    }
  }
});

Deno.test("columnSummary() keeps a small spread beside a first value far away", () => {
  const n = 1000, values = Float64Array.from({ length: n }, (_, i) => i === 0 ? 1e8 : i % 2);
  const { squares } = columnSummary(values, 1, range(n).slice(1));
  assertNear([squares[0]!], [499 * 500 / 999], 1e-9);
  const mean = (1e8 + 500) / n, exact = (1e8 - mean) ** 2 + 500 * (1 - mean) ** 2 + 499 * mean ** 2;
  assert(Math.abs(columnSummary(values, 1, range(n)).squares[0]! / exact - 1) < 1e-12);
});

Deno.test("columnSummary() of equal numbers has no squares at all, missing ones before them or not", () => {
  for (const gap of [0, 1, 50]) {
    const values = Float64Array.from({ length: 200 }, (_, i) => i < gap ? NaN : 123456.7);
    const { mean, squares } = columnSummary(values, 1, range(200));
    assertEquals([mean[0], squares[0]], [123456.7, 0]);
  }
});

Deno.test("columnSummary() shows infinite values in its ends, and none where nothing was measured", () => {
  const values = Float64Array.from({ length: 80 }, (_, i) => i % 2 === 0 ? NaN : i);
  values[41] = -Infinity;
  const { mean, low, high, missing } = columnSummary(values, 2, range(40));
  assertEquals([low[1], high[1]], [-Infinity, 79]);
  assertEquals([mean[0], low[0], high[0], missing[0]], [NaN, NaN, NaN, 40]);
});
