/** A circle. */
export interface Circle {
  /** Centre, across. */
  x: number;
  /** Centre, down. */
  y: number;
  /** Radius. */
  radius: number;
}

/**
 * The smallest circle around points.
 *
 * Source: Welzl, Smallest enclosing disks, 1991, in its iterative form.
 *
 * @param points x and y in turn; at least one point.
 *
 * @example
 * ```ts
 * import { enclosingCircle } from "./circle.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(enclosingCircle([0, 0, 4, 0, 2, 1]), { x: 2, y: 0, radius: 2 });
 * ```
 */
export function enclosingCircle(points: ArrayLike<number>): Circle {
  const count = points.length / 2;
  const x = (i: number) => points[2 * i] as number, y = (i: number) => points[2 * i + 1] as number;
  const holds = (circle: Circle, i: number) =>
    Math.hypot(x(i) - circle.x, y(i) - circle.y) <= circle.radius * (1 + 1e-12) + 1e-12;
  let circle: Circle = { x: x(0), y: y(0), radius: 0 };
  for (let i = 1; i < count; i++) {
    if (holds(circle, i)) continue;
    circle = { x: x(i), y: y(i), radius: 0 };
    for (let j = 0; j < i; j++) {
      if (holds(circle, j)) continue;
      circle = between(x(i), y(i), x(j), y(j));
      for (let k = 0; k < j; k++) {
        if (!holds(circle, k)) circle = through(x(i), y(i), x(j), y(j), x(k), y(k));
      }
    }
  }
  return circle;
}

function between(ax: number, ay: number, bx: number, by: number): Circle {
  return { x: (ax + bx) / 2, y: (ay + by) / 2, radius: Math.hypot(ax - bx, ay - by) / 2 };
}

function through(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): Circle {
  const ux = bx - ax, uy = by - ay, vx = cx - ax, vy = cy - ay;
  const twice = 2 * (ux * vy - uy * vx), u = ux * ux + uy * uy, v = vx * vx + vy * vy;
  const dx = (vy * u - uy * v) / twice, dy = (ux * v - vx * u) / twice;
  return { x: ax + dx, y: ay + dy, radius: Math.hypot(dx, dy) };
}
