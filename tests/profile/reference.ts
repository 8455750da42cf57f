import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../lib/core/profiles.ts";
import reference from "./fixtures/profiles.json" with { type: "json" };

/** Profiles with every kind of trouble, and what pycytominer makes of them. */
export { reference };

/** Numbers in which JSON's null stands for NaN. */
export function withMissing(values: readonly (number | null)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? NaN);
}

/** The profiles of the reference. */
export function referenceProfiles(): Profiles<Float64Array> {
  return makeProfiles(
    pl.DataFrame(reference.meta),
    reference.features,
    withMissing(reference.values),
  );
}

/** Small profiles in two groups of rows from a table of numbers, with features a, b, … */
export function tableOf(
  rows: readonly (readonly number[])[],
  meta: Record<string, (string | number)[]>,
): Profiles<Float64Array> {
  const features = rows[0]?.map((_, i) => String.fromCharCode(97 + i)) ?? ["a"];
  return makeProfiles(pl.DataFrame(meta), features, Float64Array.from(rows.flat()));
}

/** Fails unless all values are near the expected ones: difference ≤ tolerance · (1 + |expected|). */
export function assertNear(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  assertEquals(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    const found = actual[i] as number, wanted = expected[i] as number;
    const near = Object.is(found, wanted) ||
      Math.abs(found - wanted) <= tolerance * (1 + Math.abs(wanted));
    assertEquals(near, true, `value ${i} is ${found}, expected ${wanted}`);
  }
}
