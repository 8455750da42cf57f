import sharp from "sharp";
import { toPng } from "./png.ts";
import type { Drawing } from "./svg.ts";

/** A picture small enough for a notebook. */
export interface Preview {
  /** MIME type. */
  type: "image/png" | "image/jpeg";
  /** Bytes of the file. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** Most bytes that a figure may add to a notebook, before base64. */
export const previewLimit = 52_000;

/**
 * The sharpest picture of a drawing that stays below a size.
 *
 * Line drawings become PNG at twice the screen's resolution. What is too large for that, such as
 * micrographs, becomes JPEG; the exported files keep every pixel.
 *
 * @param drawing The SVG.
 * @param limit Most bytes; defaults to {@link previewLimit}.
 *
 * @example
 * ```ts
 * import { preview } from "./preview.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"></svg>';
 * assertEquals((await preview({ svg, width: 96, height: 48 })).type, "image/png");
 * ```
 */
export async function preview(drawing: Drawing, limit = previewLimit): Promise<Preview> {
  for (const dpi of drawing.svg.includes("<image") ? [] : [192, 96]) {
    // 256 colours are enough for lines and text, and shrink them to a third.
    const png = await sharp(toPng(drawing, dpi)).png({ palette: true, effort: 5 }).toBuffer();
    if (png.length <= limit) return { type: "image/png", bytes: new Uint8Array(png) };
  }
  for (const [dpi, quality] of [[192, 82], [144, 78], [96, 78], [96, 60], [72, 50]] as const) {
    const jpeg = await sharp(toPng(drawing, dpi)).jpeg({ quality, mozjpeg: true }).toBuffer();
    if (jpeg.length <= limit || dpi === 72) {
      return { type: "image/jpeg", bytes: new Uint8Array(jpeg) };
    }
  }
  throw new Error("unreachable");
}
