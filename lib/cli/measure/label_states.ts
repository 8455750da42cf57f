import { fileState } from "../../data/file_state.ts";
import type { IndexedField } from "../../data/index_file.ts";
import { type Compartment, labelFile } from "../../data/label_files.ts";

/**
 * What tells the label images of each field from earlier ones in the same folder, so that rows of both
 * are not mixed.
 *
 * @param folder Folder of the label images.
 * @param fields The fields.
 * @param compartments Those that are read.
 * @returns One entry a compartment, by field; undefined for an image that is not there.
 *
 * @example
 * ```ts
 * import { labelStates } from "./label_states.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = { plate: "P1", well: "A01", site: 1 };
 * assertEquals(await labelStates("nowhere", [field], ["nuclei"]), [[undefined]]);
 * ```
 */
export async function labelStates(
  folder: string,
  fields: readonly Pick<IndexedField, "plate" | "well" | "site">[],
  compartments: readonly Compartment[],
): Promise<(string | undefined)[][]> {
  const states: (string | undefined)[][] = [];
  for (const { plate, well, site } of fields) {
    states.push(
      await Promise.all(
        compartments.map((name) => fileState(labelFile(folder, { plate, well, site }, name))),
      ),
    );
  }
  return states;
}
