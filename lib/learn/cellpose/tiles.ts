/** The network halves its input several times; sides of a multiple of this come out even. */
const MULTIPLE = 16;
/** The taper is that of a tile of at least this side. */
const TAPER_SIDE = 224;

/**
 * Zeros before and after a side of an image, so that its length is a multiple of 16, with 8 more at
 * both ends.
 *
 * @param length Pixels along the side.
 *
 * @example
 * ```ts
 * import { padding } from "./tiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(padding(209), [15, 16]);
 * ```
 */
export function padding(length: number): [before: number, after: number] {
  const lacking = Math.ceil(length / MULTIPLE) * MULTIPLE - length;
  const before = Math.floor(lacking / 2);
  return [MULTIPLE / 2 + before, MULTIPLE / 2 + lacking - before];
}

/**
 * Where tiles begin along a side of an image.
 *
 * @param length Pixels along the side.
 * @param tile Side of a tile, px.
 * @param overlap Share of a tile that it has in common with each neighbour, at least; 0.05 to 0.5.
 * @returns First pixel of each tile, evenly spread from 0 to the last place where one fits.
 *
 * @example
 * ```ts
 * import { tileStarts } from "./tiles.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(tileStarts(500, 224, 0.1), [0, 138, 276]);
 * assertEquals(tileStarts(100, 224, 0.1), [0]);
 * ```
 */
export function tileStarts(length: number, tile: number, overlap: number): number[] {
  if (length <= tile) return [0];
  const share = Math.min(0.5, Math.max(0.05, overlap));
  const count = Math.ceil((1 + 2 * share) * length / tile);
  const step = (length - tile) / (count - 1);
  return Array.from({ length: count }, (_, i) => Math.floor(i * step));
}

/**
 * How much each pixel along a side of a tile counts where tiles overlap: least at the ends, where
 * the network sees least around it.
 *
 * @param length Pixels along the side.
 * @returns A weight a pixel; that of a tile is the product of both sides'.
 *
 * @example
 * ```ts
 * import { taper } from "./tiles.ts";
 * import { assert } from "@std/assert";
 *
 * const weights = taper(224);
 * assert(weights[0]! < 0.07 && weights[112]! > 0.999);
 * ```
 */
export function taper(length: number): Float64Array {
  const whole = Math.max(TAPER_SIDE, length);
  const first = Math.floor(whole / 2) - Math.floor(length / 2);
  return Float64Array.from({ length }, (_, i) => {
    const fromMiddle = Math.abs(first + i - (whole - 1) / 2);
    return 1 / (1 + Math.exp((fromMiddle - (whole / 2 - 20)) / 7.5));
  });
}
