import { counted } from "../../core/counted.ts";
import type { Profiles } from "../../core/profiles.ts";
import { someNames } from "../../core/some_names.ts";
import { impute } from "../../profile/impute.ts";
import type { StepResult } from "./step.ts";

/**
 * Fills what is missing or infinite with medians, and says how much that was.
 *
 * @param profiles Profiles [n × d].
 * @param by Columns whose values make the groups, such as the plate, that medians are of; none for all rows
 * as one.
 * @throws {InputError} as `impute` does.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { fillIn } from "./fill_in.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ well: ["A01", "A02", "A03"] });
 * const profiles = makeProfiles(meta, ["area"], new Float64Array([1, NaN, 3]));
 * assertEquals(fillIn(profiles, []).notes, ["1 value filled in with medians: area (1)"]);
 * ```
 */
export function fillIn(profiles: Profiles, by: readonly string[]): Required<StepResult> {
  const { profiles: full, filled, empty } = impute(profiles, { by });
  const total = [...filled.values()].reduce((sum, count) => sum + count, 0);
  const counts = [...filled].map(([feature, count]) => `${feature} (${count})`);
  return {
    profiles: full,
    notes: [
      `${counted(total, "value")} filled in with medians` +
      (total === 0 ? "" : `: ${someNames(counts)}`),
      ...empty.length === 0 ? [] : [`without any value, left out: ${someNames(empty)}`],
    ],
  };
}
