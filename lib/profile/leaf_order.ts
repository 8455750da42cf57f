import type { Matrix } from "../core/matrix.ts";
import type { Merge } from "./linkage.ts";

/**
 * The order of a tree's leaves in which neighbours are nearest: of all orders that turn branches
 * only, the one with the least sum of distances between neighbours.
 *
 * O(n³) time and O(n²) memory. Of an order and its reverse, the one
 * that starts with the lower leaf is given.
 *
 * Source: Bar-Joseph, Gifford and Jaakkola 2001, Fast optimal leaf ordering for hierarchical
 * clustering.
 *
 * @param merges From `averageLinkage` [n − 1].
 * @param distances The distances they were made from [n × n].
 * @returns Numbers of the leaves [n].
 *
 * @example
 * ```ts
 * import { averageLinkage } from "./linkage.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const places = [0, 5, 1, 6.5];
 * const data = Float64Array.from({ length: 16 }, (_, i) =>
 *   Math.abs(places[i % 4]! - places[Math.floor(i / 4)]!));
 * const distances = { rows: 4, cols: 4, data };
 * assertEquals(leafOrder(averageLinkage(distances), distances), [0, 2, 1, 3]);
 * ```
 */
export function leafOrder(
  merges: readonly Merge[],
  distances: Matrix<Float32Array | Float64Array>,
): number[] {
  const n = distances.rows, far = distances.data;
  if (n < 2) return n === 1 ? [0] : [];
  const nodes: Branch[] = Array.from({ length: n }, (_, leaf) => ({ leaves: [leaf] }));
  // best[u, w]: least sum of an order of their smallest common branch from leaf u to leaf w. Two
  // leaves have one such branch, so one matrix holds them all; inner[u, w] is u's last neighbour
  // on its own side.
  const best = new Float64Array(n * n).fill(Infinity), inner = new Int32Array(n * n);
  for (let leaf = 0; leaf < n; leaf++) best[leaf * n + leaf] = 0;
  const reach = new Float64Array(n), from = new Int32Array(n);
  for (const { left, right } of merges) {
    const a = nodes[left] as Branch, b = nodes[right] as Branch;
    for (const u of a.leaves) {
      // Least sum from u through its side and over to leaf k of the other side.
      for (const k of b.leaves) {
        reach[k] = Infinity;
        for (const m of otherSide(a, u)) {
          const sum = best[u * n + m]! + far[m * n + k]!;
          if (sum < reach[k]!) [reach[k], from[k]] = [sum, m];
        }
      }
      for (const w of b.leaves) {
        let least = Infinity, by = w;
        for (const k of otherSide(b, w)) {
          const sum = reach[k]! + best[w * n + k]!;
          if (sum < least) [least, by] = [sum, k];
        }
        best[u * n + w] = best[w * n + u] = least;
        inner[u * n + w] = from[by]!;
        inner[w * n + u] = by;
      }
    }
    nodes.push({ leaves: [...a.leaves, ...b.leaves], sides: [a, b] });
  }
  const root = nodes.at(-1) as Branch, [a, b] = root.sides as [Branch, Branch];
  let ends: [number, number] = [0, 0], least = Infinity;
  for (const u of a.leaves) {
    for (const w of b.leaves) {
      if (best[u * n + w]! < least) [least, ends] = [best[u * n + w]!, [u, w]];
    }
  }
  const order = walk(root, ...ends, inner, n);
  return order[0]! > order.at(-1)! ? order.reverse() : order;
}

/** A leaf or a branch of the tree. */
interface Branch {
  leaves: number[];
  sides?: [Branch, Branch];
}

/** Where an order of the branch that starts at a leaf can end. */
function otherSide({ leaves, sides }: Branch, leaf: number): number[] {
  if (sides === undefined) return leaves;
  return sides[0].leaves.includes(leaf) ? sides[1].leaves : sides[0].leaves;
}

function walk(branch: Branch, first: number, last: number, inner: Int32Array, n: number): number[] {
  if (branch.sides === undefined) return [first];
  const [a, b] = branch.sides;
  const [near, other] = a.leaves.includes(first) ? [a, b] : [b, a];
  return [
    ...walk(near, first, inner[first * n + last]!, inner, n),
    ...walk(other, inner[last * n + first]!, last, inner, n),
  ];
}
