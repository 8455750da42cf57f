import { InputError } from "../../core/errors.ts";
import type { Orientation } from "../fit/orient.ts";
import type { ActivationStore } from "./store.ts";

/** What the network gave for some images that went through it together, laid in one way. */
export interface Piece {
  /** How they were laid. */
  orientation: Orientation;
  /** Its place in the order of the images. */
  number: number;
  /** Number of images. */
  images: number;
}

/** How a {@link Shelf} keeps pieces. */
export interface ShelfOptions {
  /** First part of the names of its pieces in the store. */
  key: string;
  /** Bytes of an image. */
  each: number;
  /** Most that stays in memory, bytes. */
  memory: number;
  /** Keeps all pieces, and those that memory does not hold. */
  store?: ActivationStore;
}

/** Keeps pieces: in memory the first ones, up to its bound; in the store all of them. */
export class Shelf {
  readonly #options: ShelfOptions;
  readonly #pieces = new Map<string, Uint8Array>();
  #left: number;

  /**
   * @param options Names, sizes, store.
   */
  constructor(options: ShelfOptions) {
    this.#options = options;
    this.#left = options.memory;
  }

  /**
   * Whether a piece is in the store; if so it is brought to memory where there is room. One of another
   * length counts as none.
   *
   * @param piece Which.
   */
  async find(piece: Piece): Promise<boolean> {
    const { store } = this.#options, name = this.#name(piece), length = this.#length(piece);
    if (store === undefined || await store.size(name) !== length) return false;
    if (length <= this.#left) this.#hold(name, await store.read(name, 0, length));
    return true;
  }

  /**
   * Keeps a piece.
   *
   * @param piece Which.
   * @param bytes Its content.
   * @throws {RangeError} where it has no place.
   */
  async put(piece: Piece, bytes: Uint8Array): Promise<void> {
    const { store } = this.#options, name = this.#name(piece);
    await store?.write(name, bytes);
    if (bytes.length <= this.#left) this.#hold(name, bytes);
    else if (store === undefined) throw new RangeError(`There is no place for ${name}`);
  }

  /**
   * What was kept of one image.
   *
   * @param piece Its piece.
   * @param place Its place in it.
   * @throws {InputError} where it is in the store no more.
   */
  async read(piece: Piece, place: number): Promise<Uint8Array> {
    const { store, each } = this.#options, name = this.#name(piece), begin = place * each;
    const held = this.#pieces.get(name)?.subarray(begin, begin + each);
    const bytes = held ?? await store?.read(name, begin, begin + each);
    if (bytes?.length === each) return bytes;
    throw new InputError("Part of what the frozen network gave has gone", {
      file: name,
      found: `${bytes?.length ?? 0} bytes`,
      allowed: `${each}`,
      hint: "Run the same again",
    });
  }

  #hold(name: string, bytes: Uint8Array): void {
    this.#pieces.set(name, bytes);
    this.#left -= bytes.length;
  }

  #name({ orientation, number }: Piece): string {
    return `${this.#options.key}/${orientation.replaceAll(" ", "_")}/${number}`;
  }

  #length({ images }: Piece): number {
    return images * this.#options.each;
  }
}

/**
 * Numbers as bytes.
 *
 * @param values The numbers.
 * @param bits Bits of each.
 * @param name What they are, for messages.
 * @throws {InputError} for a number that is not finite, or is not with 16 bits.
 *
 * @example
 * ```ts
 * import { packed, unpacked } from "./shelf.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const values = new Float32Array([0.5, 1024]);
 * assertEquals(unpacked(packed(values, 16, "images 1 to 2"), 16), values);
 * ```
 */
export function packed(values: Float32Array, bits: 16 | 32, name: string): Uint8Array {
  const numbers = bits === 16 ? Float16Array.from(values) : values;
  for (let i = 0; i < numbers.length; i++) {
    if (Number.isFinite(numbers[i])) continue;
    throw new InputError(`Cannot keep what the network gives for ${name}`, {
      found: values[i],
      allowed: bits === 16 ? "numbers up to 65504" : "finite numbers",
      ...(Number.isFinite(values[i]) ? { hint: "Keep 32 bits" } : {}),
    });
  }
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/**
 * Numbers of bytes.
 *
 * @param bytes By {@link packed}.
 * @param bits Bits of each number.
 */
export function unpacked(bytes: Uint8Array, bits: 16 | 32): Float32Array {
  // What a file gave may begin anywhere in its buffer.
  const own = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const { buffer, byteOffset, byteLength } = own;
  return bits === 32
    ? new Float32Array(buffer as ArrayBuffer, byteOffset, byteLength / 4)
    : Float32Array.from(new Float16Array(buffer as ArrayBuffer, byteOffset, byteLength / 2));
}
