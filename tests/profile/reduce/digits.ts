import pl from "nodejs-polars";
import { makeProfiles, type Profiles, selectRows } from "../../../lib/core/profiles.ts";
import reference from "./fixtures/reduce.json" with { type: "json" };

export { reference };

/** Profiles from rows of numbers, with a well for each. */
export function profilesOf(rows: readonly (readonly number[])[], columns?: number): Profiles {
  const width = columns ?? rows[0]?.length ?? 0;
  const meta = pl.DataFrame({ Metadata_Well: rows.map((_, i) => `W${i}`) });
  const names = Array.from({ length: width }, (_, i) => `f${i + 1}`);
  return makeProfiles(meta, names, Float64Array.from(rows.flat()));
}

/** The handwritten digits of fixtures/make_reduce.py, as many as asked for. */
export function digits(count = 300): Profiles {
  const { data, columns } = reference, values = Float64Array.from(data);
  const rows = Array.from(
    { length: values.length / columns },
    (_, i) => [...values.subarray(i * columns, (i + 1) * columns)],
  );
  return selectRows(profilesOf(rows), Array.from({ length: count }, (_, i) => i));
}

/** Largest difference of two lists of the same length. */
export function largestDifference(ours: ArrayLike<number>, theirs: ArrayLike<number>): number {
  if (ours.length !== theirs.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < ours.length; i++) {
    const difference = Math.abs(ours[i]! - theirs[i]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}
