import { writeAtomic } from "../../core/files.ts";
import type { ActivationStore } from "../../learn/activation_cache.ts";

/**
 * Keeps pieces of a cache as files of a folder, each there whole or not at all.
 *
 * @param folder Its path; made when the first piece is written.
 *
 * @example
 * ```ts
 * import { activationFiles } from "./activation_files.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const store = activationFiles(folder);
 * await store.write("key/same/0", new Uint8Array([1, 2, 3]));
 * assertEquals([...await store.read("key/same/0", 1, 3)], [2, 3]);
 * assertEquals(await store.size("key/same/1"), undefined);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export function activationFiles(folder: string): ActivationStore {
  const path = (name: string) => `${folder}/${name}.bin`;
  return {
    size: async (name) => (await Deno.stat(path(name)).catch(() => undefined))?.size,
    read: async (name, begin, end) => {
      using file = await Deno.open(path(name));
      await file.seek(begin, Deno.SeekMode.Start);
      const bytes = new Uint8Array(end - begin);
      for (let at = 0; at < bytes.length;) {
        const count = await file.read(bytes.subarray(at));
        if (count === null) return bytes.subarray(0, at);
        at += count;
      }
      return bytes;
    },
    write: (name, bytes) => writeAtomic(path(name), bytes),
  };
}
