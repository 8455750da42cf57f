import { statfs } from "node:fs/promises";
import { InputError } from "../../core/errors.ts";

/**
 * A number of bytes for people, in powers of 1000.
 *
 * @example
 * ```ts
 * import { formatBytes } from "./disk.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatBytes(2_863_850), "2.9 MB");
 * assertEquals(formatBytes(12), "12 B");
 * ```
 */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0, value = bytes;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/**
 * Free place of the disk that holds a folder, in bytes; null where the system does not say.
 *
 * @example
 * ```ts
 * import { freeBytes } from "./disk.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await freeBytes("/no/such/folder"), null);
 * ```
 */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/**
 * Fails early where a file cannot fit.
 *
 * @param file The file to be written; its folder must be there.
 * @param needed Bytes that are still to be written.
 * @throws {InputError} naming the file, the bytes needed and the free place.
 *
 * @example
 * ```ts
 * import { requireSpace } from "./disk.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await requireSpace("./small.csv", 1);
 * await assertRejects(() => requireSpace("./huge.zip", 1e18), Error, "huge.zip");
 * ```
 */
export async function requireSpace(file: string, needed: number): Promise<void> {
  const free = await freeBytes(folderOf(file));
  if (free !== null && needed > free) throw full(file, needed, free);
}

/**
 * Turns the system's "no space left" into an error that says how much is missing; any other error
 * is returned as it is.
 *
 * @param error What writing threw.
 * @param file The file that was being written.
 * @param needed Bytes that were still to be written, if known.
 *
 * @example
 * ```ts
 * import { explainDiskFull } from "./disk.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const system = Object.assign(new Error("No space left on device"), { code: "ENOSPC" });
 * assertStringIncludes(String(await explainDiskFull(system, "a.zip", 100)), "a.zip");
 * ```
 */
export async function explainDiskFull(
  error: unknown,
  file: string,
  needed: number | null,
): Promise<unknown> {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "ENOSPC" && code !== "EDQUOT") return error;
  return full(file, needed, await freeBytes(folderOf(file)), error);
}

function full(
  file: string,
  needed: number | null,
  free: number | null,
  cause?: unknown,
): InputError {
  return new InputError("The disk is full", {
    file,
    found: `${free === null ? "an unknown number of" : free} bytes free`,
    allowed: needed === null ? "more place" : `${needed} bytes (${formatBytes(needed)}) more`,
    hint: "Make place or choose another folder; the next run goes on from here",
    ...(cause === undefined ? {} : { cause }),
  });
}

function folderOf(file: string): string {
  return file.replace(/[^/\\]*$/, "") || ".";
}
