import { InputError } from "../../core/errors.ts";
import { makeFolder, writing } from "../../core/files.ts";
import { Checksum, checksumFile } from "./checksum.ts";
import { explainDiskFull, requireSpace } from "./disk.ts";

/** What a file must be when it is whole; null where that is not known. */
export interface Expected {
  /** Size in bytes. */
  bytes: number | null;
  /** SHA-256, lower-case hex. */
  sha256: string | null;
  /** Who says so, for error messages; defaults to "the catalog". */
  accordingTo?: string;
}

/**
 * A file that grows under the name `….partial` and gets its own name only when it is whole and
 * checked. What a killed run left is taken up again: its bytes are read once, for the checksum.
 *
 * @example
 * ```ts
 * import { PartialFile } from "./partial.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * using file = await PartialFile.open(`${folder}/abc.txt`);
 * await file.append(new TextEncoder().encode("abc"), 0);
 * await file.finish({ bytes: 3, sha256: null });
 * assertEquals(await Deno.readTextFile(`${folder}/abc.txt`), "abc");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export class PartialFile implements Disposable {
  #file: Deno.FsFile;
  #open = true;
  #sum: Checksum;

  private constructor(readonly path: string, file: Deno.FsFile, sum: Checksum) {
    this.#file = file;
    this.#sum = sum;
  }

  /**
   * @param path The final name.
   * @param signal Stops the reading of what is already there.
   * @throws {InputError} where it cannot be written there.
   */
  static async open(path: string, signal?: AbortSignal): Promise<PartialFile> {
    const temporary = `${path}.partial`;
    await makeFolder(path.replace(/[/\\]?[^/\\]*$/, ""));
    const file = await writing(
      path,
      () => Deno.open(temporary, { read: true, write: true, create: true }),
    );
    try {
      const sum = (await file.stat()).isFile
        ? await checksumFile(temporary, signal === undefined ? {} : { signal })
        : new Checksum();
      await file.seek(sum.bytes, Deno.SeekMode.Start);
      return new PartialFile(path, file, sum);
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** How many bytes are there. */
  get bytes(): number {
    return this.#sum.bytes;
  }

  /**
   * Adds the next bytes.
   *
   * @param needed Bytes that are still to come, these included, for the message of a full disk.
   * @throws {InputError} where the disk is full; what was written stays and can be resumed.
   */
  async append(chunk: Uint8Array, needed: number | null): Promise<void> {
    let written = 0;
    try {
      while (written < chunk.length) written += await this.#file.write(chunk.subarray(written));
    } catch (error) {
      throw await explainDiskFull(error, this.path, needed);
    } finally {
      this.#sum.add(chunk.subarray(0, written));
    }
  }

  /** Fails early where the rest cannot fit on the disk. */
  async requireSpace(total: number | null): Promise<void> {
    if (total !== null) await requireSpace(this.path, total - this.bytes);
  }

  /** Forgets what is there and begins anew. */
  async restart(): Promise<void> {
    if (this.bytes === 0) return;
    await this.#file.truncate(0);
    await this.#file.seek(0, Deno.SeekMode.Start);
    this.#sum = new Checksum();
  }

  /**
   * Checks size and checksum and gives the file its final name.
   *
   * @returns What the file is.
   * @throws {InputError} where either is wrong; the partial file is removed then.
   */
  async finish(expected: Expected): Promise<{ bytes: number; sha256: string }> {
    const found = { bytes: this.bytes, sha256: this.#sum.hex() };
    const wrong = expected.bytes !== null && found.bytes !== expected.bytes
      ? { found: `${found.bytes} bytes`, allowed: `${expected.bytes} bytes` }
      : expected.sha256 !== null && !found.sha256.startsWith(expected.sha256)
      ? { found: `SHA-256 ${found.sha256}`, allowed: `SHA-256 ${expected.sha256}` }
      : undefined;
    if (wrong === undefined) {
      this.#open = false;
      this.#file.close();
      await Deno.rename(`${this.path}.partial`, this.path);
    } else {
      await this.discard();
      throw new WrongContent("The file is not the one expected", {
        file: this.path,
        found: wrong.found,
        allowed: `${wrong.allowed}, says ${expected.accordingTo ?? "the catalog"}`,
        hint: "It was thrown away; fetch again, and if it stays so, the published file has changed",
      });
    }
    return found;
  }

  /** Closes the file and throws away what is there. */
  async discard(): Promise<void> {
    await this.restart();
    this[Symbol.dispose]();
  }

  /** Closes the file; what was written stays for the next run, an empty file does not. */
  [Symbol.dispose](): void {
    if (!this.#open) return;
    this.#open = false;
    this.#file.close();
    if (this.bytes === 0) Deno.removeSync(`${this.path}.partial`);
  }
}

/** A file arrived whole but its size or checksum is wrong. */
export class WrongContent extends InputError {}
