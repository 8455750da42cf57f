import type { Curve } from "./curve.ts";

/** Pull and push between two rows of a map, by their squared distance, in tables. */
export interface Forces {
  /** Factor of the difference of two rows that an edge joins, at each place of the table. */
  pull: Float64Array;
  /** The same for two rows by chance. */
  push: Float64Array;
}

/** Smallest and largest exponent of 2 in the tables. */
const lowest = -40, highest = 40;

/** Bits of the fraction of a 32-bit number that lie between two entries: 256 entries an octave. */
const fractionBits = 15;

/** The bits of 2^lowest above the fraction: what the first entry of a table stands for. */
const firstEntry = (127 + lowest) << (23 - fractionBits);

/** Number of the last entry that another one follows. */
const lastEntry = ((highest - lowest) << (23 - fractionBits)) - 1;

/** The bits of a fraction between two entries, and what turns them into a share of 1. */
const fractionMask = (1 << fractionBits) - 1, fraction = 2 ** -fractionBits;

/** A 32-bit number and its bits, for the look-up of an entry. */
const bits = new Int32Array(1), number = new Float32Array(bits.buffer);

/** Keeps a push finite where two rows nearly touch, as umap-learn does. */
const softening = 1e-3;

/**
 * Tables of UMAP's gradient, for squared distances from 2⁻⁴⁰ to 2⁴⁰: powers would take most of the
 * time of a map. Straight lines between entries are within 1e-5 of the force.
 *
 * @param curve Shape of nearness in the map.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { push } = makeForces({ a: 1, b: 1 });
 * assertAlmostEquals(lookUp(push, 4), 2 / (4.001 * 5), 1e-5);
 * ```
 */
export function makeForces({ a, b }: Curve): Forces {
  const pull = new Float64Array(lastEntry + 2), push = new Float64Array(lastEntry + 2);
  for (let entry = 0; entry < pull.length; entry++) {
    bits[0] = (firstEntry + entry) << fractionBits;
    const squared = number[0]!, power = squared ** b;
    pull[entry] = -2 * a * b * power / (squared * (1 + a * power));
    push[entry] = 2 * b / ((softening + squared) * (1 + a * power));
  }
  return { pull, push };
}

/**
 * A force at a squared distance; at the ends of the table beyond them.
 *
 * @param table One of {@link makeForces}.
 * @param squared Squared distance in the map.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { pull } = makeForces({ a: 1, b: 1 });
 * assertAlmostEquals(lookUp(pull, 1), -1);
 * ```
 */
export function lookUp(table: Float64Array, squared: number): number {
  number[0] = squared;
  const at = (bits[0]! >> fractionBits) - firstEntry;
  const entry = at < 0 ? 0 : at > lastEntry ? lastEntry : at, value = table[entry]!;
  return value + (bits[0]! & fractionMask) * fraction * (table[entry + 1]! - value);
}
