import type { Convolution } from "./step.ts";

/** Zeros before and after a tensor's images, rows, columns and channels. */
type Zeros = [[number, number], [number, number], [number, number], [number, number]];

/**
 * What a convolution has around its input, in TensorFlow's words: `same` and `valid` are fast, and
 * nearly all convolutions here are one of both.
 *
 * @param layer The convolution.
 * @returns A word, or zeros on each side.
 *
 * @example
 * ```ts
 * import { blocks } from "./blocks.ts";
 * import { paddingOf } from "./padding.ts";
 * import { convolutionsOf } from "./step.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [stem] = convolutionsOf(blocks[0]!);
 * assertEquals(paddingOf(stem!), "valid");
 * ```
 */
export function paddingOf(
  { stride, padding: [rows, columns] }: Pick<Convolution, "stride" | "padding">,
): "valid" | "same" | Zeros {
  if (rows + columns === 0) return "valid";
  if (stride === 1) return "same";
  return [[0, 0], [rows, rows], [columns, columns], [0, 0]];
}
