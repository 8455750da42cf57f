import { makeFolder, writeAtomic } from "../../core/files.ts";
import { lockOutput } from "../lock_output.ts";
import { type Entry, readEntry } from "./entry.ts";
import type { UnpackedFile } from "./unpack.ts";

/** What is remembered about a file that was fetched and checked. */
export interface FetchRecord {
  /** Where it came from. */
  url: string;
  /** Its size. */
  bytes: number;
  /** Its SHA-256; where the catalog knows none, later downloads are checked against this. */
  sha256: string;
  /** Time of last change in ms when it was checked: the same size and time need no new reading. */
  modified: number;
  /** The files that the archive unpacked to, where it did. */
  unpacked?: UnpackedFile[];
  /** How many they were: what older records know instead. */
  unpackedFiles?: number;
}

/**
 * Where the record of a file lies: `<dataset folder>/.fetched/<name>.json`.
 *
 * @example
 * ```ts
 * import { recordPath } from "./record.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(recordPath("data/downloads/x", "a/b.csv"), "data/downloads/x/.fetched/a/b.csv.json");
 * ```
 */
export function recordPath(folder: string, name: string): string {
  return `${folder}/.fetched/${name}.json`;
}

/**
 * Reads a record; undefined where there is none.
 *
 * @throws {InputError} where the record cannot be understood.
 *
 * @example
 * ```ts
 * import { readRecord } from "./record.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await readRecord("no-such-folder", "a.csv"), undefined);
 * ```
 */
export async function readRecord(folder: string, name: string): Promise<FetchRecord | undefined> {
  const path = recordPath(folder, name);
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const entry = readEntry(parse(text), path, "");
  const unpackedFiles = entry.has("unpackedFiles") ? entry.wholeOrNull("unpackedFiles") : null;
  return {
    url: entry.text("url"),
    bytes: entry.wholeOrNull("bytes") ?? 0,
    sha256: entry.text("sha256", /^[0-9a-f]{64}$/, "64 lower-case hex digits"),
    modified: entry.wholeOrNull("modified") ?? 0,
    ...(entry.has("unpacked") ? { unpacked: entry.list("unpacked").map(unpackedFile) } : {}),
    ...(unpackedFiles === null ? {} : { unpackedFiles }),
  };
}

function unpackedFile(entry: Entry): UnpackedFile {
  return { name: entry.text("name"), bytes: entry.wholeOrNull("bytes") ?? 0 };
}

/**
 * Writes a record, whole or not at all.
 *
 * @example
 * ```ts
 * import { readRecord, writeRecord } from "./record.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const record = { url: "https://example.org/a", bytes: 1, sha256: "0".repeat(64), modified: 5 };
 * await writeRecord(folder, "a", record);
 * assertEquals(await readRecord(folder, "a"), record);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function writeRecord(
  folder: string,
  name: string,
  record: FetchRecord,
): Promise<void> {
  await writeAtomic(recordPath(folder, name), `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * Does something to a file while no other process of ours does the same: they wait.
 *
 * @param signal Stops the waiting.
 * @throws {InputError} where the folder cannot be made; what `work` throws.
 *
 * @example
 * ```ts
 * import { alone } from "./record.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * assertEquals(await alone(folder, "a.csv", () => Promise.resolve(7)), 7);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function alone<Result>(
  folder: string,
  name: string,
  work: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  const path = recordPath(folder, name);
  await makeFolder(path.replace(/\/[^/]*$/, ""));
  using _alone = await lockOutput(path, { wait: true, ...(signal && { signal }) });
  return await work();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
