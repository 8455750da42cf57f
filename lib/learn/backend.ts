import { InputError } from "../core/errors.ts";
import { note } from "../core/noted.ts";
import { chooseBackend, order } from "./backend/choose.ts";
import { openers } from "./backend/open.ts";
import { type BackendName, type TensorFlow, Unavailable } from "./backend/types.ts";

export type { BackendName, TensorFlow } from "./backend/types.ts";

/** TensorFlow.js, ready to compute. */
export interface Backend {
  /** TensorFlow.js with the backend set. */
  tf: TensorFlow;
  /** Which backend was got. */
  name: BackendName;
  /** What computes, in words, for example `TensorFlow 2.21.0, 2 CPU cores`. */
  device: string;
}

/** How {@link openBackend} chooses. */
export interface BackendOptions {
  /** One of the names, or `auto`; defaults to the variable C2S_BACKEND, and without it to `auto`. */
  backend?: BackendName | "auto";
  /** Takes the line that says which backend was got; defaults to the console. */
  log?: (line: string) => void;
}

/**
 * Opens the best backend that the machine has: TensorFlow's own library (on an NVIDIA card, else
 * on the CPU), WebGPU on a real graphics card, WebAssembly, plain JavaScript.
 *
 * A graphics card that is imitated in software counts only where `webgpu` is asked for by name.
 * Nothing is loaded before the first call, and all backends share one TensorFlow.js, so that the
 * last one opened is the one that computes.
 *
 * @param options Which one, and where to say what was got.
 * @returns TensorFlow.js, the backend's name, its device.
 * @throws {InputError} where the name is unknown or the machine lacks that backend; the message
 *   lists those that it has.
 *
 * @example
 * ```ts
 * import { openBackend } from "./backend.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf, name } = await openBackend({ backend: "cpu", log: () => {} });
 * assertEquals(name, "cpu");
 * assertEquals([...tf.add([1, 2], 3).dataSync()], [4, 5]);
 * ```
 */
export async function openBackend(options: BackendOptions = {}): Promise<Backend> {
  const log = options.log ?? ((line: string) => console.log(line));
  const wanted = chooseBackend(options.backend, Deno.env.get("C2S_BACKEND"));
  const reasons: string[] = [];
  for (const name of wanted === "auto" ? order : [wanted]) {
    try {
      const { tf, device, regret } = await openers[name](wanted !== "auto");
      if (regret !== undefined) reasons.push(regret);
      note("backend", `${name} (${device})`);
      log([`Backend: ${name} (${device})`, ...reasons].join("; "));
      return { tf, name, device };
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      reasons.push(`no ${name}: ${error.message}`);
    }
  }
  const others = (await listBackends()).filter((name) => name !== wanted);
  throw new InputError(`Cannot open a backend: ${reasons.join("; ")}`, {
    allowed: ["auto", ...others].join(", "),
  });
}

/**
 * Names of the backends that this machine has, software WebGPU included, the best first.
 *
 * Each is opened to find out; the one that computes afterwards is the last of them.
 */
export async function listBackends(): Promise<BackendName[]> {
  const found: BackendName[] = [];
  for (const name of order) {
    try {
      await openers[name](true);
      found.push(name);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
  }
  return found;
}
