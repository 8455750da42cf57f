import type { Profiles } from "../core/profiles.ts";
import { pca, type PcaOptions } from "./reduce/pca.ts";
import { tsne, type TsneOptions } from "./reduce/tsne.ts";
import { umap, type UmapOptions } from "./reduce/umap.ts";

/** Which method makes a map, and how it works. */
export type ReduceOptions =
  | { method: "pca" } & PcaOptions
  | { method: "tsne" } & TsneOptions
  | { method: "umap" } & UmapOptions;

/**
 * Profiles in few dimensions, for the eye: principal components, t-SNE or UMAP.
 *
 * The same seed gives the same bytes. Principal components are the only ones of the three in which
 * distances mean what they say; judge the others by `trustworthiness`.
 *
 * @param profiles Profiles, finite [n × d].
 * @param options Method and its options; defaults to UMAP.
 * @returns The same rows and metadata with one feature a dimension: `PC1`, `tSNE1` or `UMAP1`, ….
 * @throws {InputError} where values are not finite or there are too few rows; the message counts them.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02", "A03"] });
 * const profiles = makeProfiles(meta, ["area", "width"], new Float64Array([0, 0, 3, 4, 6, 8]));
 * const map = await reduce(profiles, { method: "pca" });
 * assertEquals(map.features, ["PC1", "PC2"]);
 * assertEquals(map.meta.columns, ["Metadata_Well"]);
 * ```
 */
export async function reduce(
  profiles: Profiles,
  options: ReduceOptions = { method: "umap" },
): Promise<Profiles<Float64Array>> {
  switch (options.method) {
    case "pca":
      return pca(profiles, options).profiles;
    case "tsne":
      return await tsne(profiles, options);
    case "umap":
      return await umap(profiles, options);
  }
}
