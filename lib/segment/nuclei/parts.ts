import { convexHull, hullArea } from "./convex_hull.ts";

/** A piece of a clump, as sums that simply add up when pieces are joined. */
export interface Part {
  /** Numbers of the fragments in it. */
  members: number[];
  /** Pixels. */
  area: number;
  /** Sum of the levels above the background. */
  light: number;
  /** Sums of x, y, x², xy and y² over its pixels, px and px². */
  sums: [number, number, number, number, number];
  /** Corners of its convex hull, x and y in turn, px. */
  hull: number[];
  /** Area of the hull, px². */
  hullArea: number;
}

/**
 * Measures each fragment of a label image.
 *
 * @param labels Fragments, numbered from 1 [height × width].
 * @param levels Smoothed levels [height × width].
 * @param width Pixels across.
 * @param background Level of the background.
 * @returns One part a number; `[0]` stands for the background and is empty.
 *
 * @example
 * ```ts
 * import { measureParts } from "./parts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [, part] = measureParts(new Int32Array([1, 1, 0]), new Uint16Array([30, 50, 0]), 3, 10);
 * assertEquals([part?.area, part?.light, part?.hullArea], [2, 60, 2]);
 * ```
 */
export function measureParts(
  labels: Int32Array,
  levels: Uint16Array,
  width: number,
  background: number,
): Part[] {
  const parts: Part[] = [];
  for (let i = 0, x = 0, y = 0; i < labels.length;) {
    const label = labels[i] as number, from = x;
    let light = 0;
    do {
      light += (levels[i++] as number) - background;
      x++;
    } while (x < width && labels[i] === label);
    if (label > 0) addRun(partOf(parts, label), from, x, y, light);
    if (x === width) {
      x = 0;
      y++;
    }
  }
  partOf(parts, 0);
  for (const part of parts) {
    part.hull = convexHull(part.hull);
    part.hullArea = hullArea(part.hull);
  }
  return parts;
}

function partOf(parts: Part[], label: number): Part {
  while (parts.length <= label) {
    const members = [parts.length];
    parts.push({ members, area: 0, light: 0, sums: [0, 0, 0, 0, 0], hull: [], hullArea: 0 });
  }
  return parts[label] as Part;
}

function addRun(part: Part, from: number, to: number, y: number, light: number): void {
  const n = to - from, x = n * (from + to - 1) / 2;
  const squares = (k: number) => (k - 1) * k * (2 * k - 1) / 6;
  part.area += n;
  part.light += light;
  const [sx, sy, sxx, sxy, syy] = part.sums;
  part.sums = [sx + x, sy + n * y, sxx + squares(to) - squares(from), sxy + x * y, syy + n * y * y];
  part.hull.push(from, y, to, y, from, y + 1, to, y + 1);
}

/**
 * Two parts as one.
 *
 * @param a A part.
 * @param b Another.
 *
 * @example
 * ```ts
 * import { joinParts, measureParts } from "./parts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [, a, b] = measureParts(new Int32Array([1, 0, 2]), new Uint16Array(3), 3, 0);
 * const { members, area, hullArea } = joinParts(a!, b!);
 * assertEquals([members, area, hullArea], [[1, 2], 2, 3]);
 * ```
 */
export function joinParts(a: Part, b: Part): Part {
  const hull = convexHull([...a.hull, ...b.hull]);
  return {
    members: [...a.members, ...b.members],
    area: a.area + b.area,
    light: a.light + b.light,
    sums: a.sums.map((sum, i) => sum + (b.sums[i] as number)) as Part["sums"],
    hull,
    hullArea: hullArea(hull),
  };
}

/**
 * Axes of the ellipse with the second moments of a part, px; a pixel counts as a square, so that no
 * axis is 0.
 *
 * @param part The part.
 *
 * @example
 * ```ts
 * import { axesOf, measureParts } from "./parts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const square = measureParts(new Int32Array(25).fill(1), new Uint16Array(25), 5, 0)[1]!;
 * const { major, minor } = axesOf(square);
 * assertEquals(major, minor);
 * ```
 */
export function axesOf({ area, sums }: Pick<Part, "area" | "sums">): {
  major: number;
  minor: number;
} {
  const [x, y, xx, xy, yy] = sums.map((sum) => sum / area) as Part["sums"];
  const across = xx - x * x + 1 / 12, down = yy - y * y + 1 / 12, mixed = xy - x * y;
  const half = (across + down) / 2, spread = Math.hypot((across - down) / 2, mixed);
  return {
    major: 4 * Math.sqrt(half + spread),
    minor: 4 * Math.sqrt(Math.max(1 / 12, half - spread)),
  };
}
