import type { Tensor1D } from "@tensorflow/tfjs";
import { InputError } from "../core/errors.ts";
import { type Plane, resize, resizeLabels } from "../image/resize.ts";
import type { GreyImage } from "../image/tiff.ts";
import { cleanLabels, followFlows } from "../segment/flows.ts";
import type { TensorFlow } from "./backend.ts";
import { countWeights, type NucleusShape, splitWeights, ZOOM } from "./nets/nucleus_unet.ts";
import { DIAMETER, medianDiameter } from "./nucleus/example.ts";
import { firstDiameter } from "./nucleus/first_diameter.ts";
import { type MapOptions, type Maps, predictMaps } from "./nucleus/maps.ts";
import { normalize } from "./nucleus/normalize.ts";
import { decodeTensors, encodeTensors } from "./safetensors.ts";

/** A trained network as it lies on disk. */
export interface NucleusNetwork {
  /** Its size. */
  shape: NucleusShape;
  /** Its numbers. */
  weights: Float32Array;
  /** Pixels whose logit is above this belong to nuclei. */
  threshold: number;
  /** Objects whose flow error is larger are removed. */
  flowError: number;
}

/** How nuclei are found. */
export interface FindNucleiOptions extends MapOptions {
  /** Usual diameter of a nucleus, px; defaults to an estimate from the image. */
  diameter?: number;
  /** Objects with fewer pixels are removed; defaults to 20, or 2 % of a usual nucleus if that is more. */
  smallest?: number;
}

/** What was found. */
export interface FoundNuclei {
  /** Labels [height × width] from 1 without gaps, 0 = background. */
  labels: Int32Array;
  /** Diameter that was taken as usual, px. */
  diameter: number;
}

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

const kind = "cell2structure nucleus network 2";

/**
 * The bytes of a network's file, in the safetensors format; weights are rounded to 16 bits.
 *
 * @example
 * ```ts
 * import { decodeNetwork, encodeNetwork } from "./nucleus_network.ts";
 * import { initialWeights } from "./nets/nucleus_unet.ts";
 * import { Random } from "../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = { base: 2, levels: 2 };
 * const weights = initialWeights(shape, new Random(1)).map(Math.f16round);
 * const network = { shape, weights, threshold: 0, flowError: 0.4 };
 * assertEquals(decodeNetwork(encodeNetwork(network)), network);
 * ```
 */
export function encodeNetwork(
  { shape, weights, threshold, flowError }: NucleusNetwork,
): Uint8Array {
  const numbers = { base: shape.base, levels: shape.levels, threshold, flowError };
  const texts = Object.entries(numbers).map(([name, value]) => [name, String(value)]);
  const content = { tensors: { weights }, metadata: { kind, ...Object.fromEntries(texts) } };
  return encodeTensors(content, { bits: 16 });
}

/**
 * Reads a network's file.
 *
 * @param bytes The whole file.
 * @param file Its name, for messages.
 * @throws {InputError} if it is no such file, or if numbers are missing.
 */
export function decodeNetwork(bytes: Uint8Array, file?: string): NucleusNetwork {
  const { tensors, metadata } = decodeTensors(bytes, file);
  const place = file === undefined ? {} : { file };
  const attempted = "Cannot read a nucleus network";
  if (metadata.kind !== kind) {
    throw new InputError(attempted, { ...place, found: metadata.kind, allowed: kind });
  }
  const number = (name: string) => {
    const value = Number(metadata[name] || NaN);
    if (!Number.isFinite(value)) {
      throw new InputError(attempted, { ...place, column: name, found: metadata[name] });
    }
    return value;
  };
  const shape = { base: number("base"), levels: number("levels") };
  const fits = Object.values(shape).every((value) =>
    Number.isInteger(value) && value > 0 && value < 1024
  );
  const { weights } = tensors;
  if (!fits || shape.levels > 8 || weights?.length !== countWeights(shape)) {
    throw new InputError(attempted, {
      ...place,
      found: `${weights?.length} weights for base ${shape.base}, levels ${shape.levels}`,
    });
  }
  return { shape, weights, threshold: number("threshold"), flowError: number("flowError") };
}

/**
 * Brings a network to the device.
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
 * const finder = openNucleusFinder(tf, { shape, weights, threshold: 0, flowError: 0.4 });
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
    const diameter = options.diameter ?? await estimateDiameter(image, plane, mapsOf);
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

/** How the network's maps become nuclei. */
export type NucleiOptions =
  & Pick<NucleusNetwork, "threshold" | "flowError">
  & Pick<FindNucleiOptions, "smallest">;

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
 * import { nucleiOf } from "./nucleus_network.ts";
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

type Mapper = (plane: Plane, options: MapOptions) => Promise<Maps>;

/** Looks for nuclei at the size that a threshold suggests, and again until the size agrees. */
async function estimateDiameter(image: GreyImage, plane: Plane, mapsOf: Mapper): Promise<number> {
  let diameter = firstDiameter(image);
  for (let round = 0; round < 3; round++) {
    const { width, height } = gridOf(image, diameter);
    const { flows, inside } = await mapsOf(onGrid(plane, { width, height }), {});
    const labels = followFlows(flows, inside, width, height, { flowError: 0, largestShare: 1 });
    const ratio = medianDiameter(labels, width, height) / DIAMETER;
    if (!(ratio > 0)) break;
    diameter *= ratio;
    if (ratio > 0.8 && ratio < 1.25) break;
  }
  return diameter;
}

/** Size of the maps of an image. */
function gridOf({ width, height }: Seen["grid"], diameter: number): Seen["grid"] {
  const side = (length: number) => Math.max(1, Math.round(length * DIAMETER / diameter));
  return { width: side(width), height: side(height) };
}

/** The image as the network takes it. */
function onGrid(plane: Plane, grid: Seen["grid"]): Plane {
  return resize(plane, ZOOM * grid.width, ZOOM * grid.height);
}
