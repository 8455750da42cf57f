import pl from "nodejs-polars";
import { writeAtomic } from "../../core/files.ts";
import type { BorderRule, SegmentedField } from "./task.ts";

/**
 * Writes the table of segmented fields: `Metadata_Plate`, `Metadata_Well`, `Metadata_Site`, `Objects`,
 * `Warnings`, with `mark` also `BorderObjects`, the numbers of the cut objects, separated by spaces, and
 * where a network found the cells `CellsDivided`, `CellsWithoutNucleus` and `NucleiWithoutCell`.
 *
 * @param file Where; replaced whole or not at all.
 * @param fields One row each.
 * @param border What became of cut objects.
 *
 * @example
 * ```ts
 * import { writeSummary } from "./summary.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const file = await Deno.makeTempFile({ suffix: ".csv" });
 * const field = { plate: "P1", well: "B02", site: 1, objects: 9, cut: [2, 7], warnings: [] };
 * await writeSummary(file, [field], "mark");
 * assertEquals((await Deno.readTextFile(file)).split("\n")[1], "P1,B02,1,9,,2 7");
 * await Deno.remove(file);
 * ```
 */
export async function writeSummary(
  file: string,
  fields: readonly SegmentedField[],
  border: BorderRule,
): Promise<void> {
  const text = (name: string, value: (field: SegmentedField) => string) =>
    pl.Series(name, fields.map((field) => value(field) || null), pl.Utf8);
  const count = (name: string, of: (field: SegmentedField) => number | undefined) =>
    pl.Series(name, fields.map((field) => of(field) ?? null), pl.Int64);
  const frame = pl.DataFrame([
    text("Metadata_Plate", ({ plate }) => plate),
    text("Metadata_Well", ({ well }) => well),
    count("Metadata_Site", ({ site }) => site),
    count("Objects", ({ objects }) => objects),
    text("Warnings", ({ warnings }) => warnings.join("; ")),
    ...(border === "mark" ? [text("BorderObjects", ({ cut }) => cut.join(" "))] : []),
    ...(fields.some(({ matched }) => matched !== undefined)
      ? [
        count("CellsDivided", ({ matched }) => matched?.divided),
        count("CellsWithoutNucleus", ({ matched }) => matched?.empty),
        count("NucleiWithoutCell", ({ matched }) => matched?.bare),
      ]
      : []),
  ]);
  await writeAtomic(file, frame.writeCSV({ includeHeader: true }));
}
