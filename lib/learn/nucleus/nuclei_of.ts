import { resize, resizeLabels } from "../../image/resize.ts";
import { cleanLabels, followFlows } from "../../segment/flows.ts";
import type { Maps } from "./maps.ts";
import type { NucleusNetwork } from "./network_file.ts";

/** What the network saw in an image. */
export interface Seen {
  /** Its maps, on a grid where a usual nucleus is 14 px wide. */
  maps: Maps;
  /** That grid. */
  grid: { width: number; height: number };
  /** Size of the image. */
  width: number;
  height: number;
  /** Diameter that was taken as usual, px of the image. */
  diameter: number;
}

/** How the network's maps become nuclei. */
export interface NucleiOptions extends Pick<NucleusNetwork, "threshold" | "flowError"> {
  /** Objects with fewer pixels are removed; defaults to 20, or 2 % of a usual nucleus if that is more. */
  smallest?: number;
}

/**
 * The second half of `find`: nuclei from what the network saw.
 *
 * Flows are followed on the finer one of the image's grid and the network's.
 *
 * @param seen From `look`.
 * @param options Threshold, flow error, smallest nucleus.
 * @returns Labels [height × width] of the image from 1 without gaps, 0 = background.
 *
 * @example
 * ```ts
 * import { nucleiOf } from "./nuclei_of.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const grid = { width: 2, height: 1 };
 * const maps = { flows: new Float32Array(4), inside: new Float32Array([-1, -1]) };
 * const seen = { maps, grid, ...grid, diameter: 16 };
 * assertEquals([...nucleiOf(seen, { threshold: 0, flowError: 0.4 })], [0, 0]);
 * ```
 */
export function nucleiOf(
  { maps, grid, width, height, diameter }: Seen,
  { threshold, flowError, smallest = Math.max(20, 0.016 * diameter ** 2) }: NucleiOptions,
): Int32Array {
  const settings = { threshold, flowError, largestShare: 1, smallest: 4 };
  const size = grid.width * grid.height;
  let labels: Int32Array;
  if (grid.width >= width) {
    const found = followFlows(maps.flows, maps.inside, grid.width, grid.height, settings);
    labels = resizeLabels(found, grid, { width, height });
  } else {
    const fine = (data: Float32Array) => resize({ ...grid, data }, width, height).data;
    const flows = new Float32Array(2 * width * height);
    flows.set(fine(maps.flows.subarray(0, size)));
    flows.set(fine(maps.flows.subarray(size)), width * height);
    const steps = Math.ceil(200 * Math.max(1, width / grid.width / 2));
    labels = followFlows(flows, fine(maps.inside), width, height, { ...settings, steps });
  }
  return cleanLabels(labels, width, height, smallest);
}
