import type { DatasetFile } from "../../lib/data/catalog.ts";
import { Checksum } from "../../lib/data/fetch/checksum.ts";
import { projectRoot } from "../../lib/core/files.ts";

/** Waits that do not slow a test down. */
export const quick = { firstWaitMs: 1, longestWaitMs: 2 };

/** A folder for one test. */
export async function inTempDir(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A server on this machine for one test; `origin` ends without a slash. */
export async function withServer(
  handler: (request: Request, count: number) => Response | Promise<Response>,
  work: (origin: string) => Promise<void>,
): Promise<void> {
  let count = 0;
  const stop = new AbortController();
  const server = Deno.serve({
    port: 0,
    hostname: "127.0.0.1",
    signal: stop.signal,
    onListen() {},
    onError: () => new Response("error", { status: 500 }),
  }, (request) => handler(request, ++count));
  try {
    await work(`http://127.0.0.1:${server.addr.port}`);
  } finally {
    stop.abort();
    await server.finished;
  }
}

/** Bytes that differ from place to place. */
export function someBytes(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** Checksum of bytes. */
export function sha256(bytes: Uint8Array): string {
  const sum = new Checksum();
  sum.add(bytes);
  return sum.hex();
}

/** A catalog's file for bytes that a test serves. */
export function fileOf(url: string, content: Uint8Array, name = "a.bin"): DatasetFile {
  return { name, url, bytes: content.length, sha256: sha256(content) };
}

/** Answers as a server that knows ranges and versions does (RFC 9110). */
export function ranged(request: Request, content: Uint8Array<ArrayBuffer>, etag = '"1"'): Response {
  const range = /^bytes=(\d+)-$/.exec(request.headers.get("range") ?? "");
  const condition = request.headers.get("if-range");
  if (range === null || (condition !== null && condition !== etag)) {
    return new Response(content, { headers: { etag } });
  }
  const from = Number(range[1]);
  if (from >= content.length) {
    return new Response(null, {
      status: 416,
      headers: { "content-range": `bytes */${content.length}` },
    });
  }
  return new Response(content.slice(from), {
    status: 206,
    headers: { etag, "content-range": `bytes ${from}-${content.length - 1}/${content.length}` },
  });
}

/** An answer that promises the whole content and is cut after some of it. */
export function cut(
  content: Uint8Array<ArrayBuffer>,
  after: number,
  from = 0,
  etag: string | null = '"1"',
): Response {
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(content.slice(from, after));
      // Lets the bytes leave before the connection goes.
      await new Promise((resolve) => setTimeout(resolve, 30));
      controller.error(new Error("cut"));
    },
  });
  const headers = new Headers({ "content-length": String(content.length - from) });
  if (etag !== null) headers.set("etag", etag);
  if (from > 0) {
    headers.set("content-range", `bytes ${from}-${content.length - 1}/${content.length}`);
  }
  return new Response(body, { status: from > 0 ? 206 : 200, headers });
}

/** Names of all files in a folder and its folders, sorted. */
export async function filesIn(folder: string, below = ""): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(`${folder}/${below}`)) {
    if (isDirectory) names.push(...await filesIn(folder, `${below}${name}/`));
    else names.push(below + name);
  }
  return names.sort();
}

/** The mirror of real files, where this machine has it. */
export const realMirror: string | undefined = await (async () => {
  for (const folder of [Deno.env.get("C2S_MIRROR"), `${projectRoot}../shared/mirror`]) {
    if (!folder) continue;
    const there = await Deno.stat(`${folder}/SOURCES.json`).then(() => true, () => false);
    if (there) return folder;
  }
  console.log("tests of real files are skipped: no mirror folder (C2S_MIRROR) is there");
  return undefined;
})();
