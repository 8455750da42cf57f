import { InputError } from "../../core/errors.ts";
import { profileMatrix, type Profiles } from "../../core/profiles.ts";
import { checkFinite } from "../finite.ts";

/** How vectors are compared. */
export type Metric = "euclidean" | "cosine";

/**
 * Checks that profiles are fit for reduction: rows and features there, every value finite.
 *
 * @param profiles The profiles [n × d].
 * @param doing What is attempted, as the start of the message.
 * @param needed Fewest rows that make sense.
 * @throws {InputError} where they are not; missing values are counted, the first one is named.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([5, NaN]));
 * assertThrows(() => checkReducible(profiles, "Cannot make a map", 2), Error, "row 2, column area");
 * ```
 */
export function checkReducible(profiles: Profiles, doing: string, needed: number): void {
  const { meta, features } = profiles;
  if (features.length === 0) {
    throw new InputError(doing, { found: "no features", allowed: "at least one" });
  }
  if (meta.height < needed) {
    throw new InputError(doing, { found: rowCount(meta.height), allowed: `at least ${needed}` });
  }
  checkFinite(doing, profileMatrix(profiles), features);
}

/**
 * Checks that an option is a whole number within limits.
 *
 * @throws {InputError} where it is not.
 *
 * @example
 * ```ts
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => checkWhole("Cannot make a map", "components", 0, 1, 9), Error, "1 to 9");
 * ```
 */
export function checkWhole(
  doing: string,
  name: string,
  value: number,
  low: number,
  high: number,
  hint?: string,
): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new InputError(doing, {
    found: `${name} ${value}`,
    allowed: high < low
      ? "nothing, there are too few rows"
      : `a whole number from ${low} to ${high}`,
    ...hint === undefined ? {} : { hint },
  });
}

/**
 * A number of rows in words.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(rowCount(1), "1 row");
 * ```
 */
export function rowCount(rows: number): string {
  return `${rows} row${rows === 1 ? "" : "s"}`;
}
