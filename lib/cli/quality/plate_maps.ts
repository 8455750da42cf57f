import { safeName } from "../../data/safe_name.ts";
import { flagsByWell } from "../../image/flag_summary.ts";
import type { FieldFlags } from "../../image/outliers.ts";
import { exportFigure } from "../../show/figure.ts";
import { plateMap } from "../../show/plate_map.ts";

/**
 * Draws a map of each plate that shows the first flag of every well, as SVG, PNG and PDF, with a JSON of
 * its texts.
 *
 * @param dir Folder of the figures, `flags-<plate>.svg` and so on.
 * @param fields Flags of every field.
 * @returns Paths of all files, those of a plate together.
 * @throws {InputError} for a well that lies on no plate.
 */
export async function exportPlateMaps(
  dir: string,
  fields: readonly FieldFlags[],
): Promise<string[]> {
  const paths: string[] = [], taken = new Set<string>();
  for (const [plate, wells] of Map.groupBy(flagsByWell(fields), ({ plate }) => plate)) {
    const flagged = wells.filter(({ value }) => value !== "no flag").length;
    const spec = plateMap(
      wells.map(({ well, value }) => ({ well, value })),
      { value: "Flag", control: "no flag", title: plate },
    );
    paths.push(
      ...await exportFigure(spec, {
        id: figureId(plate, taken),
        dir,
        alt: `${flagged} of ${wells.length} wells of plate ${plate} have a flagged field.`,
        caption: `Plate ${plate}: first flag of any field of a well.`,
      }),
    );
  }
  return paths;
}

/** The plate in lower case letters, digits and hyphens; numbered where two plates would be one. */
function figureId(plate: string, taken: Set<string>): string {
  const words = safeName(plate).toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const plain = `flags-${words}`.replaceAll(/-+/g, "-").replace(/-$/, "");
  let id = plain;
  for (let number = 2; taken.has(id); number++) id = `${plain}-${number}`;
  taken.add(id);
  return id;
}
