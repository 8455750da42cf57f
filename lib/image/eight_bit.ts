import { InputError } from "../core/errors.ts";
import { type Histogram, type Limits, quantiles } from "./intensity.ts";

/** What storing 8 instead of 16 bits costs an image. */
export interface EightBitCost {
  /** Grey values in use before. */
  levels16: number;
  /** Grey values in use after, at most 256. */
  levels8: number;
  /** Root mean square of the error, in grey values of 16 bits, clipped pixels included. */
  rms: number;
  /** The same without clipped pixels: rounding alone. */
  rmsRounding: number;
  /** Share of pixels below the lower limit, all turned black. */
  clippedLow: number;
  /** Share of pixels above the upper limit, all turned white. */
  clippedHigh: number;
  /** The darker half of the pixels, where background and dim structures lie. */
  dark: {
    /** Grey values in use before. */
    levels16: number;
    /** Grey values in use after. */
    levels8: number;
  };
}

/**
 * Grey values between two limits as 8 bits: round(255 (v − low) / (high − low)), halves upwards,
 * clipped to 0 and 255.
 *
 * @param data Grey values of 16 bits.
 * @param limits What becomes 0 and 255; see `limitsOf`.
 * @returns Grey values of 8 bits, same order.
 * @throws {InputError} unless low < high, both finite.
 *
 * @example
 * ```ts
 * import { toEightBit } from "./eight_bit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = toEightBit(new Uint16Array([0, 100, 600, 1100, 9000]), { low: 100, high: 1100 });
 * assertEquals([...bytes], [0, 0, 128, 255, 255]);
 * ```
 */
export function toEightBit(data: Uint16Array, limits: Limits): Uint8Array {
  const table = eightBitTable(limits);
  const bytes = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) bytes[i] = table[data[i] as number] as number;
  return bytes;
}

/**
 * What is left of 16-bit grey values after they were stored in 8 bits: low + b (high − low) / 255.
 *
 * @param data Grey values of 16 bits.
 * @param limits What becomes 0 and 255.
 * @returns Grey values of 16 bits, at most 256 different ones.
 * @throws {InputError} unless low < high, both finite.
 *
 * @example
 * ```ts
 * import { throughEightBit } from "./eight_bit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = new Uint16Array([300, 511, 512]);
 * assertEquals([...throughEightBit(data, { low: 0, high: 65280 })], [256, 512, 512]);
 * ```
 */
export function throughEightBit(data: Uint16Array, limits: Limits): Uint16Array {
  const step = (limits.high - limits.low) / 255;
  const bytes = toEightBit(data, limits);
  return Uint16Array.from(bytes, (byte) => Math.round(limits.low + step * byte));
}

/**
 * The 8-bit value of every 16-bit value, as `toEightBit` uses it [65,536].
 *
 * @throws {InputError} unless low < high, both finite.
 *
 * @example
 * ```ts
 * import { eightBitTable } from "./eight_bit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(eightBitTable({ low: 0, high: 65535 })[257], 1);
 * ```
 */
export function eightBitTable({ low, high }: Limits): Uint8Array {
  if (!(low < high) || !Number.isFinite(high - low)) {
    throw new InputError("Cannot rescale to 8 bits", {
      found: `limits ${low} and ${high}`,
      allowed: "a lower limit below the upper",
    });
  }
  const table = new Uint8Array(65536);
  for (let value = 0; value < table.length; value++) {
    const scaled = Math.floor(255 * (value - low) / (high - low) + 0.5);
    table[value] = Math.min(255, Math.max(0, scaled));
  }
  return table;
}

/**
 * What the step from 16 to 8 bits between two limits costs the counted pixels.
 *
 * An 8-bit value b stands for low + b (high − low) / 255; the error is the distance to what was
 * there. Without clipping the rms is near (high − low) / 255 / √12.
 *
 * @param counts Histogram of the image (or plate).
 * @param limits What becomes 0 and 255.
 * @throws {InputError} for an empty histogram or bad limits.
 *
 * @example
 * ```ts
 * import { eightBitCost } from "./eight_bit.ts";
 * import { histogram } from "./intensity.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = histogram(Uint16Array.from({ length: 1000 }, (_, i) => i));
 * const cost = eightBitCost(counts, { low: 0, high: 999 });
 * assertEquals([cost.levels16, cost.levels8], [1000, 256]);
 * ```
 */
export function eightBitCost(counts: Histogram, limits: Limits): EightBitCost {
  const table = eightBitTable(limits);
  const step = (limits.high - limits.low) / 255;
  const [median] = quantiles(counts, [0.5]) as [number];
  const seen = new Set<number>(), seenDark = new Set<number>();
  let levels16 = 0, dark16 = 0, total = 0, low = 0, high = 0, squares = 0, rounding = 0;
  for (let value = 0; value < counts.length; value++) {
    const count = counts[value] as number;
    if (count === 0) continue;
    const byte = table[value] as number;
    const square = count * (value - limits.low - step * byte) ** 2;
    levels16++;
    total += count;
    squares += square;
    seen.add(byte);
    if (value < limits.low) low += count;
    else if (value > limits.high) high += count;
    else rounding += square;
    if (value <= median) {
      dark16++;
      seenDark.add(byte);
    }
  }
  return {
    levels16,
    levels8: seen.size,
    rms: Math.sqrt(squares / total),
    rmsRounding: Math.sqrt(rounding / Math.max(1, total - low - high)),
    clippedLow: low / total,
    clippedHigh: high / total,
    dark: { levels16: dark16, levels8: seenDark.size },
  };
}
