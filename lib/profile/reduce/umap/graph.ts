import { type Graph, uniteNeighbours } from "../graph.ts";
import type { Neighbours } from "../neighbours.ts";
import { localScale } from "./smooth.ts";

/**
 * UMAP's graph: how surely two rows are neighbours, a + b − ab of what both see from their side.
 *
 * Source: McInnes, Healy and Melville 2018, UMAP, algorithms 1 and 2.
 *
 * @param neighbours Nearest others of each row, k − 1 each.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const rows = new Int32Array([1, 0]), distances = new Float64Array([3, 3]);
 * assertEquals([...umapGraph({ count: 1, rows, distances }).weights], [1, 1]);
 * ```
 */
export function umapGraph(neighbours: Neighbours): Graph {
  const { count, distances } = neighbours;
  const { rho, sigma } = localScale(neighbours);
  const strengths = distances.map((distance, i) => {
    const row = Math.floor(i / count), beyond = distance - rho[row]!;
    return beyond <= 0 || sigma[row] === 0 ? 1 : Math.exp(-beyond / sigma[row]!);
  });
  return uniteNeighbours(neighbours, strengths, (there, back) => there + back - there * back);
}
