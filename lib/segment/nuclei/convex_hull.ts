/**
 * Corners of the convex hull of points, by Andrew's monotone chain.
 *
 * Source: Andrew, Another efficient algorithm for convex hulls in two dimensions, Information
 * Processing Letters 9, 1979.
 *
 * @param points x and y in turn.
 * @returns Its corners in their order around it, x and y in turn; none lies between two others.
 *
 * @example
 * ```ts
 * import { convexHull } from "./convex_hull.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(convexHull([0, 0, 2, 0, 1, 1, 0, 2, 2, 2]), [0, 0, 2, 0, 2, 2, 0, 2]);
 * ```
 */
export function convexHull(points: readonly number[]): number[] {
  const order = Array.from({ length: points.length / 2 }, (_, i) => 2 * i).sort((a, b) =>
    (points[a] as number) - (points[b] as number) ||
    (points[a + 1] as number) - (points[b + 1] as number)
  );
  if (order.length < 2) return [...points];
  const there = chain(points, order), back = chain(points, order.reverse());
  return [...there.slice(0, -2), ...back.slice(0, -2)];
}

/** The points that are passed on the right when all are walked through in order. */
function chain(points: readonly number[], order: readonly number[]): number[] {
  const kept: number[] = [];
  for (const at of order) {
    const x = points[at] as number, y = points[at + 1] as number;
    for (let n = kept.length; n >= 4; n -= 2) {
      const ax = kept[n - 4] as number, ay = kept[n - 3] as number;
      const turn = ((kept[n - 2] as number) - ax) * (y - ay) -
        ((kept[n - 1] as number) - ay) * (x - ax);
      if (turn > 0) break;
      kept.length = n - 2;
    }
    kept.push(x, y);
  }
  return kept;
}

/**
 * Area within a closed line of corners.
 *
 * @param corners x and y in turn.
 *
 * @example
 * ```ts
 * import { hullArea } from "./convex_hull.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hullArea([0, 0, 2, 0, 2, 3]), 3);
 * ```
 */
export function hullArea(corners: readonly number[]): number {
  let twice = 0;
  for (let i = 0; i < corners.length; i += 2) {
    const next = (i + 2) % corners.length;
    twice += (corners[i] as number) * (corners[next + 1] as number) -
      (corners[next] as number) * (corners[i + 1] as number);
  }
  return Math.abs(twice) / 2;
}
