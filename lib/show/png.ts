import { crc32 } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import { fontFiles } from "./fonts.ts";
import type { Drawing } from "./svg.ts";

/**
 * A drawing as PNG with the bundled font, the resolution written into it.
 *
 * @param drawing The SVG.
 * @param dpi Dots an inch, where the drawing has 96 px an inch; defaults to 300.
 * @returns The bytes of the file.
 *
 * @example
 * ```ts
 * import { toPng } from "./png.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"></svg>';
 * const png = toPng({ svg, width: 96, height: 48 }, 192);
 * assertEquals(new DataView(png.buffer).getUint32(16), 192);
 * ```
 */
export function toPng(drawing: Drawing, dpi = 300): Uint8Array<ArrayBuffer> {
  const rendered = new Resvg(drawing.svg, {
    fitTo: { mode: "zoom", value: dpi / 96 },
    background: "#FFFFFF",
    font: {
      fontFiles: [fontFiles.regular, fontFiles.bold],
      loadSystemFonts: false,
      defaultFontFamily: "Inter",
      sansSerifFamily: "Inter",
    },
  }).render().asPng();
  return withResolution(rendered, dpi);
}

function withResolution(png: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> {
  // pHYs belongs between IHDR, which ends at byte 33, and the image data.
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  const dotsPerMetre = Math.round(dpi / 0.0254);
  view.setUint32(0, 9);
  chunk.set(new TextEncoder().encode("pHYs"), 4);
  view.setUint32(8, dotsPerMetre);
  view.setUint32(12, dotsPerMetre);
  chunk[16] = 1;
  view.setUint32(17, crc32(chunk.subarray(4, 17)));
  const out = new Uint8Array(png.length + chunk.length);
  out.set(png.subarray(0, 33));
  out.set(chunk, 33);
  out.set(png.subarray(33), 33 + chunk.length);
  return out;
}
