/** Two clusters that become one. Leaves are numbered 0 … n − 1, clusters n, n + 1, … in order. */
export interface Branch {
  /** One cluster. */
  left: number;
  /** The other. */
  right: number;
  /** Where they meet. */
  height: number;
}

/** A straight piece of a tree. */
export interface TreeLine {
  /** Start across the leaves. */
  x: number;
  /** End across the leaves. */
  x2: number;
  /** Start, in units of height. */
  y: number;
  /** End, in units of height. */
  y2: number;
}

/**
 * The lines of a tree: each pair of branches as two legs and the bar that joins them.
 *
 * @param tree Branches, those that others are made of first [n − 1].
 * @param leaves Number of leaves, n; leaf i stands at x = i.
 *
 * @example
 * ```ts
 * import { treeLines } from "./tree_lines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(treeLines([{ left: 0, right: 1, height: 3 }], 2), [
 *   { x: 0, x2: 0, y: 0, y2: 3 },
 *   { x: 1, x2: 1, y: 0, y2: 3 },
 *   { x: 0, x2: 1, y: 3, y2: 3 },
 * ]);
 * ```
 */
export function treeLines(tree: readonly Branch[], leaves: number): TreeLine[] {
  const places = Array.from({ length: leaves }, (_, leaf) => ({ x: leaf, y: 0 }));
  return tree.flatMap(({ left, right, height }) => {
    const a = places[left]!, b = places[right]!;
    places.push({ x: (a.x + b.x) / 2, y: height });
    return [
      { x: a.x, x2: a.x, y: a.y, y2: height },
      { x: b.x, x2: b.x, y: b.y, y2: height },
      { x: a.x, x2: b.x, y: height, y2: height },
    ];
  });
}
