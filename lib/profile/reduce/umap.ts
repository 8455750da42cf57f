import { multiply, type Product } from "../../core/multiply.ts";
import { makeProfiles, profileMatrix, type Profiles } from "../../core/profiles.ts";
import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { checkReducible, checkWhole, type Metric } from "./check.ts";
import { makeGeometry } from "./geometry.ts";
import { findNeighbours } from "./neighbours.ts";
import { type Start, startLayout } from "./start.ts";
import { fitCurve } from "./umap/curve.ts";
import { umapGraph } from "./umap/graph.ts";
import { moveLayout } from "./umap/layout.ts";

/** How `umap` works. */
export interface UmapOptions {
  /** Dimensions of the map; defaults to 2. */
  components?: number;
  /**
   * Size of a neighbourhood, the row itself counted as umap-learn does: small for detail, large for
   * the whole. Defaults to 15.
   */
  neighbours?: number;
  /** How profiles are compared; defaults to `euclidean`. */
  metric?: Metric;
  /** Distance in the map below which rows count as touching; defaults to .1. */
  leastDistance?: number;
  /** Scale of the map, above `leastDistance` / 3; defaults to 1. */
  spread?: number;
  /** Passes over the graph; defaults to 500 up to 10,000 rows, 200 beyond. */
  epochs?: number;
  /** Random rows that push a row, each time an edge pulls it; defaults to 5. */
  negatives?: number;
  /** Where the rows start; defaults to `pca`. */
  start?: Start;
  /** Seed; the same one gives the same map, whichever engine is used. Defaults to 1. */
  seed?: number;
  /** Engine of matrix products for the search of neighbours; defaults to plain code on one core. */
  product?: Product;
}

const doing = "Cannot make a UMAP";

/**
 * Uniform manifold approximation and projection: a map of few dimensions in which neighbours stay
 * neighbours.
 *
 * Neighbours are exact. The graph and the pull and push along it are those of umap-learn; the start
 * is by principal components where umap-learn takes the graph's spectrum, which needs a graph in one
 * piece. Distances between groups far apart, and sizes of groups, mean little in such a map.
 *
 * Source: McInnes, Healy and Melville 2018, UMAP.
 *
 * @param profiles Profiles, finite [n × d].
 * @param options Neighbours, metric, shape, seed.
 * @returns The same rows with the features `UMAP1`, `UMAP2`, … [n × components].
 * @throws {InputError} where values are not finite, there are fewer rows than a neighbourhood has, an
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
 * const map = await umap(profiles, { neighbours: 2 });
 * assertEquals(map.features, ["UMAP1", "UMAP2"]);
 * ```
 */
export async function umap(
  profiles: Profiles,
  options: UmapOptions = {},
): Promise<Profiles<Float64Array>> {
  const { meta } = profiles, n = meta.height;
  const { components = 2, neighbours = 15, metric = "euclidean", seed = 1 } = options;
  const { leastDistance = 0.1, spread = 1, negatives = 5, start = "pca" } = options;
  const { epochs = n <= 10_000 ? 500 : 200, product = multiply } = options;
  checkReducible(profiles, doing, 2);
  checkWhole(
    doing,
    "neighbours",
    neighbours,
    2,
    n,
    "A neighbourhood has no more rows than there are",
  );
  checkWhole(doing, "components", components, 1, 100);
  checkWhole(doing, "epochs", epochs, 1, 1e6);
  checkWhole(doing, "negatives", negatives, 0, 1000);
  checkShape(leastDistance, spread);
  const geometry = makeGeometry(profileMatrix(profiles), metric);
  const graph = umapGraph(await findNeighbours(geometry, neighbours - 1, product));
  const first = startLayout(geometry.exact, components, start, new Random(seed).fork("start"));
  const layout = stretch(first, components);
  const curve = fitCurve(leastDistance, spread);
  moveLayout(layout, components, graph, { epochs, curve, negatives, seed });
  const names = Array.from({ length: components }, (_, i) => `UMAP${i + 1}`);
  return makeProfiles(meta, names, layout);
}

function checkShape(leastDistance: number, spread: number): void {
  if (leastDistance >= 0 && spread > 0 && leastDistance < 3 * spread && spread < Infinity) return;
  throw new InputError(doing, {
    found: `leastDistance ${leastDistance}, spread ${spread}`,
    allowed: "leastDistance from 0 and below three times the spread",
  });
}

/** Each axis from 0 to 10, as umap-learn starts: wide enough for groups to pass each other. */
function stretch(layout: Float64Array, components: number): Float64Array {
  const low = new Float64Array(components).fill(Infinity);
  const high = new Float64Array(components).fill(-Infinity);
  for (const [i, value] of layout.entries()) {
    const axis = i % components;
    low[axis] = Math.min(low[axis]!, value);
    high[axis] = Math.max(high[axis]!, value);
  }
  return layout.map((value, i) => {
    const axis = i % components;
    return 10 * (value - low[axis]!) / (high[axis]! - low[axis]!);
  });
}
