import { join } from "node:path";
import * as fontkit from "fontkit";
import { projectRoot } from "../core/files.ts";

/** Files of the bundled font (Inter, SIL Open Font License, see `data/fonts/OFL.txt`). */
export const fontFiles = {
  regular: join(projectRoot, "data", "fonts", "Inter-Regular.ttf"),
  bold: join(projectRoot, "data", "fonts", "Inter-Bold.ttf"),
} as const;

/**
 * Width of a line of text in the bundled font, in pixels.
 *
 * @param text One line.
 * @param size Font size [px].
 * @param bold Whether the bold cut is meant; defaults to false.
 *
 * @example
 * ```ts
 * import { textWidth } from "./fonts.ts";
 * import { assert } from "@std/assert";
 *
 * assert(textWidth("WWW", 12) > 2 * textWidth("iii", 12));
 * ```
 */
export function textWidth(text: string, size: number, bold = false): number {
  const key = bold ? `b${text}` : `r${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    const font = bold ? (opened.bold ??= open("bold")) : (opened.regular ??= open("regular"));
    width = font.layout(text).advanceWidth / font.unitsPerEm;
    if (widths.size > 20_000) widths.clear();
    widths.set(key, width);
  }
  return width * size;
}

/**
 * A line of text that fits a width in the bundled font: what is too long ends in an ellipsis.
 *
 * @param text One line.
 * @param size Font size [px].
 * @param width Room [px].
 * @param bold Whether the bold cut is meant; defaults to false.
 *
 * @example
 * ```ts
 * import { shortened } from "./fonts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(shortened("taxol", 12, 100), "taxol");
 * assertEquals(shortened("cyclohexamide", 12, 40), "cycl…");
 * ```
 */
export function shortened(text: string, size: number, width: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  let kept = text;
  while (kept !== "" && textWidth(`${kept}…`, size, bold) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

const widths = new Map<string, number>();
const opened: { regular?: fontkit.Font; bold?: fontkit.Font } = {};

function open(weight: "regular" | "bold"): fontkit.Font {
  const font = fontkit.create(Deno.readFileSync(fontFiles[weight]) as unknown as Buffer);
  if ("fonts" in font) throw new Error(`${fontFiles[weight]} is a collection, not one font`);
  return font;
}
