/** Where a label can be: beside its point, a little above or below. */
export interface LabelSide {
  /** Whether the text begins or ends at its point. */
  align: "left" | "right";
  /** Shift to the right, px. */
  dx: number;
  /** Shift down, px. */
  dy: number;
}

/** A label and its point, px from the upper left corner. */
export interface PlacedPoint {
  /** Pixels from the left. */
  x: number;
  /** Pixels from the top. */
  y: number;
  /** The text. */
  label: string;
}

const sides: readonly LabelSide[] = [
  { align: "left", dx: 7, dy: -7 },
  { align: "right", dx: -7, dy: -7 },
  { align: "left", dx: 7, dy: 8 },
  { align: "right", dx: -7, dy: 8 },
];

/** Size of a letter at 10 px, on average, and height of a line. */
const letter = 5.2, line = 11;

/**
 * Chooses for each label the first side on which it stays in the plane and covers neither a label
 * placed before nor a point; where there is none, that with the least overlap.
 *
 * @param points Points with labels, placed in this order.
 * @param width Width of the plane, px.
 * @returns A side each.
 *
 * @example
 * ```ts
 * import { placeLabels } from "./place_labels.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const points = [{ x: 100, y: 50, label: "first" }, { x: 104, y: 50, label: "second" }];
 * assertEquals(placeLabels(points, 200).map(({ align }) => align), ["right", "left"]);
 * ```
 */
export function placeLabels(points: readonly PlacedPoint[], width: number): LabelSide[] {
  const taken: Box[] = points.map(({ x, y }) => ({ x: x - 4, y: y - 4, width: 8, height: 8 }));
  return points.map((point, own) => {
    const tried = sides.map((side) => {
      const box = boxOf(point, side);
      const outside = Math.max(0, -box.x) + Math.max(0, box.x + box.width - width);
      const covered = taken.reduce(
        (sum, other, i) => sum + (i === own ? 0 : overlap(box, other)),
        outside * line,
      );
      return { side, box, covered };
    });
    const best = tried.reduce((a, b) => b.covered < a.covered ? b : a);
    taken.push(best.box);
    return best.side;
  });
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function boxOf({ x, y, label }: PlacedPoint, { align, dx, dy }: LabelSide): Box {
  const width = letter * label.length;
  const left = align === "left" ? x + dx : x + dx - width;
  return { x: left, y: y + dy - line / 2, width, height: line };
}

function overlap(a: Box, b: Box): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && down > 0 ? across * down : 0;
}
