import { Broken } from "./broken.ts";

/** Kinds of numbers, by PyTorch's names. */
export type NumberKind =
  | "float64"
  | "float32"
  | "float16"
  | "bfloat16"
  | "int64"
  | "int32"
  | "int16"
  | "int8"
  | "uint8"
  | "bool";

/** Numbers as they are handed out: 16-bit floats as 32-bit ones, truth values as 0 and 1. */
export type Numbers =
  | Float64Array
  | Float32Array
  | BigInt64Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint8Array;

/** A tensor of a checkpoint. */
export interface CheckpointTensor {
  /** How the file holds its numbers. */
  kind: NumberKind;
  /** Length along each axis; none for a single number. */
  shape: number[];
  /** The numbers, the last axis running fastest. */
  data: Numbers;
}

/** A row of numbers in a file; several tensors may be views of one. */
export interface Storage {
  /** What the numbers are. */
  kind: NumberKind;
  /** How many there are. */
  length: number;
  /** Where they are; called once it is known that they are wanted. */
  numbers: () => Numbers;
}

interface Kind {
  size: number;
  make: (buffer: ArrayBuffer) => Numbers;
}

const kinds: Readonly<Record<NumberKind, Kind>> = {
  float64: { size: 8, make: (buffer) => new Float64Array(buffer) },
  float32: { size: 4, make: (buffer) => new Float32Array(buffer) },
  float16: { size: 2, make: (buffer) => Float32Array.from(new Float16Array(buffer)) },
  bfloat16: {
    size: 2,
    make: (buffer) =>
      new Float32Array(Uint32Array.from(new Uint16Array(buffer), (half) => half << 16).buffer),
  },
  int64: { size: 8, make: (buffer) => new BigInt64Array(buffer) },
  int32: { size: 4, make: (buffer) => new Int32Array(buffer) },
  int16: { size: 2, make: (buffer) => new Int16Array(buffer) },
  int8: { size: 1, make: (buffer) => new Int8Array(buffer) },
  uint8: { size: 1, make: (buffer) => new Uint8Array(buffer) },
  bool: { size: 1, make: (buffer) => new Uint8Array(buffer) },
};

/**
 * Bytes that one number takes in a file.
 *
 * @example
 * ```ts
 * import { numberSize } from "./tensor.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(numberSize("bfloat16"), 2);
 * ```
 */
export function numberSize(kind: NumberKind): number {
  return kinds[kind].size;
}

/**
 * Numbers out of bytes of a file.
 *
 * @param bytes As many as the numbers need, at any place of a buffer.
 * @param kind What they are.
 * @param bigEndian Whether the most significant byte comes first; defaults to false.
 *
 * @example
 * ```ts
 * import { decodeNumbers } from "./tensor.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...decodeNumbers(new Uint8Array([0x80, 0x3f]), "bfloat16")], [1]);
 * assertEquals([...decodeNumbers(new Uint8Array([1, 0]), "int16", true)], [256]);
 * ```
 */
export function decodeNumbers(bytes: Uint8Array, kind: NumberKind, bigEndian = false): Numbers {
  const { size, make } = kinds[kind];
  const copy = bytes.slice();
  if (bigEndian && size > 1) {
    for (let at = 0; at < copy.length; at += size) copy.subarray(at, at + size).reverse();
  }
  return make(copy.buffer);
}

/** A tensor as a view of a storage, its numbers not yet gathered. */
export class TensorView {
  /** Numbers of the tensor. */
  readonly size: number;

  /**
   * @param storage The row of numbers.
   * @param offset Index of the first.
   * @param shape Length along each axis.
   * @param strides Steps in the storage along each axis.
   * @throws {Broken} if it reaches beyond the storage.
   */
  constructor(
    readonly storage: Storage,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
  ) {
    this.size = shape.reduce((product, length) => product * length, 1);
    const last = shape.reduce((at, length, i) => at + (length - 1) * (strides[i] ?? 0), offset);
    const fits = shape.length === strides.length && shape.length <= 32 &&
      [offset, ...shape, ...strides].every((value) => Number.isSafeInteger(value) && value >= 0) &&
      Number.isSafeInteger(this.size) && (this.size === 0 || last < storage.length);
    if (!fits) {
      throw new Broken(
        `a tensor of shape [${shape.slice(0, 32)}] at ${offset} of a storage of ${storage.length}`,
      );
    }
  }

  /** How many numbers must be copied to gather it. */
  get copies(): number {
    return this.#inOrder ? 0 : this.size;
  }

  /** Whether the numbers lie one after the other in the storage. */
  get #inOrder(): boolean {
    let step = 1;
    for (let axis = this.shape.length - 1; axis >= 0; axis--) {
      const length = this.shape[axis] as number;
      if (length !== 1 && this.strides[axis] !== step) return false;
      step *= length;
    }
    return true;
  }

  /** Gathers the numbers; without a copy where they lie in order. */
  gather(): CheckpointTensor {
    const { storage, offset, size } = this;
    const all = storage.numbers(), shape = [...this.shape];
    if (this.#inOrder || size === 0) {
      return { kind: storage.kind, shape, data: all.subarray(offset, offset + size) };
    }
    const data = all.slice(0, 0).constructor as new (length: number) => Numbers;
    const numbers = new data(size);
    const index = new Array<number>(shape.length).fill(0);
    for (let i = 0, at = offset; i < size; i++) {
      numbers[i] = all[at] as never;
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        const next = (index[axis] as number) + 1, step = this.strides[axis] as number;
        at += step;
        if (next < (shape[axis] as number)) {
          index[axis] = next;
          break;
        }
        at -= next * step;
        index[axis] = 0;
      }
    }
    return { kind: storage.kind, shape, data: numbers };
  }
}
