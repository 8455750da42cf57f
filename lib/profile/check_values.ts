import { InputError } from "../core/errors.ts";
import { profileMatrix, type Profiles } from "../core/profiles.ts";
import { checkFinite } from "./finite.ts";

/**
 * Refuses profiles without rows and values that no statistic survives.
 *
 * @param profiles What was given.
 * @param attempted Start of the message: "Cannot normalize".
 * @param missing Whether NaN, a value that was not measured, is "kept" or "refused".
 * @throws {InputError} where there is no row, or naming the features that hold infinite (or missing)
 * values and how many.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { checkValues } from "./check_values.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const meta = pl.DataFrame({ well: ["A01", "A02"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, Infinity]));
 * assertThrows(() => checkValues(profiles, "Cannot normalize", "kept"), Error, "area");
 * ```
 */
export function checkValues(
  profiles: Profiles,
  attempted: string,
  missing: "kept" | "refused",
): void {
  checkRows(profiles, attempted);
  checkFinite(attempted, profileMatrix(profiles), profiles.features, { missing });
}

/**
 * Refuses profiles without rows.
 *
 * @param profiles What was given.
 * @param attempted Start of the message: "Cannot normalize".
 * @throws {InputError} where there is no row.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { checkRows } from "./check_values.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const none = makeProfiles(pl.DataFrame({ well: [] }), ["area"], new Float64Array());
 * assertThrows(() => checkRows(none, "Cannot normalize"), Error, "no rows");
 * ```
 */
export function checkRows(profiles: Profiles, attempted: string): void {
  if (profiles.meta.height > 0) return;
  throw new InputError(attempted, { found: "no rows", allowed: "at least one" });
}
