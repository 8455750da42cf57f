import { InputError } from "../../core/errors.ts";
import type { Profiles } from "../../core/profiles.ts";
import { type MatchReport, matchTreatments } from "../../profile/match.ts";
import type { MatchRule } from "../../profile/match/candidates.ts";
import type { MatchColumns } from "../../profile/match/labels.ts";

/**
 * How often mechanisms are found again, or undefined where that cannot be asked: no mechanism has two
 * compounds (NSCB: in different batches).
 *
 * @param treatments One profile a treatment [n × d].
 * @param columns Metadata columns.
 * @param rule NSC or NSCB.
 * @throws {InputError} as `matchTreatments` does for anything else.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { tryMatch } from "./try_match.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["a", "b"], moa: ["x", "y"] });
 * const treatments = makeProfiles(meta, ["area"], new Float64Array([1, 2]));
 * const columns = { compound: "compound", moa: "moa" };
 * assertEquals(await tryMatch(treatments, columns, "NSC"), undefined);
 * ```
 */
export async function tryMatch(
  treatments: Profiles,
  columns: MatchColumns,
  rule: MatchRule,
): Promise<MatchReport | undefined> {
  try {
    return await matchTreatments(treatments, columns, { rule });
  } catch (error) {
    const isNone = error instanceof InputError &&
      error.message.startsWith("Cannot match treatments: there is none");
    if (isNone) return undefined;
    throw error;
  }
}
