import { join } from "node:path";
import sharp from "sharp";
import { writeAtomic } from "../core/files.ts";
import { drawingGrid, type GridCell } from "./drawing_grid.ts";
import { allFigures } from "./report/figures.ts";
import { readNotebook } from "./notebook.ts";
import { toPdf } from "./pdf.ts";
import { toPng } from "./png.ts";
import type { Drawing } from "./svg.ts";

/**
 * Writes `contact-sheet.png` and `contact-sheet.pdf`: every figure of executed notebooks, small,
 * with its id and its notebook.
 *
 * @param notebooks Paths of the executed notebooks, in order.
 * @param folder Folder of the exported figures; the sheet goes there too.
 * @returns How many figures it shows; where there are none no sheet is written.
 *
 * @example
 * ```ts
 * import { writeContactSheet } from "./contact_sheet.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await writeContactSheet([], "nowhere"), 0);
 * ```
 */
export async function writeContactSheet(
  notebooks: readonly string[],
  folder: string,
): Promise<number> {
  const cells: GridCell[] = [];
  for (const path of notebooks) {
    const { cells: own } = await readNotebook(path);
    for (const { id, notebook } of allFigures([{ path, cells: own }])) {
      const drawing = await small(join(folder, `${id}.png`));
      cells.push({ drawing, title: id, subtitle: notebook, missing: "no file" });
    }
  }
  if (cells.length === 0) return 0;
  const sheet = drawingGrid(cells, {
    columns: 5,
    cellWidth: place.width,
    cellHeight: place.height,
  });
  await writeAtomic(join(folder, "contact-sheet.png"), toPng(sheet, 144));
  await writeAtomic(join(folder, "contact-sheet.pdf"), await toPdf(sheet, "All figures"));
  return cells.length;
}

/** Room for a figure on the sheet [px]. */
const place = { width: 220, height: 160 };

async function small(path: string): Promise<Drawing | null> {
  let bytes: Uint8Array;
  try {
    bytes = await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
  const { data, info: { width, height } } = await sharp(bytes)
    .resize({ width: 2 * place.width, height: 2 * place.height, fit: "inside" })
    .png({ palette: true }).toBuffer({ resolveWithObject: true });
  const picture = new Uint8Array(data).toBase64();
  const svg =
    `<image width="${width}" height="${height}" href="data:image/png;base64,${picture}" ` +
    `xlink:href="data:image/png;base64,${picture}" xmlns:xlink="http://www.w3.org/1999/xlink"/>`;
  return { svg, width, height };
}
