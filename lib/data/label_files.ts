import { InputError } from "../core/errors.ts";
import { writeAtomic } from "../core/files.ts";
import type { Where } from "../image/field.ts";
import { decodeLabels, type LabelImage } from "../image/label_image.ts";
import { encodeTiff } from "../image/tiff.ts";
import { encodeWords } from "../image/tiff/encode_words.ts";
import { safeName } from "./safe_name.ts";

/** Parts of a cell that have label images of their own; equal numbers belong to one cell. */
export const compartments = ["nuclei", "cells", "cytoplasm"] as const;

/** Part of a cell. */
export type Compartment = typeof compartments[number];

/**
 * Where the label image of a field lies below the folder of all: `nuclei/<plate>/<well>_s<site>.tif`,
 * as the truth of a virtual screen does.
 *
 * Characters of a plate or well that a file name cannot have are written as `%` and their code.
 *
 * @param folder Folder of all label images.
 * @param where The field.
 * @param compartment Part of the cell.
 *
 * @example
 * ```ts
 * import { labelFile } from "./label_files.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const where = { plate: "Week1_22123", well: "B02", site: 1 };
 * assertEquals(labelFile("labels", where, "cells"), "labels/cells/Week1_22123/B02_s1.tif");
 * ```
 */
export function labelFile(
  folder: string,
  { plate, well, site }: Where,
  compartment: Compartment,
): string {
  return `${folder}/${compartment}/${safeName(plate)}/${safeName(well)}_s${site}.tif`;
}

/**
 * Reads a label image, a TIFF or PNG whose values are the numbers of the objects.
 *
 * @param file Its path.
 * @throws {InputError} naming the file, if it is missing or no label image.
 *
 * @example
 * ```ts
 * import { readLabels, writeLabels } from "./label_files.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * const image = { width: 2, height: 1, labels: new Int32Array([0, 300]) };
 * await writeLabels(`${folder}/a.tif`, image);
 * assertEquals(await readLabels(`${folder}/a.tif`), image);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function readLabels(file: string): Promise<LabelImage> {
  let bytes: Uint8Array;
  try {
    bytes = await Deno.readFile(file);
  } catch (cause) {
    const missing = cause instanceof Deno.errors.NotFound;
    throw new InputError("Cannot read a label image", {
      file,
      found: missing ? "no such file" : String(cause),
      cause,
    });
  }
  return decodeLabels(bytes, { file });
}

/**
 * Writes a label image as a TIFF of 16 bits, or of 32 where there are more than 65,535 objects; whole
 * or not at all.
 *
 * @param file Its path; missing folders are made.
 * @param image The labels.
 * @throws {InputError} for a negative label, or labels that do not fill the image.
 *
 * @example
 * ```ts
 * import { readLabels, writeLabels } from "./label_files.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile();
 * const image = { width: 2, height: 1, labels: new Int32Array([0, 70_000]) };
 * await writeLabels(file, image);
 * assertEquals(await readLabels(file), image);
 * await Deno.remove(file);
 * ```
 */
export async function writeLabels(
  file: string,
  { width, height, labels }: LabelImage,
): Promise<void> {
  let most = 0;
  for (const label of labels) {
    if (label < 0) {
      throw new InputError("Cannot write a label image", {
        file,
        found: label,
        allowed: "0 for background, 1 to 2147483647 for objects",
      });
    }
    if (label > most) most = label;
  }
  const bytes = most > 65535
    ? encodeWords(width, height, labels)
    : await encodeTiff({ width, height, data: Uint16Array.from(labels) });
  await writeAtomic(file, bytes);
}
