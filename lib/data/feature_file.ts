import { InputError } from "../core/errors.ts";

/** Rows of numbers in a file, written once and read in any order. */
export interface FeatureFile {
  /** Adds rows at the end. */
  append(rows: Float32Array): Promise<void>;
  /** Gives the file its name: it is there whole, or not at all. */
  finish(): Promise<void>;
  /** Reads one row. */
  read(row: number): Promise<Float32Array>;
  /** Closes the file; where it is not finished, nothing is left of it. */
  close(): Promise<void>;
}

/**
 * Makes a file for rows of numbers that are too many for the memory.
 *
 * The rows are written as they come, under another name until `finish()`; reading holds one row.
 *
 * @param path The file; one that is there is replaced at `finish()`.
 * @param length Numbers of a row.
 * @throws {InputError} naming the file, where it cannot be written, such as on a full disk.
 *
 * @example
 * ```ts
 * import { makeFeatureFile } from "./feature_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * const file = await makeFeatureFile(path, 2);
 * await file.append(new Float32Array([1, 2, 3, 4]));
 * await file.finish();
 * assertEquals([...await file.read(1)], [3, 4]);
 * await file.close();
 * await Deno.remove(path);
 * ```
 */
export async function makeFeatureFile(path: string, length: number): Promise<FeatureFile> {
  const part = `${path}.${crypto.randomUUID()}.part`;
  const options = { read: true, write: true, createNew: true };
  const file = await Deno.open(part, options).catch((cause) => fail(path, cause));
  let finished = false, rows = 0;
  let last: Promise<unknown> = Promise.resolve();
  // Seek and read belong together: one row after the other, whoever asks.
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
  return {
    append: (values) =>
      alone(async () => {
        if (values.length % length !== 0) {
          throw new RangeError(`${values.length} numbers are no rows of ${length}`);
        }
        const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
        try {
          await file.seek(0, Deno.SeekMode.End);
          for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
        } catch (cause) {
          fail(path, cause);
        }
        rows += values.length / length;
      }),
    finish: () =>
      alone(async () => {
        await file.sync();
        await Deno.rename(part, path).catch((cause) => fail(path, cause));
        finished = true;
      }),
    read: (row) =>
      alone(async () => {
        if (!(row >= 0 && row < rows)) throw new RangeError(`There is no row ${row} of ${rows}`);
        const bytes = new Uint8Array(4 * length);
        await file.seek(row * bytes.length, Deno.SeekMode.Start);
        for (let at = 0; at < bytes.length;) {
          const count = await file.read(bytes.subarray(at));
          if (count === null) {
            throw new InputError("Cannot read the rows", { file: path, found: "a shorter file" });
          }
          at += count;
        }
        return new Float32Array(bytes.buffer);
      }),
    close: () =>
      alone(async () => {
        file.close();
        if (!finished) await Deno.remove(part);
      }),
  };
}

function fail(file: string, cause: unknown): never {
  throw new InputError("Cannot keep rows of numbers", {
    file,
    found: cause instanceof Error ? cause.message : String(cause),
    hint: "Make room, or choose another folder",
    cause,
  });
}
