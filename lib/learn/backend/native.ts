import type { Tensor, TensorInfo } from "@tensorflow/tfjs";
import type { TensorFlow } from "./types.ts";

/** A setting of an operation: a name, a switch, whole numbers, a number, a type, a shape. */
export type Attribute =
  | string
  | boolean
  | readonly number[]
  | { float: number }
  | { type: "float32" | "int32" | "int64" }
  | { shape: readonly number[] };

/** What the native backend is made of, as far as it is used here. */
interface NativeBackend {
  binding: NativeBinding;
  isUsingGpuDevice: boolean;
  getInputTensorIds(inputs: readonly TensorInfo[]): number[];
  createOutputTensor(output: NativeOutput): Tensor;
}

interface NativeOutput {
  id: number;
  shape: number[];
  dtype: number;
}

interface NativeBinding extends Record<"TF_FLOAT" | "TF_INT32" | "TF_INT64", number> {
  TF_ATTR_STRING: number;
  TF_ATTR_BOOL: number;
  TF_ATTR_INT: number;
  TF_ATTR_FLOAT: number;
  TF_ATTR_TYPE: number;
  TF_ATTR_SHAPE: number;
  executeOp(
    name: string,
    attributes: { name: string; type: number; value: unknown }[],
    inputs: number[],
    outputs: number,
  ): NativeOutput[];
}

/**
 * Whether TensorFlow's own library computes now, on the processor, so that {@link operation} can be
 * called. On a graphics card other kernels are registered; none of them is relied on here.
 *
 * @param tf TensorFlow.js.
 */
export function onProcessor(tf: TensorFlow): boolean {
  return tf.getBackend() === "tensorflow" && !backendOf(tf).isUsingGpuDevice;
}

/**
 * Runs an operation of TensorFlow that TensorFlow.js does not offer; to be called within `tf.tidy` or
 * a kernel, where {@link onProcessor} says so.
 *
 * Numbers of 64 bits are called `int32`, which TensorFlow.js knows; they can be given to the next
 * operation, not read.
 *
 * @param tf TensorFlow.js.
 * @param name Name of the operation.
 * @param inputs Its inputs in order.
 * @param attributes Its settings by name.
 * @param outputs How many tensors it gives; defaults to *1*.
 * @returns Those tensors.
 * @throws {Error} with TensorFlow's words, for an operation, an input or a setting that it does not know.
 *
 * @example
 * ```ts
 * import { onProcessor, operation } from "./native.ts";
 * import { openBackend } from "../backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ log: () => {} });
 * if (onProcessor(tf)) {
 *   // Half of the sum of squares.
 *   const [half] = operation(tf, "L2Loss", [tf.tensor1d([3, 4])], { T: { type: "float32" } });
 *   assertEquals([...half!.dataSync()], [12.5]);
 * }
 * ```
 */
export function operation(
  tf: TensorFlow,
  name: string,
  inputs: readonly TensorInfo[],
  attributes: Readonly<Record<string, Attribute>>,
  outputs = 1,
): Tensor[] {
  const backend = backendOf(tf), { binding } = backend;
  const settings = Object.entries(attributes).map(([key, value]) => ({
    name: key,
    ...translated(binding, value),
  }));
  return binding.executeOp(name, settings, backend.getInputTensorIds(inputs), outputs)
    .map((output) =>
      backend.createOutputTensor(
        output.dtype === binding.TF_INT64 ? { ...output, dtype: binding.TF_INT32 } : output,
      )
    );
}

function translated(binding: NativeBinding, value: Attribute): { type: number; value: unknown } {
  if (typeof value === "string") return { type: binding.TF_ATTR_STRING, value };
  if (typeof value === "boolean") return { type: binding.TF_ATTR_BOOL, value };
  if ("float" in value) return { type: binding.TF_ATTR_FLOAT, value: value.float };
  if ("shape" in value) return { type: binding.TF_ATTR_SHAPE, value: [...value.shape] };
  if ("type" in value) {
    const types = { float32: "TF_FLOAT", int32: "TF_INT32", int64: "TF_INT64" } as const;
    return { type: binding.TF_ATTR_TYPE, value: binding[types[value.type]] };
  }
  return { type: binding.TF_ATTR_INT, value: [...value] };
}

function backendOf(tf: TensorFlow): NativeBackend {
  return tf.backend() as unknown as NativeBackend;
}
