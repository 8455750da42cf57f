import { InputError } from "../core/errors.ts";

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
  const bytes = new Uint8Array(8 + text.length + at);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  let offset = 8 + text.length;
  for (const values of Object.values(tensors)) {
    for (const value of values) {
      if (bits === 16) view.setFloat16(offset, value, true);
      else view.setFloat32(offset, value, true);
      offset += bytesEach;
    }
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
  const fail = (found: string): never => {
    throw new InputError("Cannot read tensors", {
      ...(file === undefined ? {} : { file }),
      found,
      allowed: "a whole safetensors file of 16- or 32-bit floats",
    });
  };
  if (bytes.length < 8) return fail(`${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > BigInt(bytes.length - 8)) return fail("a header that is longer than the file");
  const start = 8 + Number(length);
  const header = parse(bytes.subarray(8, start)) ?? fail("a header that is no JSON object");
  const { __metadata__ = {}, ...entries } = header;
  const tensors: Record<string, Float32Array> = {};
  for (const [name, entry] of Object.entries(entries)) {
    const { dtype, data_offsets } = (entry ?? {}) as Record<string, unknown>;
    const [from, to] = Array.isArray(data_offsets) ? data_offsets as unknown[] : [];
    if ((dtype !== "F32" && dtype !== "F16") || !Number.isInteger(from) || !Number.isInteger(to)) {
      return fail(`tensor ${name} of type ${dtype}`);
    }
    const [first, end] = [from as number, to as number];
    const half = dtype === "F16", bytesEach = half ? 2 : 4;
    if (first < 0 || end < first || (end - first) % bytesEach !== 0 || start + end > bytes.length) {
      return fail(`tensor ${name} at ${first} to ${end} of ${bytes.length - start} bytes`);
    }
    const at = start + first;
    tensors[name] = Float32Array.from(
      { length: (end - first) / bytesEach },
      (_, i) => half ? view.getFloat16(at + 2 * i, true) : view.getFloat32(at + 4 * i, true),
    );
  }
  return { tensors, metadata: __metadata__ as Record<string, string> };
}

function parse(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const object = typeof value === "object" && value !== null && !Array.isArray(value);
    return object ? value as Record<string, unknown> : undefined;
  } catch {
    return undefined;
  }
}
