import type pl from "nodejs-polars";
import { type MatchColumns, treatmentLabels } from "./labels.ts";
import { matchable } from "./matchable.ts";

/**
 * Share of treatments that would be named right if the nearest treatment of another compound were any of
 * them.
 *
 * @param meta Metadata of the treatments.
 * @param columns As of `matchTreatments`.
 * @returns The mean over the treatments that are scored; NaN where none is.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { matchChance } from "./chance.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["a", "b", "c", "d"], moa: ["x", "x", "y", "y"] });
 * assertEquals(matchChance(meta, { compound: "compound", moa: "moa" }), 1 / 3);
 * ```
 */
export function matchChance(meta: pl.DataFrame, columns: MatchColumns): number {
  const labels = treatmentLabels(meta, columns), { compounds, moas } = labels;
  const { scored } = matchable(labels, "NSC");
  const shares = scored.map((row) => {
    const others = compounds.flatMap((name, other) =>
      name !== compounds[row] && moas[other] !== null ? [other] : []
    );
    return others.filter((other) => moas[other] === moas[row]).length / others.length;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
