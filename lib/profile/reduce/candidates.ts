/**
 * For each row the other rows that may be among its k nearest, while rough distances come in.
 *
 * A row stays in the list while its rough distance is at most the k-th smallest so far plus a slack
 * for rounding. Lists are thinned when they are full, and grow where thinning does not help.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const candidates = new Candidates(1, 1, new Float64Array([0.1]));
 * for (const [other, rough] of [3, 1.05, 1, 2].entries()) candidates.add(0, other, rough);
 * assertEquals([...candidates.take(0)], [1, 2]);
 * ```
 */
export class Candidates {
  /** Rough distances above this one need not be added [n]. */
  readonly limits: Float64Array;
  readonly #count: number;
  readonly #slack: Float64Array;
  readonly #lengths: Int32Array;
  readonly #others: Int32Array[];
  readonly #rough: Float32Array[];
  #sorted = new Float32Array(0);

  /**
   * @param rows Number of rows: n.
   * @param count Neighbours wanted of each: k.
   * @param slack How much a rough distance of each row may exceed another that is really larger [n].
   */
  constructor(rows: number, count: number, slack: Float64Array) {
    this.limits = new Float64Array(rows).fill(Infinity);
    this.#count = count;
    this.#slack = slack;
    this.#lengths = new Int32Array(rows);
    const room = 2 * count + 16;
    this.#others = Array.from({ length: rows }, () => new Int32Array(room));
    this.#rough = Array.from({ length: rows }, () => new Float32Array(room));
  }

  /** Adds one; call it where `rough` is at most the row's limit. */
  add(row: number, other: number, rough: number): void {
    if (this.#lengths[row] === this.#others[row]!.length) this.#makeRoom(row);
    if (rough > this.limits[row]!) return;
    const at = this.#lengths[row]!;
    this.#others[row]![at] = other;
    this.#rough[row]![at] = rough;
    this.#lengths[row] = at + 1;
  }

  /** The candidates of a row, in no order. */
  take(row: number): Int32Array {
    this.#thin(row);
    return this.#others[row]!.subarray(0, this.#lengths[row]);
  }

  #makeRoom(row: number): void {
    this.#thin(row);
    const others = this.#others[row]!, room = others.length;
    if (this.#lengths[row]! <= room * 3 / 4) return;
    this.#others[row] = new Int32Array(2 * room);
    this.#others[row]!.set(others);
    const rough = this.#rough[row]!;
    this.#rough[row] = new Float32Array(2 * room);
    this.#rough[row]!.set(rough);
  }

  #thin(row: number): void {
    const length = this.#lengths[row]!, others = this.#others[row]!, rough = this.#rough[row]!;
    if (length < this.#count) return;
    if (this.#sorted.length < length) this.#sorted = new Float32Array(2 * length);
    const sorted = this.#sorted.subarray(0, length);
    sorted.set(rough.subarray(0, length));
    sorted.sort();
    const limit = this.limits[row] = sorted[this.#count - 1]! + this.#slack[row]!;
    let kept = 0;
    for (let i = 0; i < length; i++) {
      if (rough[i]! > limit) continue;
      others[kept] = others[i]!;
      rough[kept++] = rough[i]!;
    }
    this.#lengths[row] = kept;
  }
}
