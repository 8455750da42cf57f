/** The whole of TensorFlow.js, as every backend offers it. */
export type TensorFlow = typeof import("@tensorflow/tfjs");

/** Where tensors are computed. */
export type BackendName = "tensorflow" | "webgpu" | "wasm" | "cpu";

/** What a backend that could be opened gives. */
export interface Opened {
  /** TensorFlow.js with this backend set. */
  tf: TensorFlow;
  /** What computes, in words: library, processor. */
  device: string;
  /** Why it is not the best of its kind, for example CUDA missing. */
  regret?: string;
}

/** A backend that is not there; the message says why, and fits after its name and a colon. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}
