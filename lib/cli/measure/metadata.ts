import { basename } from "node:path";
import pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { metaValues } from "../../core/profiles.ts";
import type { FieldIndex, IndexedField } from "../../data/index_file.ts";
import { mergeByFile } from "../../data/merge.ts";
import { standardColumn } from "../../data/standard_column.ts";
import { readDelimited } from "../../data/table/delimited.ts";
import { readTable } from "../../data/table/table.ts";
import { wellName } from "../../data/well_name.ts";

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
 * what counts as one name. Plates often have images of the same names: where the table says the plate, a
 * row tells of that plate alone, else of the images of its name on all plates.
 *
 * @param index Fields; the image of the first channel names a field.
 * @param file CSV with one row an image; a column `Name` becomes `Metadata_Name`.
 * @param column Its column of file names; defaults to the only one that is called like FileName,
 * Image or Path.
 * @throws {InputError} if that column is not clear, two rows contradict one another, or one the well or
 * site of its field, or would be that of two wells, a column comes twice or is in the index already, or
 * no field finds its row.
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
  checkTitles(titles, index, file);
  const nameOf = (title: string) => Object.keys(titles).find((name) => titles[name] === title);
  const plate = nameOf("Metadata_Plate"), [channel] = index.channels;
  const images = index.fields.map(({ files }) => basename(files[channel as string] as string));
  const measured = pl.DataFrame({
    image: images,
    plate: index.fields.map((field) => field.plate),
    well: index.fields.map(({ well }) => wellName(well) ?? well),
  });
  const { table: found, matched, unmatched, unused } = mergeByFile(
    { table: measured, column: "image" },
    { table, column: names, file },
    {
      channels: index.channels,
      agree: "well",
      add: titles,
      ...plate === undefined ? {} : { within: { measured: "plate", metadata: plate } },
    },
  );
  if (images.length > 0 && matched === 0) {
    throw new InputError("Cannot add metadata: no image of the index is in the table", {
      file,
      column: names,
      found: unused[0],
      allowed: `a name such as ${images[0]}` +
        (plate === undefined ? "" : `, with ${plate} ${index.fields[0]?.plate}`),
    });
  }
  const columns = Object.values(titles).map((title) => [title, metaValues(found, title)] as const);
  const fields = index.fields.map((field, row) => {
    const added = columns.map(([title, values]) => [title, values[row] as string | null] as const);
    for (const [title, value] of added) {
      if (value === null || saysPlace(field, title, value)) continue;
      throw new InputError("Cannot add metadata: a row contradicts the index", {
        file,
        column: nameOf(title),
        found: `${value} for ${images[row]}`,
        allowed: `${placeOf(field)[title]}, as the index has it`,
      });
    }
    const more = added.filter(([title]) => placeOf(field)[title] === undefined);
    return { ...field, metadata: { ...field.metadata, ...Object.fromEntries(more) } };
  });
  return { index: { ...index, fields }, unmatched, unused };
}

/** What the index itself says of where a field lies, by the names that metadata have. */
function placeOf({ plate, well, site }: IndexedField): Record<string, string | undefined> {
  return { Metadata_Plate: plate, Metadata_Well: well, Metadata_Site: String(site) };
}

/** Whether a value of metadata says of a field's place what the index says, however it is written. */
function saysPlace(field: IndexedField, title: string, value: string): boolean {
  const place = placeOf(field)[title];
  if (place === undefined) return true;
  if (title === "Metadata_Well") return (wellName(value) ?? value) === (wellName(place) ?? place);
  return title === "Metadata_Site" ? Number(value) === Number(place) : value === place;
}

/** Throws for a column that comes twice, or that the index has. */
function checkTitles(titles: Record<string, string>, index: FieldIndex, file: string): void {
  const own = new Set(index.fields.flatMap(({ metadata }) => Object.keys(metadata)));
  const seen = new Map<string, string>();
  for (const [column, title] of Object.entries(titles)) {
    const before = seen.get(title);
    seen.set(title, column);
    if (before === undefined && !own.has(title)) continue;
    const why = own.has(title) ? "the index has this column already" : "two columns say the same";
    throw new InputError(`Cannot add metadata: ${why}`, {
      file,
      column,
      found: before === undefined ? title : `${before}, ${column}`,
      allowed: before === undefined ? "columns that the index has not" : `one column ${title}`,
    });
  }
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
