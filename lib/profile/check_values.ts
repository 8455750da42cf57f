import { InputError } from "../core/errors.ts";
import type { Profiles } from "../core/profiles.ts";

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
  const { meta, features, values } = profiles;
  if (meta.height === 0) {
    throw new InputError(attempted, { found: "no rows", allowed: "at least one" });
  }
  const refused = missing === "kept"
    ? (value: number) => value === Infinity || value === -Infinity
    : (value: number) => value - value !== 0;
  // A number minus itself is 0, or NaN where it is not finite: one sum tells about all of them.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) - (values[i] as number);
  if (sum === 0) return;
  let first = 0;
  while (first < values.length && !refused(values[first] as number)) first++;
  if (first === values.length) return;
  const counts = new Map<string, number>();
  let total = 0;
  for (let i = first; i < values.length; i++) {
    if (!refused(values[i] as number)) continue;
    const feature = features[i % features.length] as string;
    counts.set(feature, (counts.get(feature) ?? 0) + 1);
    total++;
  }
  const shown = [...counts].slice(0, 5).map(([feature, count]) => `${feature} (${count})`);
  const more = counts.size > 5 ? ` and ${counts.size - 5} more` : "";
  throw new InputError(`${attempted}: ${total} values in ${shown.join(", ")}${more}`, {
    row: Math.floor(first / features.length) + 1,
    column: features[first % features.length] as string,
    found: values[first],
    allowed: missing === "kept" ? "finite numbers, NaN where none was measured" : "finite numbers",
    hint: "Leave those features or rows out",
  });
}
