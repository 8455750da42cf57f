import { resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import { cpjump1Channels, parseImageName } from "./image_name.ts";
import type { FieldIndex, IndexedField } from "../index_file.ts";

/**
 * The index of CPJUMP1's folder of example images: `example_images/<compound>/r04c14f05p01-ch1….tiff`.
 *
 * The barcode of the plate is not recorded there, so fields of the examples share one plate by name.
 *
 * @param folder The folder with one subfolder a compound.
 * @param plate What to call the plate; defaults to `CPJUMP1_examples`.
 * @returns One field a well and site in the order of wells, the five fluorescent channels, the name
 * of the subfolder as `Metadata_pert_iname`. Brightfield images and files that are no TIFF are left
 * out.
 * @throws {InputError} for a folder without images, a TIFF whose name is of another form, and a field
 * that lacks a channel.
 *
 * @example
 * ```ts
 * import { cpjump1ExampleIndex } from "./index.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.mkdir(`${folder}/DMSO`);
 * for (const channel of [1, 2, 3, 4, 5]) {
 *   await Deno.writeTextFile(`${folder}/DMSO/r04c14f05p01-ch${channel}sk1fk1fl1.tiff`, "");
 * }
 * const { fields } = await cpjump1ExampleIndex(folder);
 * assertEquals([fields.length, fields[0]?.well], [1, "D14"]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function cpjump1ExampleIndex(
  folder: string,
  plate = "CPJUMP1_examples",
): Promise<FieldIndex> {
  const fields = new Map<string, IndexedField>();
  for (const compound of await names(folder, "isDirectory")) {
    for (const name of await names(`${folder}/${compound}`, "isFile")) {
      if (!/\.tiff?$/.test(name)) continue;
      const { well, site, channel, channelNumber } = parseImageName(name);
      if (channelNumber > cpjump1Channels.length) continue;
      const key = `${well} ${site}`;
      const field = fields.get(key) ?? {
        plate,
        well,
        site,
        files: {},
        pixelSize: NaN,
        metadata: { Metadata_pert_iname: compound },
      };
      const before = field.files[channel];
      if (before !== undefined) {
        throw new InputError("Two CPJUMP1 images are of one well, site and channel", {
          file: `${folder}/${compound}/${name}`,
          found: before,
          allowed: "images of one plate and one plane",
        });
      }
      field.files[channel] = resolve(folder, compound, name);
      fields.set(key, field);
    }
  }
  if (fields.size === 0) {
    throw new InputError("There are no CPJUMP1 images", {
      file: folder,
      allowed: "one subfolder a compound, with images such as r04c14f05p01-ch1sk1fk1fl1.tiff",
    });
  }
  for (const [key, { files, metadata }] of fields) {
    const lacking = cpjump1Channels.filter((channel) => files[channel] === undefined);
    if (lacking.length > 0) {
      throw new InputError("A CPJUMP1 field lacks channels", {
        file: `${folder}/${metadata.Metadata_pert_iname}`,
        column: lacking.join(", "),
        found: `well and site ${key} with ${Object.keys(files).join(", ")}`,
      });
    }
  }
  return {
    channels: [...cpjump1Channels],
    fields: [...fields.values()].sort((a, b) => a.well.localeCompare(b.well) || a.site - b.site),
  };
}

async function names(folder: string, kind: "isFile" | "isDirectory"): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) if (entry[kind]) found.push(entry.name);
  } catch (cause) {
    throw new InputError("Cannot read a folder of images", { file: folder, cause });
  }
  return found.sort();
}
