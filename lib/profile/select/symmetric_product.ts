import type { Matrix32, Product } from "../../core/multiply.ts";

/** Strips that the product is made in; of each only what the diagonal ends is made. */
const strips = 4;

/**
 * Adds a matrix times its transpose to sums in 64 bits, on and below the diagonal.
 *
 * @param matrix Rows to multiply with one another [k × m].
 * @param product The engine of products.
 * @param sums Sums so far; what is above the diagonal means nothing [k × k].
 *
 * @example
 * ```ts
 * import { multiply } from "../../core/multiply.ts";
 * import { addSymmetricProduct } from "./symmetric_product.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sums = new Float64Array(4), data = new Float32Array([1, 2, 3, 4]);
 * await addSymmetricProduct({ rows: 2, cols: 2, data }, multiply, sums);
 * assertEquals([sums[0], sums[2], sums[3]], [5, 11, 25]);
 * ```
 */
export async function addSymmetricProduct(
  { rows, cols, data }: Matrix32,
  product: Product,
  sums: Float64Array,
): Promise<void> {
  const step = Math.ceil(rows / strips);
  for (let first = 0; first < rows; first += step) {
    const end = Math.min(rows, first + step);
    const above = { rows: end, cols, data: data.subarray(0, end * cols) };
    // The first strip is the same matrix twice, which an engine need take in once only.
    const strip = first === 0
      ? above
      : { rows: end - first, cols, data: data.subarray(first * cols, end * cols) };
    const part = (await product(strip, above)).data;
    for (let row = first, i = 0; row < end; row++) {
      for (let column = 0; column < end; column++) sums[row * rows + column]! += part[i++]!;
    }
  }
}
