import { profileMatrix, type Profiles } from "../core/profiles.ts";
import { type DistanceOptions, distances } from "../profile/distance.ts";
import { linearKernel } from "./kernel.ts";
import type { Space } from "./structure_space.ts";

/**
 * Profiles as a space: distances between them, and the linear kernel of their features.
 *
 * @param profiles One row an object [n × d].
 * @param options Metric, which defaults to *cosine*, and engine of the products.
 * @throws {InputError} for values that are not finite.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ drug: ["a", "b"] });
 * const profiles = makeProfiles(meta, ["x", "y"], new Float64Array([1, 0, 0, 3]));
 * const { distances, kernel } = await phenotypeSpace(profiles);
 * assertEquals([distances.data[1], kernel.data[0]], [1, 2.5]);
 * ```
 */
export async function phenotypeSpace(
  profiles: Profiles,
  options: Pick<DistanceOptions, "metric" | "product"> = {},
): Promise<Space> {
  const matrix = profileMatrix(profiles);
  return { distances: await distances(matrix, options), kernel: linearKernel(matrix) };
}
