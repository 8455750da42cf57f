import { InputError } from "../../core/errors.ts";
import { writeAtomic } from "../../core/files.ts";
import { type Answer, request } from "./http.ts";
import { type Expected, PartialFile, WrongContent } from "./partial.ts";
import { readSource, type Source, sourceOf } from "./source.ts";
import { Passing, retry, type RetryOptions } from "./retry.ts";

/** How `download` works. */
export interface DownloadOptions {
  /** How often and how long to wait after errors that may pass. */
  retry?: Omit<RetryOptions, "signal">;
  /** The server may be silent for this long in ms; defaults to 60,000. */
  silenceMs?: number;
  /** Called with the bytes that are there and, where known, the bytes in all. */
  onProgress?: (bytes: number, total: number | null) => void;
  /** Stops the download; what has arrived stays in `….partial`. */
  signal?: AbortSignal;
}

/**
 * Downloads a file, resuming what an earlier run left, and checks it.
 *
 * The bytes go to `<path>.partial`; beside it `<path>.partial.json` keeps the server's mark of the
 * version (ETag or Last-Modified). A later call asks for the rest only, on the condition that the
 * version is the same (RFC 9110, Range and If-Range); otherwise it starts anew. The checksum is
 * computed while the bytes pass.
 *
 * @param url The address.
 * @param path Where the file shall be.
 * @param expected Size and checksum, each null where unknown.
 * @param options Patience, progress, stop.
 * @returns Size and checksum of the file.
 * @throws {InputError} for a missing file, a wrong size or checksum, a full disk.
 * @throws {Passing} where the network failed to the last attempt; the next call resumes.
 *
 * @example
 * ```ts
 * import { download } from "./download.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, () => new Response("abc"));
 * const folder = await Deno.makeTempDir();
 * const unknown = { bytes: null, sha256: null };
 * const got = await download(`http://127.0.0.1:${server.addr.port}/`, `${folder}/abc.txt`, unknown);
 * assertEquals(got.bytes, 3);
 * await server.shutdown();
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function download(
  url: string,
  path: string,
  expected: Expected,
  options: DownloadOptions = {},
): Promise<{ bytes: number; sha256: string }> {
  const { signal } = options;
  const stop = signal === undefined ? {} : { signal };
  let resumed = false;
  const once = async () => {
    using file = await PartialFile.open(path, signal);
    let furthest = file.bytes;
    await retry(async (progressed) => {
      resumed ||= file.bytes > 0;
      try {
        await attempt(url, file, expected, options);
      } finally {
        // A server that always cuts at the same place must not be asked forever.
        if (file.bytes > furthest) progressed();
        furthest = Math.max(furthest, file.bytes);
      }
    }, { ...options.retry, ...stop }).finally(() => file.bytes === 0 ? forget(path) : undefined);
    return await file.finish(expected).finally(() => forget(path));
  };
  try {
    return await once();
  } catch (error) {
    // Pieces of two versions may have met where the server gives no mark of the version.
    if (error instanceof WrongContent && resumed) return await once();
    throw error;
  }
}

async function attempt(
  url: string,
  file: PartialFile,
  expected: Expected,
  options: DownloadOptions,
): Promise<void> {
  const source = await readSource(`${file.path}.partial.json`);
  const marked = source?.url === url && (source.mark !== null || expected.sha256 !== null);
  if (!marked) await file.restart();
  const from = file.bytes;
  if (from > 0 && from === expected.bytes) return;
  const answer = await request(url, {
    headers: from === 0 ? {} : {
      range: `bytes=${from}-`,
      ...(source?.mark ? { "if-range": source.mark } : {}),
    },
    ...(options.silenceMs === undefined ? {} : { silenceMs: options.silenceMs }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  try {
    const now = sourceOf(url, answer.headers);
    const total = await begin(answer, now, file, from, expected);
    if (total === "whole") return;
    await file.requireSpace(total);
    await writeAtomic(`${file.path}.partial.json`, JSON.stringify(now));
    options.onProgress?.(file.bytes, total);
    for await (const chunk of answer.body) {
      const needed = total === null ? null : total - file.bytes;
      if (needed !== null && chunk.length > needed) {
        throw await wrongSize(url, file, `more than ${total} bytes`, `${total} bytes`);
      }
      await file.append(chunk, needed);
      options.onProgress?.(file.bytes, total);
    }
    if (total !== null && file.bytes < total) {
      throw new Passing(`${url} ended after ${file.bytes} of ${total} bytes`);
    }
  } finally {
    answer.close();
  }
}

/** Brings the file into the state that the answer continues; returns the bytes in all. */
async function begin(
  answer: Answer,
  now: Source,
  file: PartialFile,
  from: number,
  expected: Expected,
): Promise<number | null | "whole"> {
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(
    answer.headers.get("content-range") ?? "",
  );
  const stated = range?.[2] === undefined || range[2] === "*" ? null : Number(range[2]);
  if (answer.status === 416) {
    if (stated === file.bytes && from > 0) return "whole";
    await file.restart();
    throw new Passing(`${now.url} cannot resume at byte ${from}`);
  }
  if (answer.status === 206 && Number(range?.[1]) !== from) {
    await file.restart();
    throw new Passing(`${now.url} answered another part than the one asked for`);
  }
  if (answer.status === 200) await file.restart();
  const length = answer.headers.get("content-length");
  const total = stated ?? (length === null ? null : file.bytes + Number(length));
  if (total !== null && expected.bytes !== null && total !== expected.bytes) {
    const source = expected.accordingTo ?? "the catalog";
    const allowed = `${expected.bytes} bytes, says ${source}`;
    throw await wrongSize(now.url, file, `${total} bytes`, allowed);
  }
  return total ?? expected.bytes;
}

async function wrongSize(
  url: string,
  file: PartialFile,
  found: string,
  allowed: string,
): Promise<InputError> {
  await file.discard();
  return new InputError("The file on the server is not the one expected", {
    file: url,
    found,
    allowed,
  });
}

async function forget(path: string): Promise<void> {
  await Deno.remove(`${path}.partial.json`).catch(() => {});
}
