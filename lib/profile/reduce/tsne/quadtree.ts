/**
 * Points of a plane in nested squares, laid out so that a walk needs no stack: what follows a node in
 * the arrays is inside it, up to the node that `skip` names.
 */
export interface Quadtree {
  /** Number of nodes. */
  nodes: number;
  /** Node after the ones inside [nodes]. */
  skip: Int32Array;
  /** First point, in `order` [nodes]. */
  start: Int32Array;
  /** Point after the last [nodes]. */
  end: Int32Array;
  /** Squared side of the square; 0 where points are to be taken one by one [nodes]. */
  side: Float64Array;
  /** Mean of its points, x [nodes]. */
  x: Float64Array;
  /** Mean of its points, y [nodes]. */
  y: Float64Array;
  /** The points, those of a square together [n]. */
  order: Int32Array;
}

/** Halvings of the plane; points that still share a square then are taken one by one. */
const levels = 15;

/** Bits for the number of a point beside its 30 bits of place in a 64-bit number. */
const pointRange = 2 ** 23;

/** Squares of so few points are not cut. */
const fewPoints = 6;

/**
 * Sorts points into nested squares.
 *
 * Points are sorted along the curve that visits the squares in turn (Morton order); squares with one
 * occupied quarter are left out.
 *
 * @param layout Points, x and y in turn, at most 2²³ points [n × 2].
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const tree = makeQuadtree(new Float64Array([0, 0, 9, 9]));
 * assertEquals([tree.nodes, tree.x[0], tree.end[0]], [1, 4.5, 2]);
 * ```
 */
export function makeQuadtree(layout: Float64Array): Quadtree {
  const n = layout.length / 2, { keys, order, span } = sortPoints(layout);
  const most = 2 * n + 1;
  const tree: Quadtree = {
    nodes: 0,
    skip: new Int32Array(most),
    start: new Int32Array(most),
    end: new Int32Array(most),
    side: new Float64Array(most),
    x: new Float64Array(most),
    y: new Float64Array(most),
    order,
  };
  const build = (start: number, end: number): void => {
    const node = tree.nodes++;
    tree.start[node] = start;
    tree.end[node] = end;
    let x = 0, y = 0;
    // The first level below which the points are in different quarters.
    const differ = keys[start]! ^ keys[end - 1]!;
    const cut = differ === 0 ? levels : levels - 16 + (Math.clz32(differ) >> 1);
    if (end - start <= fewPoints || cut === levels) {
      for (let i = start; i < end; i++) {
        x += layout[2 * order[i]!]!;
        y += layout[2 * order[i]! + 1]!;
      }
    } else {
      tree.side[node] = (span / 2 ** cut) ** 2;
      const shift = 2 * (levels - 1 - cut);
      for (let from = start, to = start; from < end; from = to) {
        const quarter = keys[from]! >>> shift;
        while (to < end && keys[to]! >>> shift === quarter) to++;
        const child = tree.nodes;
        build(from, to);
        x += tree.x[child]! * (to - from);
        y += tree.y[child]! * (to - from);
      }
    }
    tree.x[node] = x / (end - start);
    tree.y[node] = y / (end - start);
    tree.skip[node] = tree.nodes;
  };
  if (n > 0) build(0, n);
  return tree;
}

function sortPoints(layout: Float64Array) {
  const n = layout.length / 2;
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (let i = 0; i < n; i++) {
    const x = layout[2 * i]!, y = layout[2 * i + 1]!;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const span = Math.max(right - left, bottom - top), cells = 2 ** levels - 1;
  const scale = span > 0 ? cells / span : 0;
  const packed = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const column = (layout[2 * i]! - left) * scale, row = (layout[2 * i + 1]! - top) * scale;
    packed[i] = (spreadBits(column) | (spreadBits(row) << 1)) * pointRange + i;
  }
  packed.sort();
  const keys = new Int32Array(n), order = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    keys[i] = packed[i]! / pointRange;
    order[i] = packed[i]! % pointRange;
  }
  // Squares are a little larger than the span, for its last point is inside as well.
  return { keys, order, span: span * (cells + 1) / cells };
}

/** The bits of a whole number below 2¹⁵, with a zero before each. */
function spreadBits(value: number): number {
  let bits = value | 0;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}
