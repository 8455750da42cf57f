import { InputError } from "../core/errors.ts";
import { textWidth } from "./fonts.ts";
import { escapeHtml } from "./html.ts";
import type { Drawing } from "./svg.ts";
import { fontFamily, palette } from "./theme.ts";

/** One box of a flow chart. */
export interface FlowBox {
  /** Its name, for the arrows. */
  id: string;
  /** First line, bold. */
  title: string;
  /** Text below, broken into lines; defaults to none. */
  text?: string;
}

/** Boxes that stand below one another. */
export interface FlowColumn {
  /** Heading of the column. */
  title: string;
  /** Its boxes, from top to bottom. */
  boxes: FlowBox[];
}

/**
 * A figure of boxes in columns and of arrows between them: what leads to what.
 *
 * @param columns The columns, from left to right.
 * @param arrows Pairs of ids, from and to.
 * @returns A drawing for `showFigure` or `exportFigure`.
 * @throws {InputError} where an arrow names a box that is not there.
 *
 * @example
 * ```ts
 * import { flowChart } from "./flow_chart.ts";
 * import { assert } from "@std/assert";
 *
 * const box = (id: string) => ({ id, title: id, text: "what it does" });
 * const columns = [{ title: "First", boxes: [box("a"), box("b")] }, { title: "Then", boxes: [box("c")] }];
 * const { svg } = flowChart(columns, [["a", "b"], ["b", "c"]]);
 * assert(svg.includes("what it does"));
 * ```
 */
export function flowChart(
  columns: readonly FlowColumn[],
  arrows: readonly (readonly [string, string])[],
): Drawing {
  const places = new Map<string, Place>();
  const parts: string[] = [];
  let height = 0;
  for (const [column, { title, boxes }] of columns.entries()) {
    const x = gap.x + column * (boxWidth + gap.x);
    const colour = colours[column % colours.length] as string;
    parts.push(line(x, gap.y, title, 13, titleStyle));
    let y = lane + 14;
    for (const { id, title, text = "" } of boxes) {
      const room = boxWidth - 2 * inset;
      const lines = [
        ...broken(title, 12, room, true).map((words) => ({ words, size: 12, style: titleStyle })),
        ...broken(text, 11, room).map((words) => ({ words, size: 11, style: `fill="#444444"` })),
      ];
      const place = { x, y, height: 2 * inset + 15 * lines.length - 3, column };
      places.set(id, place);
      parts.push(
        `<rect x="${x}" y="${y}" width="${boxWidth}" height="${place.height}" rx="5" ` +
          `fill="#FFFFFF" stroke="${colour}" stroke-width="2"/>`,
        ...lines.map(({ words, size, style }, i) =>
          line(x + inset, y + inset + 11 + 15 * i, words, size, style)
        ),
      );
      y += place.height + gap.y;
    }
    height = Math.max(height, y);
  }
  const drawn = arrows.map(([from, to]) => arrow(find(places, from), find(places, to)));
  const width = gap.x + columns.length * (boxWidth + gap.x);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="${fontFamily}">` +
    `<rect width="${width}" height="${height}" fill="#FFFFFF"/>${parts.join("")}${
      drawn.join("")
    }</svg>`;
  return { svg, width, height };
}

const colours = Object.values(palette);
const gap = { x: 34, y: 26 }, boxWidth = 158, inset = 9;
/** Height at which arrows pass over the columns between. */
const lane = gap.y + 14;
const titleStyle = `font-weight="bold" fill="#222222"`;

interface Place {
  x: number;
  y: number;
  height: number;
  column: number;
}

function find(places: Map<string, Place>, id: string): Place {
  const place = places.get(id);
  if (place !== undefined) return place;
  throw new InputError("Cannot draw the arrow", {
    found: id,
    allowed: [...places.keys()].join(", "),
  });
}

/**
 * Down within a column, else from the right side of one box to the left side of the other: straight
 * to the next column, over the boxes to one beyond.
 */
function arrow(from: Place, to: Place): string {
  const style = `fill="none" stroke="#555555" stroke-width="1.5"`;
  if (from.column === to.column && to.y > from.y) {
    const x = from.x + boxWidth / 2, [y, end] = [from.y + from.height, to.y - 1];
    return `<path d="M${x} ${y}V${end - 6}" ${style}/>${head(x, end, 0, 1)}`;
  }
  const [x, y] = [from.x + boxWidth, from.y + from.height / 2];
  const [end, endY] = [to.x - 1, to.y + to.height / 2];
  const bend = gap.x / 2;
  if (to.column !== from.column + 1) {
    const turn = end - bend;
    return `<path d="M${x} ${y}H${x + bend}V${lane}H${turn}V${endY}H${end - 6}" ${style}/>` +
      head(end, endY, 1, 0);
  }
  return `<path d="M${x} ${y}C${x + bend} ${y} ${end - 6 - bend} ${endY} ${
    end - 6
  } ${endY}" ${style}/>` +
    head(end, endY, 1, 0);
}

function head(x: number, y: number, dx: number, dy: number): string {
  const [a, b] = [x - 7 * dx, y - 7 * dy];
  return `<path d="M${x} ${y}L${a - 4 * dy} ${b - 4 * dx}L${a + 4 * dy} ${
    b + 4 * dx
  }Z" fill="#555555"/>`;
}

function line(x: number, y: number, text: string, size: number, style: string): string {
  return `<text x="${x}" y="${y}" font-size="${size}" ${style}>${escapeHtml(text)}</text>`;
}

function broken(text: string, size: number, width: number, bold = false): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (lines.length > 0 && textWidth(longer, size, bold) <= width) {
      lines[lines.length - 1] = longer;
    } else lines.push(word);
  }
  return lines;
}
