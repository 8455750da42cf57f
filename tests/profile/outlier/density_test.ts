import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles, type Profiles } from "../../../lib/core/profiles.ts";
import { localOutlierFactor, neighbourDistance } from "../../../lib/profile/outlier/density.ts";

interface Case {
  name: string;
  neighbours: number;
  columns: number;
  points: number[];
  factors: number[];
  outliers: number[];
  distances: number[];
}
const cases: Case[] = JSON.parse(
  await Deno.readTextFile(new URL("../fixtures/density.json", import.meta.url)),
);

function points(values: number[], columns: number): Profiles {
  const rows = values.length / columns;
  const meta = pl.DataFrame({ row: Array.from({ length: rows }, (_, row) => row) });
  const names = Array.from({ length: columns }, (_, column) => `f${column}`);
  return makeProfiles(meta, names, Float64Array.from(values));
}

for (const { name, neighbours, columns, points: values, factors, distances, outliers } of cases) {
  Deno.test(`localOutlierFactor() equals scikit-learn: ${name}`, () => {
    const found = localOutlierFactor(points(values, columns), neighbours);
    assertEquals(found.length, factors.length);
    for (const [row, factor] of factors.entries()) {
      assertAlmostEquals(found[row]! / factor, 1, 1e-6, `row ${row}`);
    }
    assertEquals([...found].flatMap((factor, row) => factor > 1.5 ? [row] : []), outliers);
  });

  Deno.test(`neighbourDistance() equals scikit-learn: ${name}`, () => {
    const found = neighbourDistance(points(values, columns), neighbours);
    for (const [row, distance] of distances.entries()) {
      assertAlmostEquals(found[row]!, distance, 1e-9 * Math.max(1, distance), `row ${row}`);
    }
  });
}

Deno.test("localOutlierFactor() of nothing but duplicates is 1 everywhere, never NaN", () => {
  assertEquals([...localOutlierFactor(points([2, 2, 2, 2], 1), 3)], [1, 1, 1, 1]);
});

Deno.test("localOutlierFactor() does not change with a constant feature", () => {
  const { points: values, columns, neighbours } = cases[0]!;
  const wider = Array.from({ length: values.length / columns }, (_, row) => [
    ...values.slice(row * columns, (row + 1) * columns),
    7,
  ]).flat();
  assertEquals(
    localOutlierFactor(points(wider, columns + 1), neighbours),
    localOutlierFactor(points(values, columns), neighbours),
  );
});

Deno.test("localOutlierFactor() finds the same in 32-bit profiles", () => {
  const { points: values, columns, neighbours, outliers } = cases[0]!;
  const wide = points(values, columns);
  const found = localOutlierFactor({ ...wide, values: Float32Array.from(values) }, neighbours);
  assertEquals([...found].flatMap((factor, row) => factor > 1.5 ? [row] : []), outliers);
});

Deno.test("localOutlierFactor() names and counts values that are not finite", () => {
  const error = assertThrows(
    () => localOutlierFactor(points([1, 2, NaN, 4, Infinity, 6], 2), 2),
    InputError,
    "2 values in f0 (2)",
  );
  assertEquals([error.problem.row, error.problem.column], [2, "f0"]);
});

Deno.test("localOutlierFactor() says how many rows and neighbours it needs", () => {
  assertThrows(() => localOutlierFactor(points([], 1)), InputError, "0 rows");
  assertThrows(() => localOutlierFactor(points([1], 1)), InputError, "at least two rows");
  for (const neighbours of [0, 1.5, -1, NaN]) {
    const error = assertThrows(() => localOutlierFactor(points([1, 2], 1), neighbours), InputError);
    assert(error.message.includes(`${neighbours} neighbours`), error.message);
  }
});
