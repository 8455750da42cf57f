/** How a convolution is shared out among the threads of a graphics card. */
export interface Block {
  /** Pixels of a group of threads, a multiple of {@link rows}. */
  pixels: number;
  /** Channels of a group, a multiple of {@link columns}. */
  outputs: number;
  /** Pixels of a thread. */
  rows: number;
  /** Channels of a thread, a multiple of 4. */
  columns: number;
  /** Products that make up a sum which are computed between two waits, a multiple of 4. */
  depth: number;
}

/** Many products for each number that is fetched, 12 KiB of a group's memory. */
const large: Block = { pixels: 128, outputs: 64, rows: 8, columns: 8, depth: 16 };

/** Four times as many groups. */
const small: Block = { pixels: 64, outputs: 32, rows: 8, columns: 4, depth: 16 };

/** As many large groups keep a large card busy: two for each of its processors. */
const ENOUGH = 264;

/**
 * How a convolution is best shared out.
 *
 * @param pixels Pixels of the result, of all images.
 * @param outputs Channels of the result.
 *
 * @example
 * ```ts
 * import { blockFor } from "./block.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(blockFor(32 * 147 * 147, 64).pixels, 128);
 * assertEquals(blockFor(8 * 8, 192).pixels, 64);
 * ```
 */
export function blockFor(pixels: number, outputs: number): Block {
  const [right, down] = groupsOf(large, pixels, outputs);
  return right * down < ENOUGH ? small : large;
}

/** @returns Groups side by side, and below each other. */
export function groupsOf(block: Block, pixels: number, outputs: number): [number, number] {
  return [Math.ceil(outputs / block.outputs), Math.ceil(pixels / block.pixels)];
}

/** @returns Threads of a group. */
export function threadsOf({ pixels, outputs, rows, columns }: Block): number {
  return (pixels / rows) * (outputs / columns);
}
