import { InputError } from "../../core/errors.ts";
import { profileMatrix, type Profiles } from "../../core/profiles.ts";
import { type DistanceOptions, distances } from "../distance.ts";
import { type MatchColumns, treatmentLabels } from "./labels.ts";

/**
 * Names treatments after the nearest treatment of another compound among others that are known, for
 * example of other batches.
 *
 * @param known Treatments to learn from; those without a mechanism are left out [m × d].
 * @param queries Treatments to name, with the same features [n × d].
 * @param columns Metadata columns; `queries` need the compound only.
 * @param options Metric, engine.
 * @returns The mechanism named for each query; null where no other compound is known [n].
 * @throws {InputError} where features differ, a column is missing or a value is not finite.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles, selectRows } from "../../core/profiles.ts";
 * import { nameFrom } from "./name_from.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["a", "b", "c"], moa: ["x", "y", "x"] });
 * const all = makeProfiles(meta, ["area", "texture"], new Float64Array([1, 0, 0, 1, 2, 0.1]));
 * const columns = { compound: "compound", moa: "moa" };
 * assertEquals(await nameFrom(selectRows(all, [1, 2]), selectRows(all, [0]), columns), ["x"]);
 * ```
 */
export async function nameFrom(
  known: Profiles,
  queries: Profiles,
  columns: MatchColumns,
  options: Pick<DistanceOptions, "metric" | "product"> = {},
): Promise<(string | null)[]> {
  const differs = queries.features.findIndex((name, i) => name !== known.features[i]);
  if (differs >= 0 || queries.features.length !== known.features.length) {
    throw new InputError("Cannot name treatments: the features differ", {
      found: queries.features[differs] ?? `${queries.features.length} features`,
      allowed: known.features[differs] ?? `${known.features.length} features`,
    });
  }
  const { compounds, moas } = treatmentLabels(known.meta, columns);
  const asked = treatmentLabels(queries.meta, { ...columns, moa: columns.compound }).compounds;
  const to = profileMatrix(known);
  const { data } = await distances(profileMatrix(queries), { ...options, to });
  return asked.map((compound, row) => {
    let nearest = Infinity, named: string | null = null;
    for (let other = 0; other < compounds.length; other++) {
      const distance = data[row * compounds.length + other]!;
      if (moas[other] === null || compounds[other] === compound || distance >= nearest) continue;
      nearest = distance;
      named = moas[other]!;
    }
    return named;
  });
}
