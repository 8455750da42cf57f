/**
 * Pixels that wait by their level, the lowest first; those of one level in the order of arrival.
 *
 * One list a level, so that a pixel is pushed and popped in constant time; every pixel may wait once.
 *
 * @example
 * ```ts
 * import { LevelQueue } from "./level_queue.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const queue = new LevelQueue(new Uint16Array([7, 2, 7]));
 * for (const pixel of [0, 1, 2]) queue.push(pixel);
 * assertEquals([queue.pop(), queue.pop(), queue.pop(), queue.pop()], [1, 0, 2, -1]);
 * ```
 */
export class LevelQueue {
  readonly #levels: Uint16Array;
  readonly #first = new Int32Array(65536).fill(-1);
  readonly #last = new Int32Array(65536).fill(-1);
  /** A bit a level that has pixels, 32 levels a word, so that empty levels cost next to nothing. */
  readonly #used = new Int32Array(2048);
  readonly #next: Int32Array;
  #word = 2048;

  /** @param levels Level of each pixel. */
  constructor(levels: Uint16Array) {
    this.#levels = levels;
    this.#next = new Int32Array(levels.length);
  }

  /** Adds a pixel, also one below the level of those popped last. */
  push(pixel: number): void {
    const level = this.#levels[pixel] as number;
    this.#next[pixel] = -1;
    const last = this.#last[level] as number;
    this.#last[level] = pixel;
    if (last >= 0) {
      this.#next[last] = pixel;
      return;
    }
    this.#first[level] = pixel;
    const word = level >>> 5;
    this.#used[word] = (this.#used[word] as number) | (1 << (level & 31));
    if (word < this.#word) this.#word = word;
  }

  /** Takes the next pixel out; −1 when none waits. */
  pop(): number {
    while (this.#word < 2048 && this.#used[this.#word] === 0) this.#word++;
    if (this.#word === 2048) return -1;
    const bits = this.#used[this.#word] as number;
    const lowest = 31 - Math.clz32(bits & -bits);
    const level = (this.#word << 5) + lowest;
    const pixel = this.#first[level] as number;
    const next = this.#next[pixel] as number;
    this.#first[level] = next;
    if (next < 0) {
      this.#last[level] = -1;
      this.#used[this.#word] = bits & (bits - 1);
    }
    return pixel;
  }
}
