import { InputError } from "../../core/errors.ts";
import type { CheckpointTensor } from "../checkpoint.ts";

/** How large a Cellpose network is. */
export interface CellposeShape {
  /** Channels of the image, then filters of each level; published are 2, 32, 64, 128, 256. */
  channels: number[];
  /** Maps that it gives: vertical flow, horizontal flow, logit of being inside. */
  maps: number;
  /** Side of its kernels. */
  side: number;
}

/** Tensors that the network can do without: counters of training, and diameters. */
const optional = /(^|\.)num_batches_tracked$|^diam_mean$|^diam_labels$/;

/**
 * The tensors of a Cellpose network by the names that the Python package gives them.
 *
 * @param shape Size of the network.
 * @returns Shape of each tensor by name.
 *
 * @example
 * ```ts
 * import { cellposeNames } from "./cellpose_names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = cellposeNames({ channels: [2, 32, 64, 128, 256], maps: 3, side: 3 });
 * assertEquals(names.get("downsample.down.res_down_0.conv.conv_0.2.weight"), [32, 2, 3, 3]);
 * ```
 */
export function cellposeNames({ channels, maps, side }: CellposeShape): Map<string, number[]> {
  const names = new Map<string, number[]>();
  const normalization = (name: string, width: number) => {
    for (const part of ["weight", "bias", "running_mean", "running_var"]) {
      names.set(`${name}.${part}`, [width]);
    }
  };
  const convolution = (name: string, inputs: number, outputs: number, kernel: number) => {
    names.set(`${name}.weight`, [outputs, inputs, kernel, kernel]);
    names.set(`${name}.bias`, [outputs]);
  };
  const block = (name: string, inputs: number, outputs: number, kernel = side) => {
    normalization(`${name}.0`, inputs);
    convolution(`${name}.2`, inputs, outputs, kernel);
  };
  const projection = (name: string, inputs: number, outputs: number) => {
    normalization(`${name}.proj.0`, inputs);
    convolution(`${name}.proj.1`, inputs, outputs, 1);
  };
  const width = (level: number) => channels[Math.min(level, channels.length - 1)] as number;
  const levels = channels.length - 1;
  for (let n = 0; n < levels; n++) {
    const name = `downsample.down.res_down_${n}`;
    projection(name, width(n), width(n + 1));
    for (let t = 0; t < 4; t++) {
      block(`${name}.conv.conv_${t}`, width(t === 0 ? n : n + 1), width(n + 1));
    }
  }
  for (let n = 0; n < levels; n++) {
    const name = `upsample.up.res_up_${n}`, inputs = width(n + 2), outputs = width(n + 1);
    projection(name, inputs, outputs);
    block(`${name}.conv.conv_0`, inputs, outputs);
    for (let t = 1; t < 4; t++) {
      block(`${name}.conv.conv_${t}.conv`, outputs, outputs);
      names.set(`${name}.conv.conv_${t}.full.weight`, [outputs, width(levels)]);
      names.set(`${name}.conv.conv_${t}.full.bias`, [outputs]);
    }
  }
  block("output", width(1), maps, 1);
  return names;
}

/** A checkpoint whose tensors are those of a network. */
export interface CellposeWeights {
  /** Size of the network. */
  shape: CellposeShape;
  /** Numbers by name, without the prefix that training on several cards adds. */
  numbers: Map<string, Float32Array>;
}

/**
 * Checks that tensors are those of a Cellpose network, no less and no more.
 *
 * @param tensors Tensors of a checkpoint, by name.
 * @param file Name of the file, for messages.
 * @returns Size of the network and its numbers.
 * @throws {InputError} naming each tensor that is missing, is not one of the network's, or has
 * another shape; or where a number is not finite.
 *
 * @example
 * ```ts
 * import { matchCellpose } from "./cellpose_names.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const other = { kind: "float32" as const, shape: [1], data: new Float32Array(1) };
 * assertThrows(() => matchCellpose(new Map([["fc.bias", other]])), Error, 'found "fc.bias"');
 * ```
 */
export function matchCellpose(
  tensors: ReadonlyMap<string, CheckpointTensor>,
  file?: string,
): CellposeWeights {
  const fail = (found: string, allowed: string): never => {
    throw new InputError("Cannot use the checkpoint as a Cellpose network", {
      ...(file === undefined ? {} : { file }),
      found,
      allowed,
    });
  };
  const named = new Map(
    [...tensors].map(([name, tensor]) => [name.replace(/^module\./, ""), tensor]),
  );
  const shape = shapeOf(named) ?? fail(
    list([...named.keys()]),
    "downsample.down.res_down_0.conv.conv_0.2.weight and so on, of Cellpose 1 to 3",
  );
  const wanted = cellposeNames(shape);
  const missing: string[] = [], wrong: string[] = [];
  const numbers = new Map<string, Float32Array>();
  for (const [name, expected] of wanted) {
    const tensor = named.get(name);
    if (tensor === undefined) missing.push(`${name} [${expected}]`);
    else if (`${tensor.shape}` !== `${expected}`) {
      wrong.push(`${name} [${tensor.shape}] instead of [${expected}]`);
    } else numbers.set(name, Float32Array.from(tensor.data as Float32Array, Number));
  }
  const extra = [...named].filter(([name]) => !wanted.has(name) && !optional.test(name))
    .map(([name, { shape }]) => `${name} [${shape}]`);
  const complaints = [["missing", missing], ["of another shape", wrong], [
    "not known",
    extra,
  ]] as const;
  const found = complaints.filter(([, names]) => names.length > 0)
    .map(([what, names]) => `${names.length} tensors ${what}: ${list(names)}`);
  if (found.length > 0) fail(found.join("; "), `${wanted.size} tensors of a residual U-Net`);
  for (const name of ["diam_mean", "diam_labels"]) {
    const tensor = named.get(name);
    if (tensor !== undefined) {
      numbers.set(name, Float32Array.from(tensor.data as Float32Array, Number));
    }
  }
  for (const [name, values] of numbers) {
    if (!values.every(Number.isFinite)) fail(`a number in ${name} that is not finite`, "numbers");
  }
  return { shape, numbers };
}

function shapeOf(tensors: ReadonlyMap<string, CheckpointTensor>): CellposeShape | undefined {
  const channels: number[] = [];
  let side = 0;
  for (let n = 0;; n++) {
    const tensor = tensors.get(`downsample.down.res_down_${n}.conv.conv_0.2.weight`);
    if (tensor === undefined) break;
    const [outputs, inputs, kernel] = tensor.shape;
    if (tensor.shape.length !== 4 || !outputs || !inputs || !kernel || n > 9) return undefined;
    if (n === 0) channels.push(inputs);
    channels.push(outputs);
    side = kernel;
  }
  const maps = tensors.get("output.2.weight")?.shape[0] ?? 3;
  return channels.length < 2 || maps < 3 ? undefined : { channels, maps, side };
}

function list(names: readonly string[]): string {
  const rest = names.length - 8;
  return names.slice(0, 8).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
