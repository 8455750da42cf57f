import { InputError } from "../../core/errors.ts";
import { imageExists } from "../image_file.ts";
import type { FieldIndex } from "../index_file.ts";

/**
 * Checks that the image files of an index are there.
 *
 * @param file The index, for errors.
 * @param lineOf The line of each field in it; defaults to the one below the header for the first.
 * @throws {InputError} naming line, channel and path of the first that is not, and how many are not.
 *
 * @example
 * ```ts
 * import { checkImages } from "./check_images.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const field = { plate: "P1", well: "B02", site: 1, pixelSize: 0.65, metadata: {} };
 * const fields = [{ ...field, files: { DAPI: "/no/such/image.tif" } }];
 * await assertRejects(
 *   () => checkImages({ channels: ["DAPI"], fields }, "index.csv"),
 *   Error,
 *   "1 of 1 images are not there",
 * );
 * ```
 */
export async function checkImages(
  { channels, fields }: FieldIndex,
  file: string,
  lineOf: (field: number) => number = (field) => field + 2,
): Promise<void> {
  const absent: { line: number; column: string; path: string }[] = [];
  for (const [number, { files }] of fields.entries()) {
    const found = await Promise.all(
      channels.map((channel) => imageExists(files[channel] as string)),
    );
    for (const [position, column] of channels.entries()) {
      if (!found[position]) {
        absent.push({ line: lineOf(number), column, path: files[column] as string });
      }
    }
  }
  const [first] = absent;
  if (first === undefined) return;
  throw new InputError("An image of the index is not there", {
    file,
    line: first.line,
    column: first.column,
    found: first.path,
    hint: `${absent.length} of ${fields.length * channels.length} images are not there`,
  });
}
