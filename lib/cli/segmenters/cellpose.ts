import { InputError } from "../../core/errors.ts";
import { exists } from "../../core/files.ts";
import { datasetFile } from "../../data/locate.ts";
import { type ModelFile, readWeights } from "../../data/models.ts";
import type { GreyImage } from "../../image/tiff.ts";
import { openBackend, type TensorFlow } from "../../learn/backend.ts";
import { readCheckpoint } from "../../learn/checkpoint.ts";
import {
  cellpose,
  type CellposeNet,
  type CellposeOptions,
  loadCellpose,
  readSizeModel,
  type SizeModel,
} from "../../learn/cellpose.ts";
import type { Segmenter } from "../../segment/segmenter.ts";

/** A published network: its files in the dataset `cellpose-models`, its diameter in px. */
interface Published {
  network: string;
  sizes: string;
  diameter: number;
}

/** The published networks by the names that the Python package gives them. */
const published: Readonly<Record<string, Published>> = {
  nuclei: { network: "nucleitorch_0", sizes: "size_nucleitorch_0.npy", diameter: 17 },
  cyto: { network: "cytotorch_0", sizes: "size_cytotorch_0.npy", diameter: 30 },
  cyto2: { network: "cyto2torch_0", sizes: "size_cyto2torch_0.npy", diameter: 30 },
  cyto3: { network: "cyto3", sizes: "size_cyto3.npy", diameter: 30 },
};

/** Which weights. */
export interface CellposeWeights {
  /** File of weights; defaults to those that `model` names. */
  checkpoint?: string;
  /** Name of a published network; defaults to *nuclei*. */
  model?: string;
}

/**
 * Brings Cellpose with its weights.
 *
 * @param weights A checkpoint, or the name of a published network.
 * @param dir Folder of the datasets; defaults to `data/downloads`.
 * @throws {InputError} if there is no such network, it has not been fetched, or its file is damaged.
 *
 * @example
 * ```ts
 * import { loadCellposeSegmenter } from "./cellpose.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(
 *   () => loadCellposeSegmenter({ model: "nuclei" }, "nowhere"),
 *   Error,
 *   "c2s fetch cellpose-models",
 * );
 * ```
 */
export async function loadCellposeSegmenter(
  weights: CellposeWeights = {},
  dir?: string,
): Promise<Segmenter> {
  const { checkpoint, model = "nuclei" } = weights;
  const modelDiameter = checkpoint === undefined ? publishedAs(model).diameter : undefined;
  const { network, sizes } = await readFiles(weights, dir);
  const sizeModel: SizeModel | undefined = sizes === undefined
    ? undefined
    : readSizeModel(readCheckpoint(sizes.bytes, { file: sizes.file }), sizes.file);
  const { tf } = await openBackend({ log: () => {} });
  const net = loadCellpose(tf, network.bytes, network.file);
  return (image, options = {}) =>
    segmentGrey(tf, net, image, options.nuclei, {
      ...(options.diameter === undefined ? {} : { diameter: options.diameter }),
      ...(modelDiameter === undefined ? {} : { modelDiameter }),
      ...(sizeModel === undefined ? {} : { sizeModel }),
    });
}

/**
 * The files that Cellpose would load: the network's, and that of its size model where there is one.
 *
 * @param weights A checkpoint, or the name of a published network.
 * @param dir Folder of the datasets; defaults to `data/downloads`.
 * @throws {InputError} if there is no such network, or its file is missing.
 *
 * @example
 * ```ts
 * import { cellposeWeights } from "./cellpose.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => cellposeWeights({ checkpoint: "no.pth" }), Error, "no such file");
 * ```
 */
export async function cellposeWeights(
  weights: CellposeWeights = {},
  dir?: string,
): Promise<ModelFile[]> {
  const { network, sizes } = await readFiles(weights, dir);
  return sizes === undefined ? [network] : [network, sizes];
}

async function readFiles(
  { checkpoint, model = "nuclei" }: CellposeWeights,
  dir: string | undefined,
): Promise<{ network: ModelFile; sizes?: ModelFile }> {
  const read = async (file: string) => ({ file, bytes: await readWeights(file) });
  if (checkpoint !== undefined) return { network: await read(checkpoint) };
  const known = publishedAs(model), where = dir === undefined ? {} : { dir };
  const file = await datasetFile("cellpose-models", known.network, where);
  const network = await read(file), sizes = file.slice(0, -known.network.length) + known.sizes;
  return await exists(sizes) ? { network, sizes: await read(sizes) } : { network };
}

function publishedAs(model: string): Published {
  const known = Object.hasOwn(published, model) ? published[model] : undefined;
  if (known !== undefined) return known;
  throw new InputError("There is no such network of Cellpose", {
    found: model,
    allowed: `${Object.keys(published).join(", ")}, or a file of weights`,
  });
}

async function segmentGrey(
  tf: TensorFlow,
  net: CellposeNet,
  { width, height, data }: GreyImage,
  nuclei: GreyImage | undefined,
  options: CellposeOptions,
): Promise<Int32Array> {
  const field = {
    width,
    height,
    channels: [{ name: "image", data }, ...(nuclei ? [{ name: "nuclei", data: nuclei.data }] : [])],
    pixelSize: NaN,
    where: { plate: "", well: "", site: 1 },
  };
  const channels = nuclei === undefined ? ["image"] as const : ["image", "nuclei"] as const;
  return (await cellpose(tf, net, field, { ...options, channels })).labels;
}
