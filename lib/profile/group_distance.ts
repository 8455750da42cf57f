import { groupRows } from "../core/group_rows.ts";
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Matrix32, Product } from "../core/multiply.ts";
import { profileMatrix, type Profiles } from "../core/profiles.ts";
import { distances, type Metric } from "./distance.ts";
import { checkFinite } from "./finite.ts";
import { leafOrder } from "./leaf_order.ts";
import { averageLinkage, type Merge } from "./linkage.ts";

/** How {@link groupDistances} works. */
export interface GroupDistanceOptions {
  /** Which distance; defaults to `cosine`. */
  metric?: Metric;
  /** Names of the groups in the order wanted; defaults to similar groups side by side. */
  order?: readonly string[];
  /** Engine of the matrix products; defaults to plain typed arrays on one core. */
  product?: Product;
}

/** Distances between groups, ready for a heatmap. */
export interface GroupDistances {
  /** Names of the groups in order [g]. */
  names: string[];
  /** Profiles in each group [g]. */
  sizes: number[];
  /** Mean profile of each group [g × d]. */
  means: Matrix;
  /** Distances between the means [g × g]. */
  distances: Matrix32;
  /** The tree of average linkage, leaves numbered as `names`; undefined where an order was given. */
  tree?: Merge[];
}

/**
 * Distances between the mean profiles of groups: compounds, mechanisms, plates.
 *
 * Without an order, groups are put in the best order of the leaves of their average-linkage tree,
 * so that blocks along the diagonal are clusters.
 *
 * @param profiles Profiles [n × d].
 * @param columns Metadata columns that make the groups, as for `groupRows`.
 * @param options Metric, order, engine.
 * @throws {InputError} for values that are not finite, a group that does not exist, or one named
 * twice.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ moa: ["actin", "actin", "tubulin"] });
 * const profiles = makeProfiles(meta, ["a", "b"], new Float64Array([1, 2, 1, -2, 0, 7]));
 * const { names, distances } = await groupDistances(profiles, "moa");
 * assertEquals([names, [...distances.data]], [["actin", "tubulin"], [0, 1, 1, 0]]);
 * ```
 */
export async function groupDistances(
  profiles: Profiles,
  columns: string | readonly string[],
  options: GroupDistanceOptions = {},
): Promise<GroupDistances> {
  const { metric = "cosine", order, product } = options;
  const groups = groupRows(profiles.meta, columns);
  const matrix = profileMatrix(profiles);
  checkFinite("Cannot compute distances between groups", matrix, profiles.features);
  const settings = { metric, ...(product === undefined ? {} : { product }) };
  if (order !== undefined) {
    checkOrder(order, groups);
    const means = groupMeans(matrix, order.map((name) => groups.get(name) as number[]));
    return { ...named(order, groups), means, distances: await distances(means, settings) };
  }
  const met = [...groups.keys()];
  const means = groupMeans(matrix, [...groups.values()]);
  const between = symmetric(await distances(means, settings));
  const merges = averageLinkage(between), leaves = leafOrder(merges, between);
  const place = new Map(leaves.map((leaf, index) => [leaf, index]));
  return {
    ...named(leaves.map((leaf) => met[leaf] as string), groups),
    means: groupMeans(matrix, leaves.map((leaf) => groups.get(met[leaf] as string) as number[])),
    distances: reorder(between, leaves),
    tree: merges.map(({ left, right, ...rest }) => ({
      left: place.get(left) ?? left,
      right: place.get(right) ?? right,
      ...rest,
    })),
  };
}

function named(names: readonly string[], groups: Map<string, number[]>) {
  return { names: [...names], sizes: names.map((name) => groups.get(name)?.length ?? 0) };
}

function checkOrder(order: readonly string[], groups: Map<string, number[]>): void {
  const attempted = "Cannot order the groups";
  const unknown = order.find((name) => !groups.has(name));
  if (unknown !== undefined) {
    throw new InputError(attempted, { found: unknown, allowed: [...groups.keys()].join(", ") });
  }
  const twice = order.find((name, index) => order.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(attempted, { found: `"${twice}" twice`, allowed: "each group once" });
  }
}

function groupMeans(matrix: Matrix<Float32Array | Float64Array>, groups: number[][]): Matrix {
  const { cols } = matrix, data = new Float64Array(groups.length * cols);
  for (const [g, rows] of groups.entries()) {
    for (const row of rows) {
      for (let j = 0; j < cols; j++) {
        data[g * cols + j]! += matrix.data[row * cols + j]! / rows.length;
      }
    }
  }
  return { rows: groups.length, cols, data };
}

/** Engines may round the two directions of a pair differently. */
function symmetric({ rows, cols, data }: Matrix32): Matrix32 {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) data[i * cols + j] = data[j * cols + i]!;
  }
  return { rows, cols, data };
}

function reorder({ rows, data }: Matrix32, order: readonly number[]): Matrix32 {
  const moved = new Float32Array(rows * rows);
  for (const [i, from] of order.entries()) {
    for (const [j, to] of order.entries()) moved[i * rows + j] = data[from * rows + to]!;
  }
  return { rows, cols: rows, data: moved };
}
