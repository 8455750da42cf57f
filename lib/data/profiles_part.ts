import pl from "nodejs-polars";
import { InputError } from "../core/errors.ts";
import { writeAtomic } from "../core/files.ts";
import { makeProfiles, type MetaValue, metaValues, type Profiles } from "../core/profiles.ts";

/** A metadata column as a part holds it. */
interface Column {
  name: string;
  type: "text" | "integer" | "number" | "truth";
  cells: MetaValue[];
}

const types = { text: pl.Utf8, integer: pl.Int64, number: pl.Float64, truth: pl.Bool };

/**
 * Writes profiles as a part of larger ones, quick to write and to read again; whole or not at all.
 *
 * Parts are no format to keep: names of features are not in them, only their number.
 *
 * @param file Path.
 * @param profiles What to write; metadata of text, whole and other numbers, and truth values.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { readPart, writePart } from "./profiles_part.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * const meta = pl.DataFrame({ Metadata_Well: ["A01"] });
 * await writePart(file, makeProfiles(meta, ["area"], new Float64Array([NaN])));
 * const { meta: same, values } = await readPart(file, ["area"]);
 * assertEquals([same.rows(), [...values]], [[["A01"]], [NaN]]);
 * await Deno.remove(file);
 * ```
 */
export async function writePart(file: string, profiles: Profiles<Float64Array>): Promise<void> {
  const { meta, features, values } = profiles;
  const columns = meta.columns.map((name, position): Column => {
    const type = String(meta.dtypes[position]);
    return {
      name,
      type: /Int/.test(type)
        ? "integer"
        : /Float/.test(type)
        ? "number"
        : /Bool/.test(type)
        ? "truth"
        : "text",
      // JSON writes NaN and infinities as null.
      cells: metaValues(meta, name).map((cell) =>
        typeof cell === "number" && !Number.isFinite(cell) ? String(cell) : cell
      ),
    };
  });
  const header = new TextEncoder().encode(
    JSON.stringify({ rows: meta.height, features: features.length, columns }),
  );
  // Values start at a multiple of 8, so that they are read where they lie.
  const start = 8 * Math.ceil((4 + header.length) / 8);
  const bytes = new Uint8Array(start + values.byteLength);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), start);
  await writeAtomic(file, bytes);
}

/**
 * Reads a part.
 *
 * @param file Path of a file by {@link writePart}.
 * @param features Names of the features.
 * @throws {InputError} naming the file if it is no such part, or has another number of features.
 *
 * @example
 * ```ts
 * import { readPart } from "./profiles_part.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * await assertRejects(() => readPart(file, []), Error, "no part");
 * await Deno.remove(file);
 * ```
 */
export async function readPart(
  file: string,
  features: readonly string[],
): Promise<Profiles<Float64Array>> {
  const bytes = await Deno.readFile(file);
  const broken = (found: string) =>
    new InputError("This is no part of profiles", {
      file,
      found,
      hint: "Remove it; the next run makes it anew",
    });
  if (bytes.length < 4) throw broken(`${bytes.length} bytes`);
  const length = new DataView(bytes.buffer).getUint32(0, true);
  let header: { rows: number; features: number; columns: Column[] };
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  } catch {
    throw broken("no header");
  }
  if (header.features !== features.length) throw broken(`${header.features} features`);
  const start = 8 * Math.ceil((4 + length) / 8), count = header.rows * header.features;
  if (bytes.length !== start + 8 * count) throw broken(`${bytes.length} bytes`);
  const meta = pl.DataFrame(
    header.columns.map(({ name, type, cells }) => {
      const isText = (cell: MetaValue) => type === "number" && typeof cell === "string";
      return pl.Series(name, cells.map((cell) => isText(cell) ? Number(cell) : cell), types[type]);
    }),
  );
  return makeProfiles(meta, features, new Float64Array(bytes.buffer, start, count));
}
