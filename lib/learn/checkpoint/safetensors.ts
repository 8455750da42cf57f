import { Broken } from "./broken.ts";
import type { Checkpoint } from "./flatten.ts";
import { type CheckpointTensor, decodeNumbers, type NumberKind, numberSize } from "./tensor.ts";

/** Kinds of numbers by their names in the format. */
const kinds: Readonly<Record<string, NumberKind>> = {
  F64: "float64",
  F32: "float32",
  F16: "float16",
  BF16: "bfloat16",
  I64: "int64",
  I32: "int32",
  I16: "int16",
  I8: "int8",
  U8: "uint8",
  BOOL: "bool",
};

/** The longest header that the format allows, bytes. */
const LONGEST = 100_000_000;

/**
 * Whether bytes begin as a safetensors file does: the length of a header that fits, and the header's brace.
 *
 * @example
 * ```ts
 * import { looksLikeSafetensors } from "./safetensors.ts";
 * import { encodeTensors } from "../safetensors.ts";
 * import { assert } from "@std/assert";
 *
 * assert(looksLikeSafetensors(encodeTensors({ tensors: {}, metadata: {} })));
 * ```
 */
export function looksLikeSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length < 10 || bytes[8] !== 0x7b) return false;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  return length <= BigInt(LONGEST);
}

/**
 * Reads a safetensors file: tensors of any kind and shape, and its texts as values.
 *
 * @param bytes The whole file.
 * @returns Tensors by name, in the order of the file.
 * @throws {Broken} if the file is cut off, or its header says what cannot be.
 *
 * @example
 * ```ts
 * import { readSafetensors } from "./safetensors.ts";
 * import { encodeTensors } from "../safetensors.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const tensors = { bias: new Float32Array([1, 2]) };
 * const { tensors: read, values } = readSafetensors(
 *   encodeTensors({ tensors, metadata: { kind: "test" } }),
 * );
 * assertEquals(read.get("bias"), { kind: "float32", shape: [2], data: tensors.bias });
 * assertEquals(values.get("kind"), "test");
 * ```
 */
export function readSafetensors(bytes: Uint8Array): Checkpoint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? 0n : view.getBigUint64(0, true);
  if (length < 2n || length > BigInt(Math.min(LONGEST, bytes.length - 8))) {
    throw new Broken(`a header of ${length} bytes in a file of ${bytes.length}`);
  }
  const start = 8 + Number(length), data = bytes.subarray(start);
  const tensors = new Map<string, CheckpointTensor>(), values = new Map<string, string>();
  for (const [name, entry] of Object.entries(parse(bytes.subarray(8, start)))) {
    if (name !== "__metadata__") tensors.set(name, readTensor(name, entry, data));
    else for (const [key, text] of Object.entries(entry ?? {})) values.set(key, String(text));
  }
  return { tensors, values };
}

function parse(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof header === "object" && header !== null && !Array.isArray(header)) {
      return header as Record<string, unknown>;
    }
  } catch {
    // Told below.
  }
  throw new Broken("a header that is no JSON object");
}

function readTensor(name: string, entry: unknown, data: Uint8Array): CheckpointTensor {
  const { dtype, shape, data_offsets } = (entry ?? {}) as Record<string, unknown>;
  const kind = typeof dtype === "string" && Object.hasOwn(kinds, dtype) ? kinds[dtype] : undefined;
  const short = name.slice(0, 80);
  if (kind === undefined) {
    throw new Broken(`tensor ${short} of type ${String(dtype)}`, Object.keys(kinds).join(", "));
  }
  const [from, to] = isSizes(data_offsets) ? data_offsets : [];
  if (!isSizes(shape) || from === undefined || to === undefined) {
    throw new Broken(`tensor ${short} without shape or place`);
  }
  const count = shape.reduce((product, side) => product * side, 1);
  if (to > data.length || to - from !== count * numberSize(kind)) {
    throw new Broken(`tensor ${short} [${shape}] at ${from} to ${to} of ${data.length} bytes`);
  }
  return { kind, shape, data: decodeNumbers(data.subarray(from, to), kind) };
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0);
}
