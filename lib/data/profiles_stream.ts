import type { Buffer } from "node:buffer";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { writeAtomic } from "../core/files.ts";
import type { Profiles } from "../core/profiles.ts";
import { writeParquet } from "./parquet/write.ts";
import { formatOf } from "./profiles_file.ts";
import { csvBlocks } from "./profiles_file/blocks.ts";

/** Profiles that come block by block: all with the same columns. */
export type ProfilesBlocks = AsyncIterable<Profiles<Float64Array>>;

/** How profiles are written block by block. */
export interface ProfilesStreamOptions {
  /** Values that a row group of Parquet holds at most; defaults to 32 million, 256 MB. */
  groupValues?: number;
}

/**
 * Writes profiles that come block by block and are too many for memory: Parquet, CSV or CSV.gz as
 * `writeProfiles` writes them, whole or not at all.
 *
 * Memory holds one row group of Parquet (256 MB), and some 90 bytes for each column of those before;
 * or one block of CSV.
 *
 * @param file Path ending `.parquet`, `.csv` or `.csv.gz`.
 * @param blocks At least one; the first gives names and types of the columns, and may be empty.
 * @param options Size of row groups.
 * @returns How many rows were written.
 * @throws {InputError} for another ending, for no blocks, for a block with other columns; if a Parquet file
 * then holds another number of rows, because something else wrote there, too.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { readProfiles } from "./profiles_file.ts";
 * import { writeProfilesStream } from "./profiles_stream.ts";
 * import { assertEquals } from "@std/assert";
 *
 * async function* blocks() {
 *   for (const well of ["A01", "A02"]) {
 *     yield makeProfiles(pl.DataFrame({ Metadata_Well: [well] }), ["area"], new Float64Array([7]));
 *   }
 * }
 * const file = await Deno.makeTempFile({ suffix: ".parquet" });
 * assertEquals(await writeProfilesStream(file, blocks()), 2);
 * assertEquals([...(await readProfiles(file)).values], [7, 7]);
 * await Deno.remove(file);
 * ```
 */
export async function writeProfilesStream(
  file: string,
  blocks: ProfilesBlocks,
  { groupValues = 32e6 }: ProfilesStreamOptions = {},
): Promise<number> {
  const format = formatOf(file);
  let rows = 0;
  await writeAtomic(file, async (temporary) => {
    const checked = alike(file, blocks, (block) => rows += block.meta.height);
    if (format === "parquet") return await writeParquet(temporary, checked, groupValues);
    const text = Readable.from(csv(checked)), out = createWriteStream(temporary);
    if (format === "csv") await pipeline(text, out);
    else await pipeline(text, createGzip({ level: 6 }), out);
  });
  if (format === "parquet") await checkRows(file, rows);
  return rows;
}

/** The footer says how many rows there are; in text they would have to be counted. */
async function checkRows(file: string, written: number): Promise<void> {
  const rows = (await pl.scanParquet(file).select(pl.len()).collect()).row(0)[0];
  if (rows === written) return;
  throw new InputError("Something else has written the same file", {
    file,
    found: `${rows} rows`,
    allowed: `the ${written} rows that were written`,
    hint: "Write it again, with nothing else writing there",
  });
}

/** Checks that blocks have the columns of the first, and that there is one. */
async function* alike(
  file: string,
  blocks: ProfilesBlocks,
  onBlock: (block: Profiles) => void,
): AsyncGenerator<Profiles<Float64Array>> {
  let first: string | undefined;
  for await (const block of blocks) {
    const columns = JSON.stringify([block.meta.columns, block.features]);
    first ??= columns;
    if (columns !== first) {
      throw new InputError("Cannot write profiles: a block has other columns than the first", {
        file,
      });
    }
    onBlock(block);
    yield block;
  }
  if (first === undefined) throw new InputError("Cannot write profiles: there are none", { file });
}

async function* csv(blocks: AsyncIterable<Profiles>): AsyncGenerator<Buffer> {
  let header = true;
  for await (const block of blocks) {
    if (header || block.meta.height > 0) yield* csvBlocks(block, header);
    header = false;
  }
}
