import { createHash } from "node:crypto";

/**
 * A SHA-256 that grows with the bytes that pass, together with their number.
 *
 * @example
 * ```ts
 * import { Checksum } from "./checksum.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sum = new Checksum();
 * sum.add(new TextEncoder().encode("abc"));
 * assertEquals(sum.bytes, 3);
 * assertEquals(sum.hex().slice(0, 16), "ba7816bf8f01cfea");
 * ```
 */
export class Checksum {
  #hash = createHash("sha256");
  /** How many bytes were added. */
  bytes = 0;

  /** Adds the next bytes. */
  add(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.bytes += chunk.length;
  }

  /** The checksum so far in lower-case hex; more may be added afterwards. */
  hex(): string {
    return this.#hash.copy().digest("hex");
  }
}

/** How `checksumFile` works. */
export interface ChecksumOptions {
  /** Stops the reading; the call throws the reason. */
  signal?: AbortSignal;
  /** Called now and then with the number of bytes read so far. */
  onProgress?: (bytes: number) => void;
}

/**
 * Reads a file once, a piece at a time, and returns its checksum.
 *
 * @throws {Deno.errors.NotFound} where the file is not there.
 *
 * @example
 * ```ts
 * import { checksumFile } from "./checksum.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * await Deno.writeTextFile(file, "abc");
 * assertEquals((await checksumFile(file)).bytes, 3);
 * await Deno.remove(file);
 * ```
 */
export async function checksumFile(path: string, options: ChecksumOptions = {}): Promise<Checksum> {
  const { signal, onProgress } = options;
  const sum = new Checksum();
  const buffer = new Uint8Array(1 << 20);
  using file = await Deno.open(path);
  for (;;) {
    signal?.throwIfAborted();
    const length = await file.read(buffer);
    if (length === null) return sum;
    sum.add(buffer.subarray(0, length));
    onProgress?.(sum.bytes);
  }
}
