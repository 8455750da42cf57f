import { INSIDE, type Region } from "./region.ts";

// The code of a border pixel, 1 + 2 for each neighbour by a side + 10 for each by a corner, tells how
// much of the outline it stands for.
const lengths = new Float64Array(50);
for (const code of [5, 7, 15, 17, 25, 27]) lengths[code] = 1;
for (const code of [21, 33]) lengths[code] = Math.SQRT2;
for (const code of [13, 23]) lengths[code] = (1 + Math.SQRT2) / 2;

/** Outline of an object. */
export interface Outline {
  /** Length, px. */
  perimeter: number;
  /** Pieces minus holes, corners connecting. */
  euler: number;
}

/**
 * Length of the outline of an object, holes included, and its Euler number.
 *
 * The perimeter is that of `skimage.measure.perimeter` with neighbourhood 4: a path through the
 * centres of the border pixels, whose steps count 1, √2 or their mean (Benkrid and Crookes, Design
 * and FPGA implementation of a perimeter estimator, 2000). A single pixel has perimeter 0. The border
 * of the image counts as background. The Euler number counts corners of 2 × 2 pixels (Gray, Local
 * properties of binary images in two dimensions, 1971).
 *
 * @param region The object.
 *
 * @example
 * ```ts
 * import { boxes } from "../flows/boxes.ts";
 * import { outlineOf } from "./outline.ts";
 * import { regionCutter } from "./region.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array(9).fill(1);
 * const square = regionCutter(labels, 3, 3)(boxes(labels, 3, 3)[0]!);
 * assertEquals(outlineOf(square), { perimeter: 8, euler: 1 });
 * ```
 */
export function outlineOf(region: Region): Outline {
  const { mask, stride, area, inMask } = region;
  const border = workspace(mask.length);
  let count = 0;
  for (let i = 0; i < area; i++) {
    const at = inMask[i] as number;
    if (
      mask[at - 1] !== INSIDE || mask[at + 1] !== INSIDE || mask[at - stride] !== INSIDE ||
      mask[at + stride] !== INSIDE
    ) {
      border[at] = 1;
      pixels[count++] = at;
    }
  }
  let perimeter = 0;
  const on = (at: number) => border[at] as number;
  for (let i = 0; i < count; i++) {
    const at = pixels[i] as number, above = at - stride, below = at + stride;
    const sides = on(at - 1) + on(at + 1) + on(above) + on(below);
    const corners = on(above - 1) + on(above + 1) + on(below - 1) + on(below + 1);
    perimeter += lengths[1 + 2 * sides + 10 * corners] as number;
  }
  for (let i = 0; i < count; i++) border[pixels[i] as number] = 0;
  return { perimeter, euler: eulerOf(region) };
}

let shared = new Uint8Array(0), pixels = new Int32Array(0);

/** All zeros, and left so. */
function workspace(size: number): Uint8Array {
  if (shared.length < size) {
    shared = new Uint8Array(2 * size);
    pixels = new Int32Array(2 * size);
  }
  return shared;
}

function eulerOf({ mask, stride, height }: Region): number {
  let sum = 0;
  for (let at = 0, last = (height + 1) * stride; at < last; at++) {
    // The square that starts in the last column takes in the rim of the next row, which is empty too.
    const a = mask[at] === INSIDE ? 1 : 0, b = mask[at + 1] === INSIDE ? 1 : 0;
    const c = mask[at + stride] === INSIDE ? 1 : 0, d = mask[at + stride + 1] === INSIDE ? 1 : 0;
    const set = a + b + c + d;
    if (set === 1) sum++;
    else if (set === 3) sum--;
    else if (set === 2 && a === d) sum -= 2;
  }
  return sum / 4;
}
