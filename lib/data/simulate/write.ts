import { exists, writeAtomic } from "../../core/files.ts";
import { encodeTiff } from "../../image/tiff.ts";
import { drawField } from "./draw.ts";
import type { ScreenPlan } from "./plan.ts";
import { csv, maskName, platePath, round } from "./tables.ts";

/** Columns of `truth/cells.csv`; `CellTruth` says what the last three hold. */
export const CELL_COLUMNS = [
  "Metadata_Plate",
  "Metadata_Well",
  "Metadata_Site",
  "Label",
  "X",
  "Y",
  "CellArea",
  "NucleusArea",
  "Metadata_MoA",
  "Phase",
  "Responded",
  "DnaContent",
] as const;

/** Where the rows of one field's cells wait until the whole table is written. */
export function partPath(out: string, plan: ScreenPlan, index: number): string {
  const field = plan.fields[index]!;
  return `${out}/truth/parts/${
    plan.plates[field.plate]!.name
  }_${field.well.well}_s${field.site}.csv`;
}

/** Files of one field: images in channel order, then nuclei, then cells. */
export function fieldPaths(out: string, plan: ScreenPlan, index: number): string[] {
  const field = plan.fields[index]!;
  const plate = plan.plates[field.plate]!.name;
  return [
    ...field.files.map((file) => `${out}/${platePath(plan, field)}/${file}`),
    `${out}/truth/nuclei/${plate}/${maskName(field)}`,
    `${out}/truth/cells/${plate}/${maskName(field)}`,
  ];
}

/** Whether the images and masks of a field are all there, and none is empty as a crash may leave it. */
export async function hasImages(out: string, plan: ScreenPlan, index: number): Promise<boolean> {
  return (await Promise.all(fieldPaths(out, plan, index).map(isFilled))).every(Boolean);
}

/** Whether a field of an unfinished screen is there whole, with the rows of its cells. */
export async function isWritten(out: string, plan: ScreenPlan, index: number): Promise<boolean> {
  return await isFilled(partPath(out, plan, index)) && await hasImages(out, plan, index);
}

async function isFilled(path: string): Promise<boolean> {
  return await exists(path) && (await Deno.stat(path)).size > 0;
}

/**
 * Draws a field and writes its images, its masks and the rows of its cells.
 *
 * @param out Folder of the screen.
 * @param plan The plan.
 * @param index Which field.
 * @returns Bytes written and cells drawn.
 */
export async function writeField(
  out: string,
  plan: ScreenPlan,
  index: number,
): Promise<{ bytes: number; cells: number }> {
  const { field, nuclei, cells, truth } = drawField(plan, index);
  const { width, height } = field;
  const paths = fieldPaths(out, plan, index);
  const planes = [...field.channels.map(({ data }) => data), nuclei, cells];
  let bytes = 0;
  for (let i = 0; i < planes.length; i++) {
    const file = await encodeTiff({ width, height, data: planes[i]! });
    await writeAtomic(paths[i]!, file);
    bytes += file.length;
  }
  const { plate, well, site } = field.where;
  const { mechanism } = plan.fields[index]!.well.treatment;
  const rows = truth.map((cell) => [
    plate,
    well,
    site,
    cell.label,
    round(cell.x),
    round(cell.y),
    cell.area,
    cell.nucleusArea,
    mechanism,
    cell.phase,
    cell.responded,
    round(cell.dna),
  ]);
  await writeAtomic(partPath(out, plan, index), csv(CELL_COLUMNS, rows));
  return { bytes, cells: truth.length };
}
