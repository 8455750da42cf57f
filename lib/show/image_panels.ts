import sharp from "sharp";
import { InputError } from "../core/errors.ts";
import { shortened, textWidth } from "./fonts.ts";
import { escapeHtml } from "./html.ts";
import type { Drawing } from "./svg.ts";
import { fontFamily } from "./theme.ts";

/** One picture of a panel figure. */
export interface Panel {
  /** Pixels, row after row: grey [height × width] or RGBA [height × width × 4], 0 to 255. */
  data: Uint8Array | Uint8ClampedArray;
  /** Width [pixels]. */
  width: number;
  /** Height [pixels]. */
  height: number;
  /** Line above the picture; defaults to none. */
  title?: string;
  /** Smaller line below the title; defaults to none. */
  subtitle?: string;
  /** Size of one pixel [µm], where it differs from the figure's; defaults to the figure's. */
  pixelSize?: number;
}

/** How the pictures are laid out. */
export interface PanelOptions {
  /** Pictures a row; defaults to all in one row, at most 4. */
  columns?: number;
  /** Width of each picture on the page [px]; defaults to what makes the figure 880 px wide, at most 360. */
  panelWidth?: number;
  /** Bar of a known length on every picture; defaults to none. */
  scaleBar?: {
    /** Size of one pixel [µm]. */
    pixelSize: number;
    /** Length of the bar [µm]; defaults to 1, 2 or 5 times a power of ten, at most a quarter of the first picture. */
    length?: number;
  };
}

/**
 * A figure of pictures with titles and scale bars.
 *
 * Pixels are stored once, without loss; titles and bars are text and vectors, also in PDF.
 *
 * @param panels The pictures, in reading order.
 * @param options Columns, width, scale bar.
 * @returns A drawing for `showFigure` or `exportFigure`.
 * @throws {InputError} where pixels and size of a panel disagree, or a bar is longer than a picture.
 *
 * @example
 * ```ts
 * import { imagePanels } from "./image_panels.ts";
 * import { assert } from "@std/assert";
 *
 * const grey = new Uint8Array(64 * 64).fill(90);
 * const drawing = await imagePanels(
 *   [{ data: grey, width: 64, height: 64, title: "DAPI" }],
 *   { scaleBar: { pixelSize: 0.65, length: 10 } },
 * );
 * assert(drawing.svg.includes("10 µm"));
 * ```
 */
export async function imagePanels(
  panels: readonly Panel[],
  options: PanelOptions = {},
): Promise<Drawing> {
  const columns = options.columns ?? Math.max(1, Math.min(4, panels.length));
  const width = options.panelWidth ?? Math.min(360, Math.floor((880 - gap) / columns - gap));
  const bar = options.scaleBar === undefined ? undefined : {
    length: roundLength((panels[0]?.width ?? 1) * options.scaleBar.pixelSize),
    ...options.scaleBar,
  };
  const parts: string[] = [];
  let y = gap;
  for (let first = 0; first < panels.length; first += columns) {
    const row = panels.slice(first, first + columns);
    const head = (row.some((panel) => panel.title !== undefined) ? 20 : 0) +
      (row.some((panel) => panel.subtitle !== undefined) ? 16 : 0);
    let height = 0;
    for (const [column, panel] of row.entries()) {
      const x = gap + column * (width + gap);
      const tall = width * panel.height / panel.width;
      const picture = await toDataUrl(panel, first + column);
      parts.push(
        titles(panel, x, y, width),
        `<image x="${x}" y="${y + head}" width="${width}" height="${tall}" href="${picture}"` +
          `${panel.width * 2 < width ? ' image-rendering="optimizeSpeed"' : ""}/>`,
        scaleBar(panel, bar, { x, y: y + head, width, height: tall }),
      );
      height = Math.max(height, tall);
    }
    y += head + height + gap;
  }
  const used = Math.min(columns, panels.length);
  const size = { width: gap + used * (width + gap), height: Math.ceil(y) };
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}"` +
    ` viewBox="0 0 ${size.width} ${size.height}" font-family="${fontFamily}">` +
    `<rect width="${size.width}" height="${size.height}" fill="#FFFFFF"/>${parts.join("")}</svg>`;
  return { svg, ...size };
}

const gap = 10;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

async function toDataUrl(panel: Panel, index: number): Promise<string> {
  const { data, width, height } = panel;
  const channels = data.length === width * height ? 1 : data.length === width * height * 4 ? 4 : 0;
  if (channels === 0) {
    throw new InputError(
      `Cannot draw panel ${index + 1}${panel.title ? ` "${panel.title}"` : ""}`,
      {
        found: `${data.length} bytes`,
        allowed: `${width} × ${height} (grey) or ${width} × ${height} × 4 (RGBA)`,
      },
    );
  }
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length);
  const image = sharp(bytes, { raw: { width, height, channels } });
  const opaque = channels === 4 && bytes.every((value, i) => i % 4 !== 3 || value === 255);
  const stored = channels === 1 ? image.toColourspace("b-w") : opaque ? image.removeAlpha() : image;
  const png = await stored.png().toBuffer();
  return `data:image/png;base64,${png.toString("base64")}`;
}

function titles({ title, subtitle }: Panel, x: number, y: number, width: number): string {
  const line = (text: string | undefined, size: number, below: number, style: string) =>
    text === undefined
      ? ""
      : `<text x="${x}" y="${y + below}" font-size="${size}" ${style}>${
        escapeHtml(shortened(text, size, width, style.includes("bold")))
      }</text>`;
  return line(title, 13, 12, 'font-weight="bold" fill="#222222"') +
    line(subtitle, 11, title === undefined ? 12 : 29, 'fill="#555555"');
}

/** The largest of 1, 2, 5, 10, 20, 50, … that is at most a quarter of a length. */
function roundLength(whole: number): number {
  const power = 10 ** Math.floor(Math.log10(whole / 4));
  return power * ([5, 2].find((n) => n * power <= whole / 4) ?? 1);
}

function scaleBar(
  panel: Panel,
  bar: { pixelSize: number; length: number } | undefined,
  box: Box,
): string {
  if (bar === undefined) return "";
  const pixelSize = panel.pixelSize ?? bar.pixelSize;
  const length = bar.length / pixelSize * box.width / panel.width;
  if (!(length > 0) || length > box.width - 16) {
    throw new InputError("Cannot draw the scale bar", {
      found: `${bar.length} µm`,
      allowed: `less than the picture's ${(panel.width * pixelSize).toFixed(1)} µm`,
    });
  }
  const label = `${bar.length} µm`;
  const wide = Math.max(length, textWidth(label, 11)) + 12;
  const left = box.x + box.width - wide - 5, top = box.y + box.height - 31;
  const middle = left + wide / 2;
  // The dark ground keeps bar and label readable on bright cells too.
  return `<rect x="${left}" y="${top}" width="${wide}" height="26" rx="3" fill="#000000" fill-opacity="0.55"/>` +
    `<text x="${middle}" y="${
      top + 13
    }" font-size="11" text-anchor="middle" fill="#FFFFFF">${label}</text>` +
    `<rect x="${middle - length / 2}" y="${
      top + 18
    }" width="${length}" height="3" fill="#FFFFFF"/>`;
}
