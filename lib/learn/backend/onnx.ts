import { Unavailable } from "./types.ts";

/** A graph that ONNX Runtime has loaded. */
export interface OnnxSession {
  /**
   * Runs it.
   *
   * @param data Numbers of the one input.
   * @param shape Their shape.
   * @returns Numbers of the one output.
   */
  run(data: Float32Array, shape: readonly number[]): Promise<Float32Array>;
  /** Frees it. */
  dispose(): Promise<void>;
}

/**
 * Loads a graph of one input and one output into ONNX Runtime, on all CPU cores.
 *
 * @param model An ONNX file.
 * @throws {Unavailable} where ONNX Runtime does not load on this machine.
 *
 * @example
 * ```ts
 * import { openOnnx } from "./onnx.ts";
 * import { Graph } from "../onnx/graph.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph("double");
 * const x = graph.input("x", ["n"]);
 * graph.output(graph.node("Add", [x, x]), ["n"]);
 * const session = await openOnnx(graph.encode());
 * assertEquals([...await session.run(new Float32Array([1, 2]), [2])], [2, 4]);
 * await session.dispose();
 * ```
 */
export async function openOnnx(model: Uint8Array): Promise<OnnxSession> {
  const { InferenceSession, Tensor } = await load();
  const session = await InferenceSession.create(model, {
    executionProviders: ["cpu"],
    intraOpNumThreads: navigator.hardwareConcurrency,
    graphOptimizationLevel: "all",
    // Errors only: the rest is for those who build ONNX Runtime.
    logSeverityLevel: 3,
  });
  const [input, output] = [session.inputNames[0] as string, session.outputNames[0] as string];
  return {
    run: async (data, shape) => {
      const { [output]: result } = await session.run({
        [input]: new Tensor("float32", data, shape),
      });
      return result?.data as Float32Array;
    },
    dispose: () => session.release(),
  };
}

async function load() {
  try {
    return await import("onnxruntime-node");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Unavailable(`ONNX Runtime does not load (${message.split("\n")[0]})`);
  }
}
