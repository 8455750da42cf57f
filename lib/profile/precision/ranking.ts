/**
 * Average precision of one query whose ties are broken at random, in expectation.
 *
 * Programs that sort give tied items the order of their input, so that with positives first
 * constant features reach 1. Here each group of equal similarity contributes what it does on average
 * over all orders within it. For r positives and t negatives tied behind p positives and a
 * negatives, the sum over the places i = 1 … r + t of
 * r/(r+t) · (p + 1 + (i−1)(r−1)/(r+t−1)) / (p + a + i).
 *
 * Source: McSherry and Najork 2008, Computing information retrieval performance measures efficiently
 * in the presence of tied scores.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const ranking = new Ranking(1);
 * ranking.start([0.5], 1);
 * ranking.add(0.5); // first or second, each half the time
 * assertEquals(ranking.value(), 0.75);
 * ```
 */
export class Ranking {
  /** Different similarities of positives, the largest first, and how many have each. */
  readonly #levels: Float64Array;
  readonly #positives: Int32Array;
  /** Negatives above each level, apart from those that `#passed` says. */
  readonly #above: Float64Array;
  readonly #tied: Float64Array;
  /** Negatives above this level and all lower ones. */
  readonly #passed: Float64Array;
  #size = 0;
  #count = 0;

  /** @param most Most positives that a query can have. */
  constructor(most: number) {
    this.#levels = new Float64Array(most);
    this.#positives = new Int32Array(most);
    this.#above = new Float64Array(most);
    this.#tied = new Float64Array(most);
    this.#passed = new Float64Array(most + 1);
  }

  /**
   * Begins with the positives.
   *
   * @param similarities The first `count` of them are used; they are sorted in place.
   */
  start(similarities: number[] | Float64Array, count: number): void {
    sortDown(similarities, count);
    this.#count = count;
    this.#size = 0;
    for (let i = 0; i < count; i++) {
      const value = similarities[i]!;
      if (i > 0 && value === similarities[i - 1]) {
        this.#positives[this.#size - 1]!++;
        continue;
      }
      this.#levels[this.#size] = value;
      this.#positives[this.#size++] = 1;
    }
    for (let i = 0; i < this.#size; i++) this.#above[i] = this.#tied[i] = this.#passed[i] = 0;
  }

  /** Adds a negative, or takes one away with weight −1. */
  add(similarity: number, weight = 1): void {
    const levels = this.#levels, size = this.#size;
    // Most negatives are below all positives of a strong group.
    if (size === 0 || similarity < levels[size - 1]!) return;
    let low = 0, high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (levels[middle]! > similarity) low = middle + 1;
      else high = middle;
    }
    if (levels[low] === similarity) this.#tied[low++]! += weight;
    if (low < size) this.#passed[low]! += weight;
  }

  /** Adds many negatives at once, sorted upwards. */
  addSorted(similarities: Float32Array): void {
    const length = similarities.length;
    for (let i = 0; i < this.#size; i++) {
      const level = this.#levels[i]!;
      let low = 0, high = length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (similarities[middle]! <= level) low = middle + 1;
        else high = middle;
      }
      this.#above[i]! += length - low;
      while (low > 0 && similarities[low - 1] === level) {
        this.#tied[i]!++;
        low--;
      }
    }
  }

  /** Average precision in expectation; NaN without positives. */
  value(): number {
    let sum = 0, before = 0, passed = 0;
    for (let i = 0; i < this.#size; i++) {
      passed += this.#passed[i]!;
      const r = this.#positives[i]!, t = this.#tied[i]!, ahead = before + this.#above[i]! + passed;
      if (t === 0) { for (let k = 1; k <= r; k++) sum += (before + k) / (ahead + k); }
      else {
        const slope = (r - 1) / (r + t - 1);
        let tie = 0;
        for (let k = 1; k <= r + t; k++) tie += (before + 1 + (k - 1) * slope) / (ahead + k);
        sum += tie * r / (r + t);
      }
      before += r;
    }
    return sum / this.#count;
  }
}

/**
 * Sorts the first numbers of a list in place, the largest first.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const values = [1, 3, 2, 9];
 * sortDown(values, 3);
 * assertEquals(values, [3, 2, 1, 9]);
 * ```
 */
export function sortDown(values: number[] | Float64Array, count: number): void {
  if (count > 40) {
    const sorted = Float64Array.from(values.slice(0, count)).sort();
    for (let i = 0; i < count; i++) values[i] = sorted[count - 1 - i]!;
    return;
  }
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    let at = i;
    while (at > 0 && values[at - 1]! < value) values[at] = values[--at]!;
    values[at] = value;
  }
}
