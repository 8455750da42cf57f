import { dirname, join, relative, resolve } from "node:path";
import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import { someNames } from "../core/some_names.ts";
import { folderIndex } from "../data/folder_index.ts";
import { withoutLackedPages } from "../data/folder_index/lacked_pages.ts";
import {
  firstTold,
  refuseOtherChannels,
  toldChannels,
} from "../data/folder_index/told_channels.ts";
import { withToldSizes } from "../data/folder_index/told_sizes.ts";
import { readImageNames } from "../data/image_names.ts";
import { namingSchemes } from "../data/image_names/built_in.ts";
import { writeIndex } from "../data/index_file.ts";
import { type Layout, readLayout } from "../data/layout_file.ts";
import { listImages } from "../data/list_images.ts";
import { noteCount } from "../data/note_count.ts";
import { pageNotes } from "../data/page_notes.ts";
import { unreadNotes } from "../data/unread_images.ts";
import type { Command } from "./command.ts";
import { counter } from "./counter.ts";
import { given } from "./given.ts";
import { sayPages } from "./index/say_pages.ts";
import { sayTold } from "./index/say_told.ts";
import { nameWarnings } from "./own_screen/name_warnings.ts";
import { wholeNumber } from "./shared_options.ts";

/** `c2s index`: an index of fields from a folder of images and a layout. */
export const command: Command = {
  name: "index",
  summary: "make an index of fields from a folder of images and a CSV of what is in the wells",
  options: {
    images: { type: "string", value: "DIR", description: "folder of the images (required)" },
    layout: {
      type: "string",
      value: "FILE",
      description:
        "CSV with well (or row, column), compound; plate, moa; concentration in µM, or in the " +
        "unit that its column names (conc_nM, Dose [mM]) or a column unit says; the index has µM",
    },
    out: { type: "string", value: "FILE", description: "the index, a CSV (required)" },
    pattern: {
      type: "string",
      value: "TEXT",
      description: "how files are named: {plate}/{well}_s{site}_w{channel}.tif, or a regular " +
        `expression with named groups (default: found by trying ${
          namingSchemes.map(({ name }) => name).join("; ")
        })`,
    },
    channels: {
      type: "string",
      value: "LIST",
      description:
        "names of the channels: w1=DAPI,w2=Tubulin; pages of files that hold several, from 0: " +
        "w1#0=DAPI,w1#1=Tubulin, or 0=DAPI,1=Tubulin where names of files say no channel, or as an " +
        "OME-TIFF names them, DNA=DAPI; others are left out (default: all, as files have them)",
    },
    plates: { type: "string", value: "LIST", description: "plates to take (default: all)" },
    plate: {
      type: "string",
      value: "NAME",
      description: "the one plate of all images (default: as folder or name says)",
    },
    plane: { type: "string", value: "N", description: "plane of stacks (default: the first)" },
    time: { type: "string", value: "N", description: "point in time (default: the first)" },
    "pixel-size": {
      type: "string",
      value: "UM",
      description:
        "side of a pixel in µm (default: what OME-TIFFs say), for scale bars, lengths in " +
        "µm and the objects that c2s quality counts; what is measured stays in pixels",
    },
  },
  example: "c2s index --images plates --layout layout.csv --channels w1=DAPI,w2=Tubulin,w4=Actin " +
    "--out index.csv",
  run: async (invocation) => {
    const { required, text, number, json, signal, print } = invocation;
    const [root, out] = [resolve(required("images")), required("out")];
    const pixelSize = number("pixel-size");
    if (pixelSize !== undefined && !(pixelSize > 0)) {
      throw new InputError("--pixel-size must be above 0", { found: pixelSize });
    }
    const asked = channelList(text("channels"));
    const plates = text("plates")?.split(",").map((name) => name.trim());
    const file = text("layout"), layout = file === undefined ? undefined : await readLayout(file);
    const { images, unread, own } = await listImages(root);
    const read = readImageNames(images, text("pattern")), plate = text("plate");
    const unnamed = read.images.every(({ channel }) => channel === undefined);
    const taken = read.images.filter((image) =>
      plates?.includes(plate ?? image.plate ?? "") ?? true
    );
    const first = unnamed ? await firstTold(taken.map(({ path }) => join(root, path))) : undefined;
    const channels = first === undefined ? asked : toldChannels(first.told, asked);
    const { index: named, notes } = folderIndex(read.images, {
      root,
      ...given("layout", layout),
      ...given("channels", channels),
      ...given("plate", plate),
      ...given("plates", plates),
      ...given("plane", wholeNumber(invocation, "plane", 0)),
      ...given("time", wholeNumber(invocation, "time", 0)),
      ...given("pixelSize", pixelSize),
    });
    const count = counter("file", { json });
    const pages = await pageNotes(named, { signal, onDone: count.show }).finally(count.end);
    const isTold = channels !== asked;
    if (first !== undefined && isTold) refuseOtherChannels(first, pages.told);
    const index = withToldSizes(withoutLackedPages(named, pages.told), pages.told);
    await writeIndex(out, index);
    const all = [
      ...own.map(({ what, which }) => ({ what: `${what}, left out`, which })),
      ...sayPages(pages, root, channels),
      ...unreadNotes(unread),
      { what: "files with a name that does not fit", which: read.unmatched },
      ...notes,
      ...sayUnits(layout),
    ].filter(({ which }) => which.length > 0);
    const { fields } = index, different = (of: string[]) => new Set(of).size;
    const totals = {
      pattern: read.pattern,
      fields: fields.length,
      plates: different(fields.map(({ plate }) => plate)),
      wells: different(fields.map(({ plate, well }) => `${plate}/${well}`)),
      channels: index.channels,
    };
    const said = sayTold(index.fields, pages.told, { isTold, ...given("pixelSize", pixelSize) });
    const compounds = fields.flatMap(({ metadata }) => metadata.Metadata_Compound ?? []);
    const warnings = [...nameWarnings(compounds), ...said.warnings], { told } = said;
    if (json) return print(JSON.stringify({ out, ...totals, told, notes: all, warnings }));
    print(
      `${out}: ${counted(totals.fields, "field")} in ${counted(totals.wells, "well")} of ` +
        `${counted(totals.plates, "plate")}; ` +
        `channels ${index.channels.join(", ")}; names read as ${read.pattern}`,
    );
    for (const line of [...told, ...warnings]) print(line);
    for (const note of all) print(`${noteCount(note)}: ${someNames(note.which)}`);
    const moved = relative(dirname(resolve(out)), root);
    if (moved.startsWith("..")) print("Its paths are absolute: the images lie outside its folder");
    if (layout === undefined) print("Without --layout it says nothing about compounds");
  },
};

/** Wells whose concentrations are in another unit in the index than in the layout. */
function sayUnits(layout: Layout | undefined): { what: string; which: string[] }[] {
  const given = (layout?.wells ?? []).filter(({ unit }) => unit !== undefined);
  return [...Map.groupBy(given, ({ unit }) => unit)].map(([unit, wells]) => ({
    what: `wells of the layout with a dose in ${unit}, written in µM`,
    which: wells.map(({ plate, well }) => plate === undefined ? well : `${plate}/${well}`),
  }));
}

function channelList(list: string | undefined): Map<string, string> | undefined {
  if (list === undefined) return undefined;
  const pairs = new Map(
    list.split(",").map((pair) => {
      const [from = "", to = from, more] = pair.split("=").map((name) => name.trim());
      if (from === "" || to === "" || more !== undefined) {
        throw new InputError("--channels must say what each is called", {
          found: pair,
          allowed: "for example w1=DAPI,w2=Tubulin",
        });
      }
      return [from, to];
    }),
  );
  const names = [...pairs.values()];
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice === undefined) return pairs;
  throw new InputError("--channels gives two channels one name", { found: twice });
}
