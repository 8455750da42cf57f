import { InputError } from "../core/errors.ts";
import { someNames } from "../core/some_names.ts";
import { findChannel } from "./channel_name.ts";
import type { NamedImage } from "./image_names.ts";
import type { FieldIndex, IndexedField } from "./index_file.ts";
import type { LaidWell, Layout } from "./layout_file.ts";
import { noteCount } from "./note_count.ts";
import { standardColumn } from "./standard_column.ts";

/** How images become fields. */
export interface FolderIndexOptions {
  /** Folder that the paths start from. */
  root: string;
  /** What is in the wells; defaults to nothing known. */
  layout?: Layout;
  /**
   * Channels: as names of files have it → as it is to be called; defaults to what names have, and is needed
   * where they have none. A page of a file is named behind it, `w1#2`, or alone where names have no channel,
   * `2`.
   */
  channels?: ReadonlyMap<string, string>;
  /** The one plate of all images; defaults to what a folder or a name says. */
  plate?: string;
  /** Plates to take; defaults to all. */
  plates?: readonly string[];
  /** Plane of stacks that is taken; defaults to the first that there is. */
  plane?: number;
  /** Point in time that is taken; defaults to the first that there is. */
  time?: number;
  /** Side of a pixel, µm; defaults to what files say. */
  pixelSize?: number;
}

/** An index, and everything that is not in it. */
export interface FolderIndex {
  /** The index. */
  index: FieldIndex;
  /** What was left out or found odd: what, and which; empty lists are left out. */
  notes: { what: string; which: string[] }[];
}

/**
 * Joins images to fields and fields to a layout.
 *
 * Fields are in the order of plate, well and site. Nothing goes in silence: images of other planes,
 * times, channels and plates, fields without all channels, wells without layout and wells of the layout
 * without images or without a field of all channels are listed.
 *
 * @param images From `readImageNames`.
 * @param options Layout, channels, plates.
 * @throws {InputError} for two images of one place, two folders of a plate's name, a channel that no name
 * has, a plate that is nowhere, a layout of other sites than the images', or if no field is left.
 *
 * @example
 * ```ts
 * import { readImageNames } from "./image_names.ts";
 * import { folderIndex } from "./folder_index.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { images } = readImageNames(["P1/B02_s1_w1.tif", "P1/B02_s1_w2.tif", "P1/B03_s1_w1.tif"]);
 * const { index, notes } = folderIndex(images, { root: "/screen" });
 * assertEquals(index.fields[0]?.files["2"], "/screen/P1/B02_s1_w2.tif");
 * assertEquals(notes, [{ what: "fields with a channel missing", which: ["P1/B03/1 (2)"] }]);
 * ```
 */
export function folderIndex(
  images: readonly NamedImage[],
  options: FolderIndexOptions,
): FolderIndex {
  const notes: FolderIndex["notes"] = [];
  const note = (what: string, which: readonly string[]) => {
    if (which.length > 0) notes.push({ what, which: [...which] });
  };
  const placed = images.map((image) => ({ ...image, plate: plateOf(image, options) }));
  const absent = options.plates?.find((name) => !placed.some(({ plate }) => plate === name));
  if (absent !== undefined) {
    throw new InputError("No image is of such a plate", {
      option: "--plates",
      found: absent,
      allowed: [...new Set(placed.map(({ plate }) => plate))].sort(order).join(", "),
    });
  }
  let kept = keep(placed, ({ plate }) => options.plates?.includes(plate) ?? true, (others) => {
    note("images of other plates", others.map(({ path }) => path));
  });
  if (options.plate === undefined) refuseMixed(kept);
  for (const part of ["plane", "time"] as const) {
    const first = options[part] ??
      kept.reduce((least, image) => Math.min(least, image[part]), Infinity);
    kept = keep(kept, (image) => image[part] === first, (others) => {
      note(`images of another ${part} than ${first}`, others.map(({ path }) => path));
    });
  }
  const sources = channelSources(kept, options.channels);
  kept = keep(kept, ({ channel }) => sources.some(({ from }) => from === channel), (others) => {
    note("images of other channels", others.map(({ path }) => path));
  });
  const channels = sources.map(({ name }) => name);
  const all = [...fieldsOf(kept, sources, options).values()]
    .sort((a, b) => order(a.plate, b.plate) || order(a.well, b.well) || a.site - b.site);
  const whole = keep(all, ({ files }) => channels.every((name) => name in files), (others) => {
    const lacking = ({ files }: IndexedField) => channels.filter((name) => !(name in files));
    note(
      "fields with a channel missing",
      others.map((field) =>
        `${field.plate}/${field.well}/${field.site} (${lacking(field).join(", ")})`
      ),
    );
  });
  const fields = options.layout === undefined ? whole : laid(whole, options.layout, note, all);
  if (fields.length === 0) {
    throw new InputError("No field is left for the index", {
      found: notes.map((one) => `${noteCount(one)} (${someNames(one.which, 3)})`)
        .join(", ") || "no images",
    });
  }
  return { index: { channels, fields }, notes };
}

function keep<T>(all: readonly T[], test: (one: T) => boolean, others: (rest: T[]) => void): T[] {
  const { yes = [], no = [] } = Object.groupBy(all, (one) => test(one) ? "yes" : "no");
  others(no);
  return yes;
}

function plateOf({ plate, path }: NamedImage, options: FolderIndexOptions): string {
  const found = options.plate ?? plate;
  if (found !== undefined) return found;
  throw new InputError("Cannot tell which plate an image is of", {
    file: path,
    hint: "Put the images of each plate in a folder of its name, or give --plate NAME",
  });
}

/** Throws for two folders of one name: nothing says whether they are one plate. */
function refuseMixed(images: readonly (NamedImage & { plate: string })[]): void {
  const folderOf = new Map<string, string>();
  for (const { plate, folder } of images) {
    if (folder === undefined) continue;
    const before = folderOf.get(plate) ?? folder;
    folderOf.set(plate, before);
    if (before === folder) continue;
    throw new InputError("Two folders are called like one plate", {
      found: [before, folder],
      allowed: "one folder a plate",
      hint:
        "Move away what is no plate, such as masks; else give one of them another name, or if " +
        `both are plate ${plate}, say with --pattern where names have the plate: ` +
        "'{plate}/{well}_s{site}_w{channel}.tif'",
    });
  }
}

/** Where a channel comes from. */
interface ChannelSource {
  /** As names of files have it; undefined where they have none. */
  from: string | undefined;
  /** Page of the file; undefined for all of it. */
  page: string | undefined;
  /** What it is called. */
  name: string;
}

/** The channels, in order. */
function channelSources(
  images: readonly NamedImage[],
  wanted: ReadonlyMap<string, string> | undefined,
): ChannelSource[] {
  const found = [...new Set(images.flatMap(({ channel }) => channel ?? []))].sort(order);
  if (wanted === undefined) {
    if (found.length > 0) return found.map((name) => ({ from: name, page: undefined, name }));
    throw new InputError("Cannot tell which channels the images hold", {
      ...images.length > 0 ? {} : { found: "no images" },
      hint: images.length === 0
        ? "Other images than the folder has were asked for; see --plane, --time and --plates"
        : "Names of files say none, nor do the files: give --channels 0=DAPI,1=Tubulin, by number of " +
          "the page",
    });
  }
  return [...wanted].map(([asked, name]) => {
    const whole = findChannel(found, asked);
    if (whole !== undefined) return { from: whole, page: undefined, name };
    const [, channel = "", page] = /^(?:(.+)#)?(\d+)$/.exec(asked) ?? [];
    const from = findChannel(found, channel);
    const isThere = found.length === 0 ? channel === "" : from !== undefined;
    if (page !== undefined && isThere) return { from, page, name };
    throw new InputError("No image has such a channel", {
      option: "--channels",
      found: asked,
      allowed: found.join(", ") || "numbers of pages from 0, as names of files say no channel",
      hint: found.length === 0
        ? "First the page, then the channel's name: 0=DAPI"
        : "First the channel as files have it, then its name: w1=DAPI; a page of them is w1#0=DAPI",
    });
  });
}

function fieldsOf(
  images: readonly (NamedImage & { plate: string })[],
  sources: readonly ChannelSource[],
  { root, pixelSize = NaN }: FolderIndexOptions,
): Map<string, IndexedField> {
  const fields = new Map<string, IndexedField>();
  for (const { path, plate, well, site, channel } of images) {
    const key = JSON.stringify([plate, well, site]);
    const field = fields.get(key) ?? { plate, well, site, files: {}, pixelSize, metadata: {} };
    fields.set(key, field);
    const file = `${root.replace(/\/$/, "")}/${path}`;
    for (const { from, page, name } of sources) {
      if (from !== channel) continue;
      const place = page === undefined ? file : `${file}#${page}`;
      if (field.files[name] !== undefined) {
        throw new InputError("Two images are of one place", {
          found: [field.files[name], place],
          allowed: `one of plate ${plate}, well ${well}, site ${site}, channel ${name}`,
          hint: "Say with --pattern what tells them apart",
        });
      }
      field.files[name] = place;
    }
  }
  return fields;
}

function laid(
  fields: readonly IndexedField[],
  { wells, columns }: Layout,
  note: (what: string, which: readonly string[]) => void,
  imaged: readonly IndexedField[],
): IndexedField[] {
  const key = (plate: string | undefined, well: string) => JSON.stringify([plate ?? null, well]);
  const layout = new Map(wells.map((entry) => [key(entry.plate, entry.well), entry]));
  const used = new Set<LaidWell>(), bare = new Set<string>(), done: IndexedField[] = [];
  for (const field of fields) {
    const entry = layout.get(key(field.plate, field.well)) ??
      layout.get(key(undefined, field.well));
    const place = `${field.plate}/${field.well}`;
    if (entry === undefined) bare.add(place);
    else {
      used.add(entry);
      const metadata = Object.fromEntries(
        columns.filter((name) => !saysSite(name, entry, field))
          .map((name) => [name, entry.metadata[name] ?? null]),
      );
      done.push({ ...field, metadata });
    }
  }
  note("wells with images that the layout does not have, left out", [...bare]);
  note("wells whose compound is empty in the layout, left out of a report", [
    ...new Set(
      done.filter(({ metadata }) => metadata.Metadata_Compound === null)
        .map(({ plate, well }) => `${plate}/${well}`),
    ),
  ]);
  const places = new Set(
    imaged.flatMap(({ plate, well }) => [key(plate, well), key(undefined, well)]),
  );
  const { partly = [], none = [] } = Object.groupBy(
    wells.filter((entry) => !used.has(entry)),
    ({ plate, well }) => places.has(key(plate, well)) ? "partly" : "none",
  );
  const named = (entries: readonly LaidWell[]) =>
    entries.map(({ plate, well }) => plate === undefined ? well : `${plate}/${well}`);
  note("wells of the layout with images, but no field of all channels", named(partly));
  note("wells of the layout without images", named(none));
  return done;
}

/**
 * Whether a column of a layout says the site once more. Other values under that name would be overwritten by
 * the site of the images as soon as a step writes its rows.
 */
function saysSite(name: string, { metadata }: LaidWell, { plate, well, site }: IndexedField) {
  if (standardColumn(name) !== "Metadata_Site") return false;
  const said = metadata[name] ?? null;
  if (said === null || Number(said) === site) return true;
  throw new InputError("The layout says another site than the images", {
    column: name.replace("Metadata_", ""),
    found: `${said} for ${plate}/${well}/${site}`,
    allowed: "no sites, as a layout has one row a well and the names of images say theirs",
    hint: "Leave the column out, or call it otherwise if it means something else: imaging_site",
  });
}

/** Numbers in names count as numbers: `plate2` before `plate10`. */
function order(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
