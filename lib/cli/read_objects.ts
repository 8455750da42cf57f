import { type Compartment, readLabels } from "../data/label_files.ts";
import type { LabelImage } from "../image/label_image.ts";
import { requireObjects } from "../segment/require_objects.ts";

/**
 * The label image of a compartment, in which every object has its number. Cytoplasm is not asked: that of
 * one cell may well lie in many pieces around its nucleus.
 *
 * @param file Its path.
 * @param compartment Which.
 * @throws {InputError} for a file that is no label image, or a mask of all objects together.
 *
 * @example
 * ```ts
 * import { readObjects } from "./read_objects.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => readObjects("no.tif", "nuclei"), Error, "no such file");
 * ```
 */
export async function readObjects(file: string, compartment: Compartment): Promise<LabelImage> {
  const image = await readLabels(file);
  return compartment === "cytoplasm" ? image : requireObjects(image, file);
}
