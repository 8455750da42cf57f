import { InputError } from "../../core/errors.ts";
import { profileMatrix, type Profiles } from "../../core/profiles.ts";
import { checkFinite } from "../finite.ts";

/** The nearest other profiles of each profile. */
export interface Neighbours {
  /** How many neighbours each profile has, k. */
  count: number;
  /** Rows of the neighbours, nearest first [n × k]. */
  rows: Int32Array;
  /** Their Euclidean distances [n × k]. */
  distances: Float64Array;
}

/**
 * The k nearest other rows of each row, by Euclidean distance, exactly.
 *
 * Every pair is looked at once for each row; a pair is given up as soon as its partial sum exceeds
 * the k-th distance found. Memory is n × k. Of equal distances the lower row comes first.
 *
 * @param profiles Finite profiles [n × d], at least two.
 * @param count How many neighbours, k; where there are fewer other rows, all of them.
 * @throws {InputError} if there are fewer than two rows or no feature, a value is not finite, or
 * `count` is not a whole number from 1.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { nearestNeighbours } from "./neighbours.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02", "A03"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, 2, 5]));
 * const { rows, distances } = nearestNeighbours(profiles, 1);
 * assertEquals([...rows], [1, 0, 1]);
 * assertEquals([...distances], [1, 1, 3]);
 * ```
 */
export function nearestNeighbours(profiles: Profiles, count: number): Neighbours {
  const { values } = profiles, n = profiles.meta.height, d = profiles.features.length;
  const attempted = "Cannot look for neighbours";
  if (n < 2 || d === 0) {
    throw new InputError(attempted, {
      found: `${n} rows × ${d} features`,
      allowed: "at least two rows and one feature",
    });
  }
  if (!Number.isInteger(count) || count < 1) {
    throw new InputError(attempted, {
      found: `${count} neighbours`,
      allowed: "a whole number from 1",
    });
  }
  checkFinite(attempted, profileMatrix(profiles), profiles.features);
  const k = Math.min(count, n - 1);
  const rows = new Int32Array(n * k), distances = new Float64Array(n * k).fill(Infinity);
  for (let row = 0; row < n; row++) {
    const start = row * k, last = start + k - 1;
    for (let other = 0; other < n; other++) {
      if (other === row) continue;
      const square = squareBelow(values, row * d, other * d, d, distances[last]!);
      if (!(square < distances[last]!)) continue;
      let place = last;
      while (place > start && distances[place - 1]! > square) {
        distances[place] = distances[place - 1]!;
        rows[place] = rows[--place]!;
      }
      distances[place] = square;
      rows[place] = other;
    }
  }
  for (let i = 0; i < distances.length; i++) distances[i] = Math.sqrt(distances[i]!);
  return { count: k, rows, distances };
}

/** Squared distance, or something not below the limit once that is certain. */
function squareBelow(
  values: ArrayLike<number>,
  first: number,
  second: number,
  length: number,
  limit: number,
): number {
  let sum = 0;
  for (let k = 0; k < length;) {
    const end = Math.min(length, k + 16);
    for (; k < end; k++) {
      const difference = values[first + k]! - values[second + k]!;
      sum += difference * difference;
    }
    if (sum >= limit) return sum;
  }
  return sum;
}
