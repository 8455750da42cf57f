import { InputError } from "../core/errors.ts";
import { channelOf, describeField, type Field } from "../image/field.ts";
import { followFlows } from "../segment/flows.ts";
import { medianDiameter } from "../segment/median_diameter.ts";
import type { TensorFlow } from "./backend.ts";
import { normalize99 } from "./cellpose/normalize.ts";
import { type Pixels, resizeLinear } from "./cellpose/resize.ts";
import { runTiles, type TileOptions } from "./cellpose/run.ts";
import { diameterOfStyle, type SizeModel } from "./cellpose/size.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { CellposeNet } from "./nets/cellpose.ts";

export { readSizeModel, type SizeModel } from "./cellpose/size.ts";
export { CellposeNet } from "./nets/cellpose.ts";

/** How {@link cellpose} segments. */
export interface CellposeOptions extends TileOptions {
  /**
   * Names of the channel to segment and, for cells, of that of their nuclei; defaults to the *first
   * channel* alone.
   */
  channels?: readonly [string] | readonly [string, string];
  /**
   * Diameter of the objects, px; defaults to an *estimate*: by the size model where one is given,
   * then by the objects found in a first pass.
   */
  diameter?: number;
  /** Size model of the network; without one the first pass is at the network's training diameter. */
  sizeModel?: SizeModel;
  /**
   * Diameter that the network works at, px; defaults to what the *checkpoint* says, or *30*. The
   * published `nuclei` works at 17.
   */
  modelDiameter?: number;
  /** Objects with a larger flow error are removed, 0 keeps all; defaults to *0.4*. */
  flowThreshold?: number;
  /** Pixels whose logit is above this belong to objects; defaults to *0*. */
  cellprobThreshold?: number;
  /** Objects with fewer pixels are removed; defaults to *15*. */
  minSize?: number;
}

/** What {@link cellpose} found. */
export interface CellposeResult {
  /** Labels [height × width] from 1 without gaps, 0 = background. */
  labels: Int32Array;
  /** Diameter that it worked with, px. */
  diameter: number;
  /** Flows [2 × height × width], vertical parts first, about 5 times a unit vector in objects. */
  flows: Float32Array;
  /** Logit of being inside an object [height × width]. */
  inside: Float32Array;
  /** What kind of image it is, as a unit vector. */
  style: Float32Array;
}

/**
 * Makes a network out of a checkpoint of Cellpose 1 to 3, published or one's own.
 *
 * @param tf TensorFlow.js on the backend that shall compute.
 * @param bytes The whole file.
 * @param file Its name, for messages.
 * @throws {InputError} if the file is cut off, damaged, wants to run something, or is another network.
 *
 * @example
 * ```ts
 * import { openBackend } from "./backend.ts";
 * import { loadCellpose } from "./cellpose.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * assertThrows(() => loadCellpose(tf, new Uint8Array(9), "cyto"), Error, "Cannot read the checkpoint");
 * ```
 */
export function loadCellpose(tf: TensorFlow, bytes: Uint8Array, file?: string): CellposeNet {
  const { tensors } = readCheckpoint(bytes, file === undefined ? {} : { file });
  return new CellposeNet(tf, tensors, file);
}

/**
 * Segments a field as the Python package of Cellpose 3.1 does (`CellposeModel.eval` with its
 * defaults): grey values between the 1st and 99th percentile, resized so that objects have the
 * network's diameter, tiles of 224 px, flows resized back and followed.
 *
 * The estimate of the diameter follows the package's two steps; the second uses the same dynamics as
 * the result, where the package uses a coarser one.
 *
 * @param tf TensorFlow.js, the one that the network was made with.
 * @param net The network.
 * @param field The field.
 * @param options Channels, diameter, thresholds.
 * @returns Labels, and what they were made from.
 * @throws {InputError} if a channel is missing, or the diameter is not positive.
 *
 * @example
 * ```ts
 * import { projectRoot } from "../core/files.ts";
 * import { openBackend } from "./backend.ts";
 * import { cellpose, loadCellpose } from "./cellpose.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const file = `${projectRoot}tests/learn/cellpose/fixtures/tiny.pth`;
 * const net = loadCellpose(tf, await Deno.readFile(file), file);
 * const field = {
 *   width: 24,
 *   height: 16,
 *   channels: [{ name: "Actin", data: new Uint16Array(24 * 16) }],
 *   pixelSize: 0.65,
 *   where: { plate: "P1", well: "A01", site: 1 },
 * };
 * const { labels } = await cellpose(tf, net, field, { channels: ["Actin"], diameter: 30 });
 * assertEquals(Math.max(...labels), 0);
 * net.dispose();
 * ```
 */
export async function cellpose(
  tf: TensorFlow,
  net: CellposeNet,
  field: Field,
  options: CellposeOptions = {},
): Promise<CellposeResult> {
  const { sizeModel, modelDiameter = net.diameter ?? 30 } = options;
  const image = prepare(field, net.shape.channels[0] ?? 2, options.channels);
  const at = (diameter: number) => segment(tf, net, image, diameter, modelDiameter, options);
  if (options.diameter !== undefined) {
    if (!(options.diameter > 0 && Number.isFinite(options.diameter))) {
      throw new InputError(`Cannot segment ${describeField(field)}`, {
        found: `a diameter of ${options.diameter}`,
        allowed: "a number of pixels above 0",
      });
    }
    return await at(options.diameter);
  }
  let first = net.trainingDiameter ?? modelDiameter;
  if (sizeModel !== undefined) {
    const scaled = rescale(image, modelDiameter / first);
    first = diameterOfStyle(sizeModel, (await runTiles(tf, net, scaled, options)).style);
  }
  const { labels } = await at(first);
  return await at(medianDiameter(labels) ?? modelDiameter);
}

/** Normalised channels side by side; a network of two channels sees zeros where nuclei are missing. */
function prepare(
  field: Field,
  channels: number,
  names: readonly string[] = field.channels.slice(0, 1).map(({ name }) => name),
): Pixels {
  const { width, height } = field;
  const data = new Float32Array(width * height * channels);
  if (names.length > channels) {
    throw new InputError(`Cannot segment ${describeField(field)}`, {
      found: `channels ${names.join(", ")}`,
      allowed: `at most ${channels}, as the network has`,
    });
  }
  names.forEach((name, channel) => {
    const values = normalize99(channelOf(field, name).data, width, height);
    for (let i = 0; i < values.length; i++) data[i * channels + channel] = values[i] as number;
  });
  return { width, height, channels, data };
}

function rescale(image: Pixels, scale: number): Pixels {
  const side = (length: number) => Math.max(1, Math.floor(length * scale));
  return resizeLinear(image, side(image.width), side(image.height));
}

async function segment(
  tf: TensorFlow,
  net: CellposeNet,
  image: Pixels,
  diameter: number,
  modelDiameter: number,
  options: CellposeOptions,
): Promise<CellposeResult> {
  const { width, height } = image;
  const scale = modelDiameter / diameter;
  const { maps, style } = await runTiles(tf, net, rescale(image, scale), options);
  const { data, channels } = resizeLinear(maps, width, height);
  const size = width * height;
  const flows = new Float32Array(2 * size), inside = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    flows[i] = data[i * channels] as number;
    flows[size + i] = data[i * channels + 1] as number;
    inside[i] = data[i * channels + 2] as number;
  }
  const labels = followFlows(flows, inside, width, height, {
    threshold: options.cellprobThreshold ?? 0,
    flowError: options.flowThreshold ?? 0.4,
    smallest: options.minSize ?? 15,
    steps: Math.floor(200 / scale),
  });
  return { labels, diameter, flows, inside, style };
}
