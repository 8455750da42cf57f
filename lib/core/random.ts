/**
 * A seeded stream of random numbers: the same seed gives the same numbers on every machine.
 *
 * The generator is sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix-style mixing.
 *
 * @example
 * ```ts
 * import { Random } from "./random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(new Random(7).uniform(), new Random(7).uniform());
 * ```
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;
  #spareNormal: number | undefined;
  readonly #seed: number;

  /** @param seed Any number; only its lower 32 bits count. */
  constructor(seed: number) {
    this.#seed = seed >>> 0;
    const next = mixer(this.#seed);
    this.#a = next();
    this.#b = next();
    this.#c = next();
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /**
   * An independent stream for one part of the work, so that parts can be made in any order or in
   * parallel and still come out the same.
   *
   * @param labels What the stream is for, for example a plate, a well and a site.
   */
  fork(...labels: (string | number)[]): Random {
    let hash = this.#seed ^ 0x9e3779b9;
    for (const char of labels.join("\u0000")) {
      hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
      hash = (hash << 13) | (hash >>> 19);
    }
    return new Random(mixer(hash)());
  }

  /** A whole number in [0, 2³²). */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum | 0;
    return sum >>> 0;
  }

  /** A number in [low, high); defaults to [0, 1). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.uint32() / 4294967296);
  }

  /** A whole number in [0, n). */
  integer(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** A normal number, by the polar method of Marsaglia. */
  normal(mean = 0, standardDeviation = 1): number {
    if (this.#spareNormal !== undefined) {
      const spare = this.#spareNormal;
      this.#spareNormal = undefined;
      return mean + standardDeviation * spare;
    }
    let x: number, y: number, s: number;
    do {
      x = this.uniform(-1, 1);
      y = this.uniform(-1, 1);
      s = x * x + y * y;
    } while (s >= 1 || s === 0);
    const scale = Math.sqrt(-2 * Math.log(s) / s);
    this.#spareNormal = y * scale;
    return mean + standardDeviation * x * scale;
  }

  /** A Poisson count: exact inversion below a mean of 30, rounded normal above. */
  poisson(mean: number): number {
    if (mean <= 0) return 0;
    if (mean > 30) return Math.max(0, Math.round(this.normal(mean, Math.sqrt(mean))));
    const limit = Math.exp(-mean);
    let product = this.uniform(), count = 0;
    while (product > limit) {
      product *= this.uniform();
      count++;
    }
    return count;
  }

  /** One of the items. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("Cannot pick from an empty list");
    return items[this.integer(items.length)] as T;
  }

  /** The items in random order (Fisher-Yates); the input stays as it is. */
  shuffle<T>(items: Iterable<T>): T[] {
    const shuffled = [...items];
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [shuffled[i], shuffled[j]] = [shuffled[j] as T, shuffled[i] as T];
    }
    return shuffled;
  }
}

function mixer(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}
