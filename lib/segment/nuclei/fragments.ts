import { gaussianSmooth } from "../../image/smooth.ts";
import { connectedComponents } from "../components.ts";
import { peaks } from "../peaks.ts";
import { watershed } from "../watershed.ts";
import type { NuclearMask } from "./mask.ts";

/** Smoothing of depth and of brightness, in diameters. */
const depthSigma = 0.04, brightnessSigma = 0.07;
/** Two peaks are one fragment if the saddle between them is above this share of the lower one. */
const sharedSaddle = 0.97;

/**
 * Cuts the mask into fragments by shape and brightness together, so fine that hardly one holds parts of
 * two nuclei.
 *
 * Each pixel gets its depth in the mask times its brightness relative to the brightest
 * place of the clump; peaks of this landscape are seeds unless the saddle to a higher
 * one is nearly as high, and a watershed gives each pixel to a seed.
 *
 * @param levels Smoothed levels [height × width].
 * @param width Pixels across.
 * @param nuclear Mask, its distances, diameter.
 * @returns Label image, one number a fragment.
 */
export function fragmentsOf(
  levels: Uint16Array,
  width: number,
  { mask, squares, diameter }: NuclearMask,
): Int32Array {
  const height = levels.length / width;
  const deepest = 2 * diameter;
  const depths = new Float64Array(squares.length);
  for (let i = 0; i < squares.length; i++) {
    const square = squares[i] as number;
    if (square > 0) depths[i] = Math.min(deepest, Math.sqrt(square));
  }
  const depth = gaussianSmooth({ width, height, data: depths }, depthSigma * diameter).data;
  const grey = { width, height, data: new Float64Array(levels) };
  const brightness = gaussianSmooth(grey, brightnessSigma * diameter).data;
  const { labels: clumps, count } = connectedComponents(mask, width);
  const brightest = new Float64Array(count + 1);
  for (let i = 0; i < mask.length; i++) {
    const clump = clumps[i] as number, value = brightness[i] as number;
    if (clump > 0 && value > (brightest[clump] as number)) brightest[clump] = value;
  }
  let highest = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    const share = (brightness[i] as number) / (brightest[clumps[i] as number] as number);
    depth[i] = (depth[i] as number) * share;
    if ((depth[i] as number) > highest) highest = depth[i] as number;
  }
  const hills = new Uint16Array(mask.length), valleys = new Uint16Array(mask.length);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    hills[i] = 65535 * (depth[i] as number) / highest;
    valleys[i] = 65535 - (hills[i] as number);
  }
  const joined = (peak: number, saddle: number) => saddle > sharedSaddle * peak;
  return watershed(valleys, peaks(hills, width, { mask, joined }).labels, width, { mask });
}
