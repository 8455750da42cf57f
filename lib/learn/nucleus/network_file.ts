import { InputError } from "../../core/errors.ts";
import { countWeights, type NucleusShape } from "../nets/nucleus_unet.ts";
import { decodeTensors, encodeTensors } from "../safetensors.ts";

/** A trained network as it lies on disk. */
export interface NucleusNetwork {
  /** Its size. */
  shape: NucleusShape;
  /** Its numbers. */
  weights: Float32Array;
  /** Pixels whose logit is above this belong to nuclei. */
  threshold: number;
  /** Objects whose flow error is larger are removed. */
  flowError: number;
  /** Fold of the nucleus images that it has learned nothing of (`foldOf` of `segment/split.ts`), 0 to 4. */
  fold: number;
  /** Whether it has learned the validation images, too, which are those of the next fold; absent for no. */
  withValidation?: true;
  /** Names of the images that it has learned, or that chose its settings; absent where not known. */
  images?: readonly string[];
}

const kind = "cell2structure nucleus network 2";

/**
 * The bytes of a network's file, in the safetensors format; weights are rounded to 16 bits.
 *
 * @example
 * ```ts
 * import { decodeNetwork, encodeNetwork } from "./network_file.ts";
 * import { initialWeights } from "../nets/nucleus_unet.ts";
 * import { Random } from "../../core/random.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shape = { base: 2, levels: 2 };
 * const weights = initialWeights(shape, new Random(1)).map(Math.f16round);
 * const network = { shape, weights, threshold: 0, flowError: 0.4, fold: 0 };
 * assertEquals(decodeNetwork(encodeNetwork(network)), network);
 * ```
 */
export function encodeNetwork(
  { shape, weights, threshold, flowError, fold, withValidation, images }: NucleusNetwork,
): Uint8Array {
  const numbers = { base: shape.base, levels: shape.levels, threshold, flowError, fold };
  const told = {
    ...numbers,
    ...(withValidation ? { withValidation } : {}),
    ...(images ? { images: JSON.stringify(images) } : {}),
  };
  const texts = Object.entries(told).map(([name, value]) => [name, String(value)]);
  const content = { tensors: { weights }, metadata: { kind, ...Object.fromEntries(texts) } };
  return encodeTensors(content, { bits: 16 });
}

/**
 * Reads a network's file.
 *
 * @param bytes The whole file.
 * @param file Its name, for messages.
 * @throws {InputError} if it is no such file, or if numbers are missing.
 */
export function decodeNetwork(bytes: Uint8Array, file?: string): NucleusNetwork {
  const { tensors, metadata } = decodeTensors(bytes, file);
  const place = file === undefined ? {} : { file };
  const attempted = "Cannot read a nucleus network";
  if (metadata.kind !== kind) {
    throw new InputError(attempted, { ...place, found: metadata.kind, allowed: kind });
  }
  const number = (name: string) => {
    const value = Number(metadata[name] || NaN);
    if (!Number.isFinite(value)) {
      throw new InputError(attempted, { ...place, column: name, found: metadata[name] });
    }
    return value;
  };
  const shape = { base: number("base"), levels: number("levels") };
  const fits = Object.values(shape).every((value) =>
    Number.isInteger(value) && value > 0 && value < 1024
  );
  const { weights } = tensors;
  if (!fits || shape.levels > 8 || weights?.length !== countWeights(shape)) {
    throw new InputError(attempted, {
      ...place,
      found: `${weights?.length} weights for base ${shape.base}, levels ${shape.levels}`,
    });
  }
  const settings = { threshold: number("threshold"), flowError: number("flowError") };
  const learned = metadata.withValidation === "true" ? { withValidation: true as const } : {};
  const images = metadata.images === undefined ? {} : { images: namesIn(metadata.images, place) };
  return { shape, weights, ...settings, fold: number("fold"), ...learned, ...images };
}

function namesIn(text: string, place: { file?: string }): string[] {
  try {
    const names: unknown = JSON.parse(text);
    if (Array.isArray(names) && names.every((name) => typeof name === "string")) return names;
  } catch { /* Said below. */ }
  throw new InputError("Cannot read a nucleus network", {
    ...place,
    column: "images",
    found: text.slice(0, 80),
    allowed: "names of images, as JSON",
  });
}
