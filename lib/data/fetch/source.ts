/** Where the bytes of a partial file come from. */
export interface Source {
  /** The address. */
  url: string;
  /** The server's mark of the version, fit for If-Range; null where it gives none. */
  mark: string | null;
}

/**
 * The source that an answer's headers describe.
 *
 * Only a strong ETag may stand in If-Range (RFC 9110, 13.1.5); next comes Last-Modified.
 *
 * @example
 * ```ts
 * import { sourceOf } from "./source.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sourceOf("u", new Headers({ etag: '"v1"' })).mark, '"v1"');
 * assertEquals(sourceOf("u", new Headers({ etag: 'W/"v1"' })).mark, null);
 * ```
 */
export function sourceOf(url: string, headers: Headers): Source {
  const etag = headers.get("etag");
  const strong = etag !== null && !etag.startsWith("W/") ? etag : null;
  return { url, mark: strong ?? headers.get("last-modified") };
}

/**
 * Reads what was noted about a partial file; undefined where nothing usable was.
 *
 * @example
 * ```ts
 * import { readSource } from "./source.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await readSource("no-such.json"), undefined);
 * ```
 */
export async function readSource(path: string): Promise<Source | undefined> {
  try {
    const value: unknown = JSON.parse(await Deno.readTextFile(path));
    if (typeof value !== "object" || value === null) return undefined;
    const { url, mark } = value as Record<string, unknown>;
    if (typeof url !== "string" || (mark !== null && typeof mark !== "string")) return undefined;
    return { url, mark };
  } catch {
    return undefined;
  }
}
