import type { Profiles } from "../../core/profiles.ts";

/**
 * Says how many values are missing, and what becomes of them.
 *
 * @param profiles Profiles [n × d].
 * @param treatment What becomes of them; defaults to "kept".
 * @returns One note; none where nothing is missing.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { missingNote } from "./missing_note.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ well: ["A01", "A02"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, NaN]));
 * assertEquals(missingNote(profiles), ["1 value missing in 1 feature, kept"]);
 * ```
 */
export function missingNote(
  { features, values }: Profiles,
  treatment = "kept",
): string[] {
  const found = new Set<number>();
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) continue;
    found.add(i % features.length);
    total++;
  }
  if (total === 0) return [];
  const of = (count: number, name: string) => `${count} ${name}${count === 1 ? "" : "s"}`;
  return [`${of(total, "value")} missing in ${of(found.size, "feature")}, ${treatment}`];
}
