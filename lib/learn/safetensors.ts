import { InputError } from "../core/errors.ts";
import { Broken } from "./checkpoint/broken.ts";
import { readSafetensors } from "./checkpoint/safetensors.ts";

/** Named rows of numbers and what is to be said about them. */
export interface Tensors {
  /** Values by name. */
  tensors: Record<string, Float32Array>;
  /** Texts by name. */
  metadata: Record<string, string>;
}

/** How {@link encodeTensors} writes. */
export interface EncodeTensorsOptions {
  /** Bits of a number: 16 halves the file and keeps three digits; defaults to *32*. */
  bits?: 16 | 32;
  /** Shapes by name, for other programs that read the file; defaults to *one row each*. */
  shapes?: Readonly<Record<string, readonly number[]>>;
}

/**
 * Rows of numbers as one file in the safetensors format: 8 bytes with the length of the header, the
 * header in JSON, then floats, little-endian.
 *
 * @param content Values and texts.
 * @param options Bits of a number.
 * @returns The bytes of the file, always the same for the same content.
 *
 * @example
 * ```ts
 * import { decodeTensors, encodeTensors } from "./safetensors.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const content = { tensors: { weights: new Float32Array([1, 2]) }, metadata: { kind: "test" } };
 * assertEquals(decodeTensors(encodeTensors(content)), content);
 * ```
 */
export function encodeTensors(
  { tensors, metadata }: Tensors,
  { bits = 32, shapes = {} }: EncodeTensorsOptions = {},
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  const dtype = `F${bits}`, bytesEach = bits / 8;
  let at = 0;
  for (const [name, { length }] of Object.entries(tensors)) {
    const end = at + bytesEach * length;
    header[name] = { dtype, shape: shapes[name] ?? [length], data_offsets: [at, end] };
    at = end;
  }
  const text = new TextEncoder().encode(padded(JSON.stringify(header)));
  const start = 8 + text.length, bytes = new Uint8Array(start + at);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  const Numbers = bits === 16 ? Float16Array : Float32Array;
  const numbers = new Numbers(bytes.buffer, start, at / bytesEach);
  let next = 0;
  for (const values of Object.values(tensors)) {
    numbers.set(values, next);
    next += values.length;
  }
  return bytes;
}

/** Spaces up to a multiple of 8 letters keep the numbers aligned; metadata must be plain ASCII. */
function padded(json: string): string {
  const plain = json.replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return plain.padEnd(Math.ceil(plain.length / 8) * 8);
}

/**
 * Reads what {@link encodeTensors} wrote, or another safetensors file of 16- or 32-bit floats.
 *
 * @param bytes The whole file.
 * @param file Name of the file, for messages.
 * @returns Values, each as one row, and texts.
 * @throws {InputError} if the file is cut short, is no safetensors file, or holds other numbers.
 *
 * @example
 * ```ts
 * import { decodeTensors } from "./safetensors.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => decodeTensors(new Uint8Array(3)), Error, "Cannot read tensors");
 * ```
 */
export function decodeTensors(bytes: Uint8Array, file?: string): Tensors {
  try {
    const { tensors, values } = readSafetensors(bytes);
    const rows = [...tensors].map(([name, { kind, data }]) => {
      // Floats of 16 bits are handed out as such of 32.
      if (kind === "float32" || kind === "float16") return [name, data as Float32Array];
      throw new Broken(`tensor ${name} of type ${kind}`);
    });
    const texts = [...values].map(([name, text]) => [name, String(text)]);
    return { tensors: Object.fromEntries(rows), metadata: Object.fromEntries(texts) };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    throw new InputError("Cannot read tensors", {
      ...(file === undefined ? {} : { file }),
      found: error.found,
      allowed: "a whole safetensors file of 16- or 32-bit floats",
    });
  }
}
