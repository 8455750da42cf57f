import type { Matrix } from "../../core/matrix.ts";
import { makeProfiles, profileMatrix, type Profiles } from "../../core/profiles.ts";
import { largestAxes } from "./largest_axes.ts";
import { checkReducible, checkWhole } from "./check.ts";

/** How `pca` works. */
export interface PcaOptions {
  /** Principal components, at most as many as rows or features; defaults to 2. */
  components?: number;
}

/** What `pca` gives. */
export interface Pca {
  /** The rows along the components, features `PC1`, `PC2`, …, the same metadata [n × k]. */
  profiles: Profiles<Float64Array>;
  /** Row i is component i as a direction in the features, of length 1 [k × d]. */
  components: Matrix;
  /** Mean of each feature, which was taken off [d]. */
  means: Float64Array;
  /** Variance along each component, with n − 1 [k]. */
  variances: Float64Array;
  /** Share of the whole variance along each, 0 where there is none [k]. */
  shares: Float64Array;
}

const doing = "Cannot find principal components";

/**
 * Principal component analysis: the few directions along which profiles vary most.
 *
 * Features are centred, not scaled; normalise them first where their units differ. A direction and
 * its opposite are equally good: the one is taken whose largest entry by size is positive
 * (scikit-learn's `svd_flip` by the components).
 *
 * Source: Jolliffe 2002, Principal Component Analysis.
 *
 * @param profiles Profiles, finite [n × d].
 * @param options How many components.
 * @throws {InputError} where values are not finite, there are fewer than two rows, or fewer rows or
 * features than components.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02", "A03"] });
 * const profiles = makeProfiles(meta, ["area", "width"], new Float64Array([0, 0, 3, 4, 6, 8]));
 * const { profiles: scores, shares } = pca(profiles);
 * assertAlmostEquals(scores.values[0]!, -5);
 * assertAlmostEquals(shares[0]!, 1);
 * ```
 */
export function pca(profiles: Profiles, options: PcaOptions = {}): Pca {
  const { components = 2 } = options;
  checkReducible(profiles, doing, 2);
  const { meta, features } = profiles;
  checkWhole(doing, "components", components, 1, Math.min(meta.height, features.length));
  const { axes, variances, scores, means, total } = largestAxes(
    profileMatrix(profiles),
    components,
  );
  const names = Array.from({ length: components }, (_, i) => `PC${i + 1}`);
  return {
    profiles: makeProfiles(meta, names, scores.data),
    components: axes,
    means,
    variances,
    shares: variances.map((variance) => total > 0 ? variance / total : 0),
  };
}
