import type { Tensor, TensorInfo } from "@tensorflow/tfjs";
import type { TensorFlow } from "./types.ts";

/** A shader with what TensorFlow.js wants to know to run it. */
export interface Program {
  /** Names of the inputs in the shader. */
  variableNames: string[];
  /** How many numbers an element of each input has in the shader: 1 or 4. */
  variableComponents: number[];
  /** How many numbers an element of the result has; defaults to 1. */
  outputComponent?: number;
  /** Shape of the result. */
  outputShape: number[];
  /** Threads of a group. */
  workgroupSize: [number, number, number];
  /**
   * Axes of the result along each axis of the groups. Where all lie along the first, TensorFlow.js
   * spreads many groups over the other two, and `main` gets the number of the thread.
   */
  dispatchLayout: { x: number[]; y?: number[]; z?: number[] };
  /** Groups. */
  dispatch: [number, number, number];
  /** Names the shader: one of the same name is compiled once. */
  shaderKey: string;
  /** The shader. */
  getUserCode: () => string;
}

/** What of the backend is used here; its package does not export the type. */
interface Runner {
  runWebGPUProgram(
    program: Program & { uniforms: string },
    inputs: TensorInfo[],
    dtype: "float32",
    uniforms: { type: "int32"; data: number[] }[],
  ): TensorInfo;
}

/**
 * Runs a shader on the graphics card.
 *
 * @param tf TensorFlow.js whose backend is `webgpu`.
 * @param program The shader; it finds `numbers` as `uniforms`.
 * @param inputs One tensor for each name.
 * @param numbers Whole numbers that the shader is given.
 * @returns What it computes.
 */
export function runProgram(
  tf: TensorFlow,
  program: Program,
  inputs: readonly TensorInfo[],
  numbers: Readonly<Record<string, number>>,
): Tensor {
  const backend = tf.backend() as unknown as Runner;
  const uniforms = Object.keys(numbers).map((name) => `${name} : i32,`).join(" ");
  const values = Object.values(numbers).map((number) => ({
    type: "int32" as const,
    data: [number],
  }));
  const given = backend.runWebGPUProgram({ ...program, uniforms }, [...inputs], "float32", values);
  return tf.engine().makeTensorFromTensorInfo(given);
}
