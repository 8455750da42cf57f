import { basename } from "node:path";
import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { metaValues } from "../../core/profiles.ts";
import type { FieldIndex } from "../../data/index_file.ts";
import { mergeByFile } from "../../data/merge.ts";
import { standardColumn } from "../../data/standard_column.ts";
import { readDelimited } from "../../data/table/delimited.ts";
import { readTable } from "../../data/table/table.ts";

/** An index with more metadata. */
export interface IndexWithMetadata {
  /** The index; every field has the new columns, null where nothing is known. */
  index: FieldIndex;
  /** Images of fields that the table does not know. */
  unmatched: string[];
  /** Images of the table that are in no field. */
  unused: string[];
}

/**
 * Adds the columns of a table to the fields of an index, by the names of their images; see `fileKey` for
 * what counts as one name.
 *
 * @param index Fields; the image of the first channel names a field.
 * @param file CSV with one row an image; a column `Name` becomes `Metadata_Name`.
 * @param column Its column of file names; defaults to the only one that is called like FileName,
 * Image or Path.
 * @throws {InputError} if that column is not clear, two rows contradict one another, a column is in the
 * index already, or no field finds its row.
 */
export async function addMetadata(
  index: FieldIndex,
  file: string,
  column?: string,
): Promise<IndexWithMetadata> {
  const { header } = await readDelimited(file);
  const names = column ?? columnOfNames(header, file);
  const rules = { [names]: { type: "text" as const } };
  const table = await readTable(file, rules, { what: "the metadata" });
  const titles = Object.fromEntries(
    header.filter((name) => name !== names)
      .map((name) => [
        name,
        standardColumn(/^metadata_/i.test(name) ? name : `Metadata_${name}`),
      ]),
  );
  const own = new Set(index.fields.flatMap(({ metadata }) => Object.keys(metadata)));
  const doubled = Object.entries(titles).find(([, title]) => own.has(title));
  if (doubled !== undefined) {
    throw new InputError("Cannot add metadata: the index has this column already", {
      file,
      column: doubled[0],
    });
  }
  const [channel] = index.channels;
  const images = index.fields.map(({ files }) => basename(files[channel as string] as string));
  const { table: found, unmatched, unused } = mergeByFile(
    { table: pl.DataFrame({ image: images }), column: "image" },
    { table, column: names, file },
    { channels: index.channels, add: titles },
  );
  if (images.length > 0 && unmatched.length === new Set(images).size) {
    throw new InputError("Cannot add metadata: no image of the index is in the table", {
      file,
      column: names,
      found: unused[0],
      allowed: `a name such as ${images[0]}`,
    });
  }
  const columns = Object.values(titles).map((title) => [title, metaValues(found, title)] as const);
  const fields = index.fields.map((field, row) => ({
    ...field,
    metadata: {
      ...field.metadata,
      ...Object.fromEntries(
        columns.map(([title, values]) => [title, values[row] as string | null]),
      ),
    },
  }));
  return { index: { ...index, fields }, unmatched, unused };
}

function columnOfNames(header: readonly string[], file: string): string {
  const likely = header.filter((name) =>
    /^(metadata_|image_)*(file_?name|image|image_?name|image_?file|file|path)$/i.test(name)
  );
  const [only] = likely;
  if (only !== undefined && likely.length === 1) return only;
  throw new InputError("Cannot tell which column of the metadata names the images", {
    file,
    found: likely.length === 0 ? header : likely,
    hint: "Name it with --metadata-column",
  });
}
