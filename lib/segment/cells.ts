import { InputError } from "../core/errors.ts";
import { histogram, quantiles } from "../image/intensity.ts";
import type { GreyImage } from "../image/tiff.ts";
import { clearBorder } from "./border.ts";
import { fillHoles } from "./fill_holes.ts";
import { foreground } from "./foreground.ts";
import { smoothedLevels } from "./levels.ts";
import { propagate } from "./propagate.ts";
import { seededPieces } from "./seeded_pieces.ts";
import { structure } from "./structure.ts";

/** How cells are found. */
export interface CellOptions {
  /** λ of the propagation: large divides by distance, small follows edges; defaults to 0.05. */
  regularisation?: number;
  /** Standard deviation of the Gaussian against noise, px; defaults to 1.5. */
  smoothing?: number;
  /** How far dim cytoplasm is followed, 0 (bright parts only) to 1; defaults to 1. */
  dim?: number;
  /** Whether cells that the border cuts stay; defaults to `keep`. */
  border?: "keep" | "remove";
}

/** Below this a channel shows no cells, only noise. A contrast cannot tell: cells may fill the field. */
const leastStructure = 2;

/**
 * Finds the cell around each nucleus in one or more cytoplasm channels.
 *
 * The channels are stretched between their background and their 99 % quantile and averaged; what is
 * above a threshold belongs to cells, and nuclei spread over it until they meet (see `propagate`). A
 * cell contains its nucleus and hangs together with it: one piece, unless the nucleus is in several,
 * as a network may leave it, and as it is in a cell that divides. Holes are filled.
 *
 * @param nuclei Label image of nuclei [height × width].
 * @param channels Cytoplasm channels, each as large as the nuclei.
 * @param options λ, smoothing, border.
 * @returns Label image [height × width]; cell i contains nucleus i. Where no channel shows more than
 * noise, the cells are the nuclei. With `remove`, cells that the border cuts are 0 and the others keep
 * their numbers.
 * @throws {InputError} without channels, or for one of another size.
 *
 * @example
 * ```ts
 * import { segmentCells } from "./cells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const nuclei = new Int32Array(400), data = new Uint16Array(400).fill(100);
 * for (let i = 0; i < 400; i++) {
 *   const far = Math.hypot(i % 20 - 10, Math.floor(i / 20) - 10);
 *   if (far < 2) nuclei[i] = 1;
 *   if (far < 7) data[i] = 4000;
 * }
 * const cells = segmentCells(nuclei, [{ width: 20, height: 20, data }], { smoothing: 0 });
 * assertEquals(cells.filter(Boolean).length, data.filter((value) => value > 100).length);
 * ```
 */
export function segmentCells(
  nuclei: Int32Array,
  channels: readonly GreyImage[],
  options: CellOptions = {},
): Int32Array {
  const { regularisation = 0.05, smoothing = 1.5, dim = 1, border = "keep" } = options;
  const width = check(nuclei, channels);
  const brightness = new Float32Array(nuclei.length);
  let used = 0;
  for (const channel of channels) {
    const smoothed = smoothedLevels(channel, smoothing);
    if (smoothed === undefined) continue;
    const { levels, step } = smoothed;
    if (structure(channel, levels, step, smoothing) < leastStructure) continue;
    const { background } = foreground(levels, dim);
    const white = Math.max(background + 1, quantiles(histogram(levels), [0.99])[0] as number);
    const shares = new Float64Array(65536);
    for (let level = 0; level < shares.length; level++) {
      shares[level] = Math.min(1, Math.max(0, (level - background) / (white - background)));
    }
    for (let i = 0; i < levels.length; i++) {
      brightness[i] = (brightness[i] as number) + (shares[levels[i] as number] as number);
    }
    used++;
  }
  if (used === 0) return nuclei.slice();
  const levels = new Uint16Array(nuclei.length);
  for (let i = 0; i < levels.length; i++) {
    brightness[i] = (brightness[i] as number) / used;
    levels[i] = Math.round(65535 * (brightness[i] as number));
  }
  const { threshold } = foreground(levels, dim);
  const mask = new Uint8Array(levels.length);
  for (let i = 0; i < levels.length; i++) mask[i] = (levels[i] as number) > threshold ? 1 : 0;
  const cells = propagate(brightness, nuclei, width, { mask, regularisation });
  seededPieces(fillHoles(cells, width), nuclei, width);
  if (border === "remove") removeCut(cells, width);
  return cells;
}

function removeCut(cells: Int32Array, width: number): void {
  const kept = clearBorder(cells.slice(), width).labels;
  for (let i = 0; i < cells.length; i++) if (kept[i] === 0) cells[i] = 0;
}

function check(nuclei: Int32Array, channels: readonly GreyImage[]): number {
  const attempted = "Cannot find cells";
  const [first] = channels;
  if (first === undefined) {
    throw new InputError(attempted, {
      found: "no channel",
      allowed: "one or more of the cytoplasm",
    });
  }
  for (const { width, height, data } of channels) {
    if (data.length !== nuclei.length || width !== first.width || height !== first.height) {
      throw new InputError(`${attempted}: a channel has another size than the nuclei`, {
        found: `${width} × ${height}, ${data.length} pixels`,
        allowed: `${nuclei.length} pixels`,
      });
    }
  }
  return first.width;
}

/**
 * The cytoplasm: each cell without its nucleus, under the same number.
 *
 * @param cells Label image of cells [height × width].
 * @param nuclei Label image of nuclei [height × width].
 * @returns A new label image.
 *
 * @example
 * ```ts
 * import { cytoplasmOf } from "./cells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...cytoplasmOf(new Int32Array([3, 3, 0]), new Int32Array([0, 3, 0]))], [3, 0, 0]);
 * ```
 */
export function cytoplasmOf(cells: Int32Array, nuclei: Int32Array): Int32Array {
  return cells.map((cell, i) => nuclei[i] === 0 ? cell : 0);
}
