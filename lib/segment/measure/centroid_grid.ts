/**
 * Centroids by the squares of a grid that they lie in, so that few of them are compared with each.
 *
 * @example
 * ```ts
 * import { CentroidGrid } from "./centroid_grid.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const grid = new CentroidGrid(new Float64Array([0, 0, 3, 0, 0, 4]), 9, 9);
 * assertEquals(grid.twoClosest(0), [3, 4, 90]);
 * ```
 */
export class CentroidGrid {
  readonly #side: number;
  readonly #across: number;
  readonly #down: number;
  /** First of the objects of each square in `#members`; one more at the end. */
  readonly #starts: Int32Array;
  readonly #members: Int32Array;

  /**
   * @param centres Horizontal and vertical place of each centroid, within the image [objects × 2].
   * @param width Pixels across.
   * @param height Pixels down.
   */
  constructor(readonly centres: Float64Array, width: number, height: number) {
    const count = centres.length / 2;
    // Two in a square on average.
    this.#side = Math.max(1, Math.sqrt(2 * width * height / Math.max(1, count)));
    this.#across = Math.ceil(width / this.#side);
    this.#down = Math.ceil(height / this.#side);
    this.#starts = new Int32Array(this.#across * this.#down + 1);
    this.#members = new Int32Array(count);
    const squares = Int32Array.from({ length: count }, (_, o) => {
      const [x, y] = this.#squareOf(o);
      return y * this.#across + x;
    });
    for (const square of squares) this.#starts[square + 1]!++;
    for (let s = 1; s < this.#starts.length; s++) this.#starts[s]! += this.#starts[s - 1]!;
    const next = this.#starts.slice();
    squares.forEach((square, o) => this.#members[next[square]!++] = o);
  }

  #squareOf(o: number): [number, number] {
    const x = Math.floor((this.centres[2 * o] as number) / this.#side);
    const y = Math.floor((this.centres[2 * o + 1] as number) / this.#side);
    return [Math.min(x, this.#across - 1), Math.min(y, this.#down - 1)];
  }

  /**
   * The centroids closest to one of them; of those equally far the first in their order.
   *
   * @param o Number of the centroid from 0.
   * @returns Distances to the closest and the next, px, and the angle between both, degrees; NaN where
   * there are too few, and the angle where a distance is 0.
   */
  twoClosest(o: number): [number, number, number] {
    const { centres } = this;
    let first = Infinity, second = Infinity, a = -1, b = -1;
    const dx = (i: number) => (centres[2 * i] as number) - (centres[2 * o] as number);
    const dy = (i: number) => (centres[2 * i + 1] as number) - (centres[2 * o + 1] as number);
    const [column, row] = this.#squareOf(o), farthest = Math.max(this.#across, this.#down);
    for (let ring = 0; ring < farthest; ring++) {
      // What lies in this ring is farther away than the squares within it are wide.
      if (second < ((ring - 1) * this.#side) ** 2) break;
      for (let y = Math.max(0, row - ring); y <= Math.min(this.#down - 1, row + ring); y++) {
        const step = Math.abs(y - row) === ring ? 1 : Math.max(1, 2 * ring);
        for (let x = column - ring; x <= column + ring; x += step) {
          if (x < 0 || x >= this.#across) continue;
          const here = y * this.#across + x, end = this.#starts[here + 1] as number;
          for (let m = this.#starts[here] as number; m < end; m++) {
            const i = this.#members[m] as number;
            if (i === o) continue;
            const square = dx(i) ** 2 + dy(i) ** 2;
            // Of those equally far the one with the smaller number, whichever square it is in.
            if (square < first || square === first && i < a) {
              [second, b, first, a] = [first, a, square, i];
            } else if (square < second || square === second && i < b) [second, b] = [square, i];
          }
        }
      }
    }
    if (a < 0) return [NaN, NaN, NaN];
    if (b < 0) return [Math.sqrt(first), NaN, NaN];
    const cosine = (dx(a) * dx(b) + dy(a) * dy(b)) / Math.sqrt(first * second);
    const angle = Math.acos(Math.min(1, Math.max(-1, cosine))) * 180 / Math.PI;
    return [Math.sqrt(first), Math.sqrt(second), angle];
  }
}
