import { type Opened, type TensorFlow, Unavailable } from "./types.ts";

/** A graphics card, or what imitates one, with its name. */
interface Card {
  adapter: GPUAdapter;
  name: string;
}

/** What TensorFlow.js' shaders want as much of as the card has. */
const limits = [
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
  "maxStorageBufferBindingSize",
  // Joining as many tensors as the card can bind fails silently on a device that may bind fewer.
  "maxStorageBuffersPerShaderStage",
  "maxBufferSize",
  "maxComputeWorkgroupSizeX",
  "maxComputeInvocationsPerWorkgroup",
] as const;

/**
 * Registers the backend `webgpu` and sets it.
 *
 * The package's own registration asks for the card's features in a form that Deno refuses, so the
 * device is made here.
 *
 * @param load Loads TensorFlow.js, once it is known that there is a card.
 * @param software Whether a card that is imitated in software will do.
 * @throws {Unavailable} where there is no card, or none but in software.
 */
export async function openWebGpu(
  load: () => Promise<TensorFlow>,
  software: boolean,
): Promise<Opened> {
  const { adapter, name } = await findCard();
  if (!software && isSoftware(adapter, name)) throw new Unavailable(`only in software (${name})`);
  const tf = await load();
  const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
  // Opened twice, the first device serves on: tensors may live there.
  if (!registered) {
    const requiredLimits = Object.fromEntries(
      limits.map((limit) => [limit, adapter.limits[limit]]),
    );
    const device = await adapter.requestDevice({ requiredLimits }).catch((error) => {
      throw new Unavailable(`the card ${name} gives no device (${error.message})`);
    });
    const make = WebGPUBackend as unknown as new (
      device: GPUDevice,
      info: GPUAdapterInfo,
    ) => ReturnType<TensorFlow["backend"]>;
    tf.removeBackend("webgpu");
    tf.registerBackend("webgpu", () => loud(new make(device, adapter.info), device, name));
    registered = true;
  }
  await tf.setBackend("webgpu");
  return { tf, device: `WebGPU, ${name}` };
}

let registered = false;

/** What of a backend brings values back. */
interface Reading {
  read(id: object): Promise<unknown>;
}

/**
 * Makes reading fail once the card has refused something, such as a shader that it cannot compile:
 * TensorFlow.js does not look, and would go on with zeros.
 *
 * @param backend The backend, whose reading is replaced.
 * @param device Where errors are reported.
 * @param name Name of the card, for the message.
 */
export function loud<T extends object>(
  backend: T,
  device: Pick<EventTarget, "addEventListener">,
  name: string,
): T {
  let message: string | undefined;
  device.addEventListener("uncapturederror", (event) => {
    message ??= (event as Event & { error?: { message: string } }).error?.message ?? "unknown";
  });
  const reading = backend as unknown as Reading, read = reading.read.bind(backend);
  reading.read = async (id) => {
    const values = await read(id);
    if (message === undefined) return values;
    throw new Error(`The graphics card ${name} reports an error: ${message.trim()}`);
  };
  return backend;
}

async function findCard(): Promise<Card> {
  const adapter = await withSettings(async () =>
    await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" })
  );
  if (adapter === undefined || adapter === null) throw new Unavailable("no graphics card found");
  const { description, vendor, architecture } = adapter.info;
  const parts = [vendor, architecture].filter((part) => part !== "");
  return { adapter, name: description || parts.join(" ") || "of unknown make" };
}

function isSoftware(adapter: GPUAdapter, name: string): boolean {
  return adapter.info.isFallbackAdapter ||
    /llvmpipe|lavapipe|swiftshader|software|basic render/i.test(name);
}

/**
 * Settings for Linux' drivers. OpenGL's bring a copy of LLVM that crashes TensorFlow later on, so Vulkan
 * alone is looked at; that setting stays, since the threads of a process share it, and one that takes it
 * back would send another to OpenGL. Without a desktop drivers complain on standard error that there is no
 * runtime folder: they have one while they are loaded.
 */
async function withSettings<T>(work: () => Promise<T>): Promise<T> {
  if (Deno.build.os !== "linux") return await work();
  if (Deno.env.get("DENO_WEBGPU_BACKEND") === undefined) {
    Deno.env.set("DENO_WEBGPU_BACKEND", "vulkan");
  }
  const folder = "XDG_RUNTIME_DIR", isMissing = Deno.env.get(folder) === undefined;
  if (isMissing) Deno.env.set(folder, "/tmp");
  try {
    return await work();
  } finally {
    if (isMissing) Deno.env.delete(folder);
  }
}
