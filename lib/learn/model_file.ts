import { InputError } from "../core/errors.ts";
import { checkWeights, type Network } from "./network.ts";
import { decodeTensors, encodeTensors } from "./safetensors.ts";

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A trained network of ours, with all that is to be known about it. */
export interface Model {
  /** Kind of the network, for example `hybrid`. */
  network: string;
  /** What it is built with: sizes, channels, how images are scaled. */
  settings: Record<string, Json>;
  /** Names of its classes, in the order of its outputs. */
  classes: string[];
  /** Says which data it was trained with: {@link fingerprint} of the list of images. */
  fingerprint: string;
  /** What it reached, by name. */
  metrics: Record<string, number>;
  /** Its weights by name. */
  weights: Record<string, Float32Array>;
}

/** How {@link encodeModel} writes. */
export interface EncodeModelOptions {
  /** Bits of a weight: 16 halves the file and keeps three digits; defaults to *32*. */
  bits?: 16 | 32;
  /** Network that the weights belong to: gives their shapes; defaults to *one row each*. */
  shapes?: Pick<Network, "weights">;
}

const kind = "cell2structure model 1";

/** Whether a file's `kind` says that it is a model's. */
export function isModel(found: unknown): boolean {
  return found === kind;
}

/**
 * The bytes of a model's file: safetensors, with all but the weights in its metadata.
 *
 * @param model The model.
 * @param options Bits, shapes.
 * @returns Always the same bytes for the same model.
 * @throws {InputError} for a metric that is not finite, which JSON cannot hold.
 *
 * @example
 * ```ts
 * import { decodeModel, encodeModel } from "./model_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const model = {
 *   network: "hybrid",
 *   settings: { side: 64 },
 *   classes: ["DMSO", "taxol"],
 *   fingerprint: "0f3a",
 *   metrics: { balancedAccuracy: 0.75 },
 *   weights: { bias: new Float32Array([1, 2]) },
 * };
 * assertEquals(decodeModel(encodeModel(model), "hybrid"), model);
 * ```
 */
export function encodeModel(model: Model, options: EncodeModelOptions = {}): Uint8Array {
  const { weights, network, fingerprint, ...described } = model;
  for (const [column, found] of Object.entries(model.metrics)) {
    if (Number.isFinite(found)) continue;
    throw new InputError("Cannot save the model", { column, found, allowed: "a finite number" });
  }
  const texts = Object.entries(described).map(([name, value]) => [name, JSON.stringify(value)]);
  const metadata = { kind, network, fingerprint, ...Object.fromEntries(texts) };
  const shapes = Object.entries(options.shapes?.weights ?? {}).map(([name, w]) => [name, w.shape]);
  return encodeTensors(
    { tensors: weights, metadata },
    { bits: options.bits ?? 32, shapes: Object.fromEntries(shapes) },
  );
}

/**
 * Reads a model's file.
 *
 * @param bytes The whole file.
 * @param network Kind of network that is wanted, or several that will do.
 * @param file Its name, for messages.
 * @throws {InputError} if the file is damaged, no such file, or holds another network.
 */
export function decodeModel(
  bytes: Uint8Array,
  network: string | readonly string[],
  file?: string,
): Model {
  const { tensors, metadata } = decodeTensors(bytes, file);
  const place = file === undefined ? {} : { file };
  const wanted = typeof network === "string" ? [network] : network, allowed = wanted.join(" or ");
  const attempted = `Cannot read a model of the network ${allowed}`;
  if (metadata.kind !== kind) {
    throw new InputError(attempted, { ...place, found: metadata.kind, allowed: kind });
  }
  if (metadata.network === undefined || !wanted.includes(metadata.network)) {
    throw new InputError(attempted, { ...place, found: metadata.network, allowed });
  }
  const part = <T>(name: string): T => {
    try {
      return JSON.parse(metadata[name] ?? "") as T;
    } catch (cause) {
      const found = metadata[name];
      throw new InputError(attempted, { ...place, column: name, found, allowed: "JSON", cause });
    }
  };
  return {
    network: metadata.network,
    settings: part("settings"),
    classes: part("classes"),
    fingerprint: metadata.fingerprint ?? "",
    metrics: part("metrics"),
    weights: tensors,
  };
}

/**
 * A network with the weights of a model in place of its own.
 *
 * @param network Built with the model's settings.
 * @param model Read from a file.
 * @param file Its name, for messages.
 * @throws {InputError} naming every weight that is missing, left over, or of another size.
 *
 * @example
 * ```ts
 * import { withWeights } from "./model_file.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const weights = { bias: { shape: [2], data: new Float32Array(2) } };
 * const network = { kind: "test", inputs: [], weights, apply: (_: unknown, w: object) => w as never };
 * assertThrows(() => withWeights(network, { weights: {} }), Error, "bias is missing");
 * ```
 */
export function withWeights(
  network: Network,
  { weights }: Pick<Model, "weights">,
  file?: string,
): Network {
  checkWeights(network, weights, file);
  const filled = Object.entries(network.weights).map(([name, { shape }]) => [
    name,
    { shape, data: weights[name] as Float32Array },
  ]);
  return { ...network, weights: Object.fromEntries(filled) };
}

/**
 * A short text that stands for a list: the SHA-256 of its sorted lines.
 *
 * @param lines One line an image that was trained with, for example plate, well, site and label.
 * @returns 64 hexadecimal digits; the order of the lines does not count.
 *
 * @example
 * ```ts
 * import { fingerprint } from "./model_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await fingerprint(["b", "a"]), await fingerprint(["a", "b"]));
 * ```
 */
export async function fingerprint(lines: readonly string[]): Promise<string> {
  const text = [...lines].sort().map((line) => `${line}\n`).join("");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}
