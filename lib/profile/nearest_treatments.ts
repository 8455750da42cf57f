import type { Product } from "../core/multiply.ts";
import { metaValues, profileMatrix, type Profiles } from "../core/profiles.ts";
import { distances, type Metric } from "./distance.ts";

/** How {@link nearestTreatments} works. */
export interface NearestOptions {
  /** Column of the compound, whose own rows do not count. */
  compound: string;
  /** How many neighbours; defaults to 3. */
  neighbours?: number;
  /** What near means; defaults to `cosine`. */
  metric?: Metric;
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product;
}

/**
 * The nearest treatments of other compounds, for every treatment asked about.
 *
 * @param asked Treatments asked about [m × d].
 * @param all Treatments to look among, with the same features [n × d].
 * @param options Column of the compound, how many.
 * @returns For each asked row numbers of `all`, nearest first, with their distances.
 * @throws {InputError} if the features differ in number or a column is missing.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles, selectRows } from "../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ drug: ["a", "a", "b", "c"] });
 * const all = makeProfiles(meta, ["x", "y"], new Float64Array([1, 0, 1, 0, 0, 1, 1, 0.2]));
 * const [near] = await nearestTreatments(selectRows(all, [0]), all, { compound: "drug" });
 * assertEquals(near!.map(({ row }) => row), [3, 2]);
 * ```
 */
export async function nearestTreatments(
  asked: Profiles,
  all: Profiles,
  { compound, neighbours = 3, metric = "cosine", product }: NearestOptions,
): Promise<{ row: number; distance: number }[][]> {
  const own = metaValues(asked.meta, compound), others = metaValues(all.meta, compound);
  const { data, cols } = await distances(profileMatrix(asked), {
    metric,
    to: profileMatrix(all),
    ...product && { product },
  });
  return own.map((name, i) =>
    others.flatMap((other, row) => other === name ? [] : [{ row, distance: data[i * cols + row]! }])
      .sort((a, b) => a.distance - b.distance || a.row - b.row).slice(0, neighbours)
  );
}
