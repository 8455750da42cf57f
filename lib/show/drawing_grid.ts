import { shortened } from "./fonts.ts";
import { escapeHtml } from "./html.ts";
import type { Drawing } from "./svg.ts";
import { fontFamily } from "./theme.ts";

/** One drawing of a grid. */
export interface GridCell {
  /** The drawing; null leaves its place empty. */
  drawing: Drawing | null;
  /** Line below the drawing; defaults to none. */
  title?: string;
  /** Smaller line below the title; defaults to none. */
  subtitle?: string;
  /** What stands where there is no drawing; defaults to nothing. */
  missing?: string;
}

/** How the drawings are laid out. */
export interface GridOptions {
  /** Drawings in a row; defaults to 5. */
  columns?: number;
  /** Width of a place [px]; defaults to 170. */
  cellWidth?: number;
  /** Height of a place without its lines [px]; defaults to 130. */
  cellHeight?: number;
}

/**
 * A figure of drawings with names below, such as the structures of a screen's drugs; all stay
 * vectors.
 *
 * @param cells The drawings, in reading order; each is scaled to its place.
 * @param options Columns and size.
 * @returns A drawing for `showFigure` or `exportFigure`.
 *
 * @example
 * ```ts
 * import { drawingGrid } from "./drawing_grid.ts";
 * import { assert } from "@std/assert";
 *
 * const square = { svg: '<svg xmlns="http://www.w3.org/2000/svg"></svg>', width: 10, height: 10 };
 * const { svg } = drawingGrid([
 *   { drawing: square, title: "taxol", subtitle: "Microtubule stabilizers" },
 *   { drawing: null, title: "AZ-A", missing: "not public" },
 * ]);
 * assert(svg.includes("not public"));
 * ```
 */
export function drawingGrid(cells: readonly GridCell[], options: GridOptions = {}): Drawing {
  const { columns = 5, cellWidth = 170, cellHeight = 130 } = options;
  const across = Math.max(1, Math.min(columns, cells.length));
  const pitch = { x: cellWidth + gap, y: cellHeight + lines + gap };
  const parts = cells.map((cell, index) => {
    const x = gap + (index % across) * pitch.x, y = gap + Math.floor(index / across) * pitch.y;
    const middle = x + cellWidth / 2;
    const line = (text: string | undefined, below: number, size: number, bold: boolean) =>
      text === undefined
        ? ""
        : `<text x="${middle}" y="${y + below}" text-anchor="middle" font-size="${size}" ${
          bold ? 'font-weight="bold" fill="#222222"' : 'fill="#555555"'
        }>${escapeHtml(shortened(text, size, cellWidth, bold))}</text>`;
    return picture(cell, { x, y, width: cellWidth, height: cellHeight }) +
      (cell.drawing === null ? line(cell.missing, cellHeight / 2, 11, false) : "") +
      line(cell.title, cellHeight + 14, 12, true) +
      line(cell.subtitle, cellHeight + 28, 10, false);
  });
  const width = gap + across * pitch.x;
  const height = gap + Math.ceil(cells.length / across) * pitch.y;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="${fontFamily}">` +
    `<rect width="${width}" height="${height}" fill="#FFFFFF"/>${parts.join("")}</svg>`;
  return { svg, width, height };
}

const gap = 10, lines = 34;

function picture(
  { drawing }: GridCell,
  place: { x: number; y: number; width: number; height: number },
): string {
  if (drawing === null) return "";
  const scale = Math.min(place.width / drawing.width, place.height / drawing.height);
  const x = place.x + (place.width - scale * drawing.width) / 2;
  const y = place.y + (place.height - scale * drawing.height) / 2;
  return `<g transform="translate(${x} ${y}) scale(${scale})">${drawing.svg}</g>`;
}
