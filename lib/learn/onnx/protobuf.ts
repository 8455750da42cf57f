const text = new TextEncoder();

/**
 * Writes a message of Protocol Buffers, field by field.
 *
 * @example
 * ```ts
 * import { Message } from "./protobuf.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new Message().integer(1, 150).string(2, "hi").bytes();
 * assertEquals([...bytes], [0x08, 0x96, 0x01, 0x12, 2, 0x68, 0x69]);
 * ```
 */
export class Message {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** Bytes of the message so far. */
  get length(): number {
    return this.#length;
  }

  /** A whole number; below 0 in 64 bits of two's complement. */
  integer(field: number, value: number): this {
    return this.#add(varint(field << 3), varint(value));
  }

  /** A number of 32 bits. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#add(varint(field << 3 | 5), bytes);
  }

  /** A text. */
  string(field: number, value: string): this {
    return this.raw(field, text.encode(value));
  }

  /** Bytes; they are not copied before {@link bytes}. */
  raw(field: number, value: Uint8Array): this {
    return this.#add(varint(field << 3 | 2), varint(value.length), value);
  }

  /** A message within this one. */
  message(field: number, value: Message): this {
    this.#add(varint(field << 3 | 2), varint(value.length));
    return this.#add(...value.#parts);
  }

  /** The message in one piece. */
  bytes(): Uint8Array {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  #add(...parts: Uint8Array[]): this {
    for (const part of parts) {
      this.#parts.push(part);
      this.#length += part.length;
    }
    return this;
  }
}

/** Seven bits a byte, the lowest first. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
