import { createRequire } from "node:module";
import process from "node:process";
import util from "node:util";
import { join } from "node:path";
import { projectRoot } from "../../core/files.ts";
import { correctAveragePooling } from "./average_pooling.ts";
import { registerNativeGradients } from "./native_gradients.ts";
import { quietly } from "./quietly.ts";
import { correctResizeGradient } from "./resize_gradient.ts";
import { type BackendName, type Opened, type TensorFlow, Unavailable } from "./types.ts";
import { registerWasmGradients } from "./wasm_gradients.ts";
import { correctWasmPadding } from "./wasm_padding.ts";
import { openWebGpu } from "./webgpu.ts";
import { registerWebGpuConvolution } from "./webgpu_convolution.ts";
import { registerWebGpuFilterGradient } from "./webgpu_filter_gradient.ts";
import { registerWebGpuResize } from "./webgpu_resize.ts";

/**
 * How each backend is opened, the best first.
 *
 * Each sets itself as TensorFlow.js' backend. `forced` says that the user asked for this one, so
 * that a poor substitute, such as a graphics card in software, is better than none.
 *
 * @throws {Unavailable} where the machine does not have it.
 */
export const openers: Record<BackendName, (forced: boolean) => Promise<Opened>> = {
  tensorflow: openTensorFlow,
  webgpu: async (forced) => {
    const opened = await openWebGpu(loadCommon, forced);
    once("webgpu", () => {
      correctAveragePooling(opened.tf, "webgpu");
      registerWebGpuConvolution(opened.tf);
      registerWebGpuFilterGradient(opened.tf);
      registerWebGpuResize(opened.tf);
    });
    return opened;
  },
  wasm: openWasm,
  cpu: openCpu,
};

/** Kernels are put right the first time that their backend is opened. */
function once(name: BackendName, correct: () => void): void {
  if (corrected.has(name)) return;
  corrected.add(name);
  correct();
}

const corrected = new Set<BackendName>();

function cores(): string {
  const count = navigator.hardwareConcurrency;
  return `${count} CPU ${count === 1 ? "core" : "cores"}`;
}

function openTensorFlow(): Promise<Opened> {
  return Promise.resolve().then(() => {
    const tf = loadTensorFlow();
    if (!setNow(tf, "tensorflow")) throw new Unavailable("TensorFlow cannot start");
    once("tensorflow", () => registerNativeGradients(tf));
    const { binding, isUsingGpuDevice } = tf.backend() as unknown as {
      binding: { TF_Version: string };
      isUsingGpuDevice: boolean;
    };
    const library = `TensorFlow ${binding.TF_Version}`;
    return isUsingGpuDevice
      ? { tf, device: `${library}, NVIDIA card with CUDA` }
      : { tf, device: `${library}, ${cores()}`, regret: "no CUDA: TensorFlow sees no NVIDIA card" };
  });
}

/** Quiet, and not all of a card's memory at once: two notebooks may share it. */
const settings = { TF_CPP_MIN_LOG_LEVEL: "3", TF_FORCE_GPU_ALLOW_GROWTH: "true" };

function loadTensorFlow(): TensorFlow {
  // The package calls two functions that Node removed.
  const legacy = util as unknown as Record<string, (value: unknown) => boolean>;
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined;
  legacy.isArray ??= Array.isArray;
  for (const [name, value] of Object.entries(settings)) {
    if (Deno.env.get(name) === undefined) Deno.env.set(name, value);
  }
  try {
    const load = createRequire(import.meta.url);
    return quietly(() => load("@tensorflow/tfjs-node-gpu") as TensorFlow);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Unavailable(
      /can ?not be found at path/.test(message)
        ? "its native binding is not compiled, deno task setup says why"
        : `its native binding does not load (${message.split("\n")[0]})`,
    );
  }
}

function setNow(tf: TensorFlow, name: string): boolean {
  // Where the backend starts at once, this is no promise, whatever its type says.
  return (tf.setBackend(name) as unknown) !== false && tf.getBackend() === name;
}

async function openWasm(): Promise<Opened> {
  const tf = await loadCommon();
  const wasm = await import("@tensorflow/tfjs-backend-wasm");
  const folder = join(projectRoot, "node_modules", "@tensorflow", "tfjs-backend-wasm", "dist");
  wasm.setWasmPaths(`${folder}/`);
  const restore = keepListeners();
  try {
    await set(tf, "wasm");
  } finally {
    restore();
  }
  once("wasm", () => {
    correctAveragePooling(tf, "wasm");
    correctWasmPadding(tf);
    registerWasmGradients(tf);
  });
  return { tf, device: "WebAssembly, 1 CPU core" };
}

/** The wasm module installs handlers that rethrow everybody's errors; they are taken off again. */
function keepListeners(): () => void {
  const events = ["uncaughtException", "unhandledRejection"];
  const before = events.map((event) => process.rawListeners(event));
  return () => {
    events.forEach((event, i) => {
      for (const listener of process.rawListeners(event)) {
        if (!before[i]?.includes(listener)) {
          process.removeListener(event, listener as (...args: unknown[]) => void);
        }
      }
    });
  };
}

async function openCpu(): Promise<Opened> {
  const tf = await loadCommon();
  await set(tf, "cpu");
  once("cpu", () => {
    correctAveragePooling(tf, "cpu");
    correctResizeGradient(tf);
  });
  return { tf, device: "plain JavaScript, 1 CPU core" };
}

async function loadCommon(): Promise<TensorFlow> {
  const loaded = await import("@tensorflow/tfjs");
  return (loaded as { default?: TensorFlow }).default ?? loaded;
}

async function set(tf: TensorFlow, name: BackendName): Promise<void> {
  // In production mode TensorFlow.js does not greet on the console.
  const flags = tf.env() as unknown as { set: (flag: string, value: boolean) => void };
  const production = tf.env().getBool("PROD");
  flags.set("PROD", true);
  try {
    if (!await tf.setBackend(name)) throw new Unavailable("TensorFlow.js cannot start it");
    // The greeting comes with the first tensor.
    tf.tensor([0]).dispose();
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    throw new Unavailable(error instanceof Error ? error.message : String(error));
  } finally {
    flags.set("PROD", production);
  }
}
