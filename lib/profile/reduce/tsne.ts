import { InputError } from "../../core/errors.ts";
import { multiply, type Product } from "../../core/multiply.ts";
import { makeProfiles, profileMatrix, type Profiles } from "../../core/profiles.ts";
import { Random } from "../../core/random.ts";
import { checkReducible, checkWhole, type Metric, rowCount } from "./check.ts";
import { makeGeometry } from "./geometry.ts";
import { findNeighbours } from "./neighbours.ts";
import { type Start, startLayout } from "./start.ts";
import { affinities } from "./tsne/affinities.ts";
import { descend } from "./tsne/descent.ts";
import { tsneGradient } from "./tsne/gradient.ts";

/** How `tsne` works. */
export interface TsneOptions {
  /** Dimensions of the map; others than 2 take every pair of rows. Defaults to 2. */
  components?: number;
  /** Effective number of neighbours, below the number of other rows; defaults to 30. */
  perplexity?: number;
  /** How profiles are compared; defaults to `euclidean`. */
  metric?: Metric;
  /** Factor of the affinities at first, which lets groups form; defaults to 12. */
  exaggeration?: number;
  /** Steps with it; defaults to 250. */
  earlyIterations?: number;
  /** Steps after it; defaults to 500. */
  iterations?: number;
  /** How coarsely far rows are taken together, 0 for not at all to .7; defaults to .5. */
  theta?: number;
  /** Where the rows start; defaults to `pca`. */
  start?: Start;
  /** Seed; the same one gives the same map, whichever engine is used. Defaults to 1. */
  seed?: number;
  /** Engine of matrix products for the search of neighbours; defaults to plain code on one core. */
  product?: Product;
}

const doing = "Cannot make a t-SNE";

/** Standard deviation of the first axis at the start: small, so that rows can pass each other. */
const startWidth = 1e-4;

/**
 * t-distributed stochastic neighbour embedding: a map of few dimensions in which neighbours stay
 * neighbours.
 *
 * Affinities come from three times as many exact neighbours as the perplexity. As openTSNE does, the
 * start is by principal components, the length of a step is n over the exaggeration (a quarter of
 * that, for the gradient here has its factor 4), and far rows push together. Distances between groups
 * far apart, and sizes of groups, mean little in such a map.
 *
 * Source: van der Maaten and Hinton 2008; Belkina et al. 2019 for the length of a step; Kobak and
 * Berens 2019 for the start.
 *
 * @param profiles Profiles, finite [n × d].
 * @param options Perplexity, metric, steps, seed.
 * @returns The same rows with the features `tSNE1`, `tSNE2`, … [n × components].
 * @throws {InputError} where values are not finite, there are too few rows for the perplexity, an
 * option is out of range, or the metric is cosine and a row is all zeros.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Well: ["A01", "A02", "A03", "A04"] });
 * const profiles = makeProfiles(meta, ["area", "width"], new Float64Array([0, 0, 0, 1, 9, 9, 9, 8]));
 * const map = await tsne(profiles, { perplexity: 1 });
 * assertEquals(map.features, ["tSNE1", "tSNE2"]);
 * ```
 */
export async function tsne(
  profiles: Profiles,
  options: TsneOptions = {},
): Promise<Profiles<Float64Array>> {
  const { meta } = profiles, n = meta.height;
  const { components = 2, perplexity = 30, metric = "euclidean", seed = 1 } = options;
  const { exaggeration = 12, earlyIterations = 250, iterations = 500, theta = 0.5 } = options;
  const { start = "pca", product = multiply } = options;
  checkReducible(profiles, doing, 3);
  checkWhole(doing, "components", components, 1, 100);
  checkWhole(doing, "earlyIterations", earlyIterations, 0, 1e6);
  checkWhole(doing, "iterations", iterations, 0, 1e6);
  checkRange("theta", theta, 0, 0.7);
  checkRange("exaggeration", exaggeration, 1, 1000);
  if (!(perplexity >= 1 && perplexity < n - 1)) {
    throw new InputError(doing, {
      found: `perplexity ${perplexity} for ${rowCount(n)}`,
      allowed: `from 1 to below ${n - 1}, the number of other rows`,
    });
  }
  const geometry = makeGeometry(profileMatrix(profiles), metric);
  const count = Math.min(n - 1, Math.floor(3 * perplexity));
  const graph = affinities(await findNeighbours(geometry, count, product), perplexity);
  const random = new Random(seed).fork("start");
  const layout = startLayout(geometry.exact, components, start, random)
    .map((place) => startWidth * place);
  for (const [steps, factor] of [[earlyIterations, exaggeration], [iterations, 1]] as const) {
    descend(layout, components, {
      iterations: steps,
      rate: n / factor / 4,
      gradient: (at) => tsneGradient(at, components, graph, theta, factor),
    });
  }
  const names = Array.from({ length: components }, (_, i) => `tSNE${i + 1}`);
  return makeProfiles(meta, names, layout);
}

function checkRange(name: string, value: number, low: number, high: number): void {
  if (value >= low && value <= high) return;
  throw new InputError(doing, { found: `${name} ${value}`, allowed: `${low} to ${high}` });
}
