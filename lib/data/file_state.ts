/**
 * What tells a file from an earlier one at its place without reading it: its size and when it was
 * last written.
 *
 * @param path The file.
 * @returns `<bytes> <milliseconds since 1970>`; undefined where there is none.
 *
 * @example
 * ```ts
 * import { fileState } from "./file_state.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * await Deno.utime(file, 5, 5);
 * assertEquals(await fileState(file), "0 5000");
 * await Deno.remove(file);
 * assertEquals(await fileState(file), undefined);
 * ```
 */
export async function fileState(path: string): Promise<string | undefined> {
  try {
    const { size, mtime } = await Deno.stat(path);
    return `${size} ${mtime?.getTime()}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
