import { InputError } from "../../core/errors.ts";
import { exists } from "../../core/files.ts";
import { type Expected, PartialFile } from "./partial.ts";

/**
 * Where a mirror folder keeps the file of an address: `<folder>/<host>/<path>`.
 *
 * @example
 * ```ts
 * import { mirrorPath } from "./mirror.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(mirrorPath("mirror", "https://example.org/a/b%20c.csv"), "mirror/example.org/a/b c.csv");
 * ```
 */
export function mirrorPath(mirror: string, url: string): string {
  const { host, pathname } = new URL(url);
  return `${mirror.replace(/[/\\]+$/, "")}/${host}${decodeURIComponent(pathname)}`;
}

/** How `copyFromMirror` works. */
export interface MirrorOptions {
  /** Stops the copying; the call throws the reason. */
  signal?: AbortSignal;
  /** Called with the bytes copied so far. */
  onProgress?: (bytes: number, total: number | null) => void;
}

/**
 * Copies a file out of a mirror folder, checking it as a download is checked.
 *
 * @param mirror The mirror folder.
 * @param url The address of the file.
 * @param path Where it shall be.
 * @param expected Size and checksum.
 * @throws {InputError} naming the path where the mirror should have it, or what is wrong with it.
 *
 * @example
 * ```ts
 * import { copyFromMirror } from "./mirror.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const unknown = { bytes: null, sha256: null };
 * await assertRejects(
 *   () => copyFromMirror("no-mirror", "https://example.org/a.csv", "a.csv", unknown),
 *   Error,
 *   "no-mirror/example.org/a.csv",
 * );
 * ```
 */
export async function copyFromMirror(
  mirror: string,
  url: string,
  path: string,
  expected: Expected,
  options: MirrorOptions = {},
): Promise<{ bytes: number; sha256: string }> {
  const { signal, onProgress } = options;
  const source = mirrorPath(mirror, url);
  if (!await exists(source)) {
    throw new InputError("The mirror does not have this file", {
      file: source,
      hint: `It should be a copy of ${url}`,
    });
  }
  using from = await Deno.open(source);
  const total = (await from.stat()).size;
  using to = await PartialFile.open(path, signal);
  await to.restart();
  await to.requireSpace(total);
  const buffer = new Uint8Array(1 << 20);
  for (;;) {
    signal?.throwIfAborted();
    const length = await from.read(buffer);
    if (length === null) return await to.finish(expected);
    await to.append(buffer.subarray(0, length), total - to.bytes);
    onProgress?.(to.bytes, total);
  }
}
