import PDFDocument from "pdfkit";
import SVGtoPDF from "svg-to-pdfkit";
import { fontFiles } from "./fonts.ts";
import type { Drawing } from "./svg.ts";

/**
 * A drawing as one-page PDF: vectors stay vectors, text stays text in the embedded font.
 *
 * The same drawing gives the same bytes: the creation date is fixed.
 *
 * @param drawing The SVG.
 * @param title Title of the document, read out by screen readers.
 * @returns The bytes of the file.
 *
 * @example
 * ```ts
 * import { toPdf } from "./pdf.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48"></svg>';
 * const pdf = await toPdf({ svg, width: 96, height: 48 }, "Nothing to see");
 * assertEquals(new TextDecoder().decode(pdf.slice(0, 5)), "%PDF-");
 * ```
 */
export async function toPdf(drawing: Drawing, title: string): Promise<Uint8Array<ArrayBuffer>> {
  const document = new PDFDocument({
    size: [drawing.width * pointsPerPixel, drawing.height * pointsPerPixel],
    margin: 0,
    font: fontFiles.regular,
    info: { Title: title, Creator: "Cell2Structure", CreationDate: new Date(0) },
    displayTitle: true,
    lang: "en",
  });
  const chunks: Uint8Array[] = [];
  document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.on("end", () => resolve());
    document.on("error", reject);
  });
  document.registerFont("regular", fontFiles.regular);
  document.registerFont("bold", fontFiles.bold);
  const warnings: string[] = [];
  SVGtoPDF(document, drawing.svg, 0, 0, {
    fontCallback: (_family: string, bold: boolean) => bold ? "bold" : "regular",
    warningCallback: (warning: string) => warnings.push(warning),
  });
  document.end();
  await ended;
  if (warnings.length > 0) throw new Error(`The figure does not fit PDF: ${warnings.join("; ")}`);
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

const pointsPerPixel = 0.75;
