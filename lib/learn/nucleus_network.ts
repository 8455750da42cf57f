import type { Tensor1D } from "@tensorflow/tfjs";
import { InputError } from "../core/errors.ts";
import { type Plane, resize } from "../image/resize.ts";
import type { GreyImage } from "../image/tiff.ts";
import type { TensorFlow } from "./backend.ts";
import { splitWeights, ZOOM } from "./nets/nucleus_unet.ts";
import { estimateDiameter, gridOf } from "./nucleus/estimate_diameter.ts";
import { firstDiameter } from "./nucleus/first_diameter.ts";
import { type MapOptions, predictMaps } from "./nucleus/maps.ts";
import type { NucleusNetwork } from "./nucleus/network_file.ts";
import { normalize } from "./nucleus/normalize.ts";
import { nucleiOf, type NucleiOptions, type Seen } from "./nucleus/nuclei_of.ts";

export { decodeNetwork, encodeNetwork, type NucleusNetwork } from "./nucleus/network_file.ts";
export { nucleiOf, type NucleiOptions, type Seen } from "./nucleus/nuclei_of.ts";

/** How nuclei are found. */
export interface FindNucleiOptions extends MapOptions, Pick<NucleiOptions, "smallest"> {
  /** Usual diameter of a nucleus, px; defaults to an estimate from the image. */
  diameter?: number;
}

/** What was found. */
export interface FoundNuclei {
  /** Labels [height × width] from 1 without gaps, 0 = background. */
  labels: Int32Array;
  /** Diameter that was taken as usual, px. */
  diameter: number;
}

/** A network on a device, ready to find nuclei. */
export interface NucleusFinder {
  /**
   * Finds the nuclei of one image.
   *
   * @param image Grey values; bright nuclei on dark ground.
   * @param options Diameter, smallest nucleus, tiles.
   */
  find(image: GreyImage, options?: FindNucleiOptions): Promise<FoundNuclei>;
  /**
   * The first half of `find`: what the network says about the image. {@link nucleiOf} does the rest,
   * which can be repeated with other settings.
   */
  look(image: GreyImage, options?: FindNucleiOptions): Promise<Seen>;
  /** Frees the device's memory; the finder is of no use after that. */
  dispose(): void;
}

/** Views that are averaged where nothing else is asked for: chosen on validation images. */
const VIEWS = 4;

/**
 * Makes the project's own network ready to find nuclei: a small U-Net whose flows are followed.
 *
 * @param tf TensorFlow.js.
 * @param network From {@link decodeNetwork}.
 *
 * @example
 * ```ts
 * import { openNucleusFinder } from "./nucleus_network.ts";
 * import { countWeights } from "./nets/nucleus_unet.ts";
 * import { openBackend } from "./backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const shape = { base: 1, levels: 1 }, weights = new Float32Array(countWeights(shape));
 * const network = { shape, weights, threshold: 0, flowError: 0.4, fold: 0 };
 * const finder = openNucleusFinder(tf, network);
 * const image = { width: 9, height: 9, data: new Uint16Array(81) };
 * assertEquals((await finder.find(image)).labels, new Int32Array(81));
 * finder.dispose();
 * ```
 */
export function openNucleusFinder(tf: TensorFlow, network: NucleusNetwork): NucleusFinder {
  const { shape } = network;
  const layers = tf.tidy(() => splitWeights(tf, tf.tensor1d(network.weights) as Tensor1D, shape));
  const mapsOf = (plane: Plane, options: MapOptions) =>
    predictMaps(tf, layers, shape, plane, options);
  const look = async (image: GreyImage, options: FindNucleiOptions = {}): Promise<Seen> => {
    const { width, height } = image;
    const plane: Plane = { width, height, data: normalize(image.data) };
    const diameter = options.diameter ?? await estimateDiameter(
      image,
      firstDiameter(image),
      (width, height) => mapsOf(onGrid(plane, { width, height }), {}),
    );
    if (!(diameter > 0)) {
      throw new InputError("Cannot find nuclei", {
        found: diameter,
        allowed: "a diameter above 0",
      });
    }
    const grid = gridOf(image, diameter);
    const maps = await mapsOf(onGrid(plane, grid), { views: VIEWS, ...options });
    return { maps, grid, width, height, diameter };
  };
  return {
    look,
    find: async (image, options = {}) => {
      const seen = await look(image, options);
      return { labels: nucleiOf(seen, { ...network, ...options }), diameter: seen.diameter };
    },
    dispose: () => tf.dispose(layers),
  };
}

/** The image as the network takes it. */
function onGrid(plane: Plane, grid: Seen["grid"]): Plane {
  return resize(plane, ZOOM * grid.width, ZOOM * grid.height);
}
