import { basename, join } from "node:path";
import { InputError } from "../core/errors.ts";
import { exists, writeAtomic } from "../core/files.ts";
import { type Bundle, display } from "./display.ts";
import { toPdf } from "./pdf.ts";
import { toPng } from "./png.ts";
import { preview } from "./preview.ts";
import { draw, type Drawing, type Figure, isDrawing } from "./svg.ts";
import { withTheme } from "./theme.ts";

/** What every figure must say about itself. */
export interface FigureOptions {
  /** Name of its files, for example `a2` or `01-plate-map`: lower case letters, digits, hyphens. */
  id: string;
  /** What the figure shows, as a sentence that states the finding, for who cannot see it. */
  alt: string;
  /** Line below the figure; defaults to none. */
  caption?: string;
  /** Width of the plot [px], for a spec that does not set its own; defaults to the theme's 420. */
  width?: number;
  /** Height of the plot [px], for a spec that does not set its own; defaults to the theme's 260. */
  height?: number;
}

/** A file format of an exported figure. */
export type FigureFormat = "svg" | "png" | "pdf";

/**
 * Shows a figure in the notebook and, where a story runs, writes its files.
 *
 * The notebook gets the Vega-Lite chart, a picture for readers that draw no charts, and the alt
 * text. A chart with much data is shown as picture only, which keeps notebooks small. Where the
 * environment names a folder `C2S_OUT`, `figures/<id>.svg`, `.png` (300 dpi), `.pdf` and `.json`
 * are written there. Outside a notebook only the files are written.
 *
 * @param figure A Vega-Lite spec with inline data, or a drawing as `imagePanels` makes it.
 * @param options Id, alt text, caption.
 * @throws {InputError} for a missing alt text, an id that is malformed or taken by another figure
 * of the same story, and a spec that cannot be drawn.
 *
 * @example
 * ```ts
 * import { barChart } from "./bar_chart.ts";
 * import { showFigure } from "./figure.ts";
 *
 * const chart = barChart([{ name: "DMSO", value: 330 }], { value: "Wells" });
 * await showFigure(chart, { id: "wells", alt: "DMSO fills 330 wells.", caption: "Wells." });
 * ```
 */
export async function showFigure(figure: Figure, options: FigureOptions): Promise<void> {
  const { id, alt, caption } = checked(options);
  const sized = sizedFigure(figure, options);
  const drawing = await draw(sized);
  const out = Deno.env.get("C2S_OUT");
  if (out !== undefined && out !== "") {
    const folder = join(out, "figures");
    await claim(folder, id);
    await writeFigure(drawing, { ...options, dir: folder });
  }
  const picture = await preview(drawing);
  const bundle: Bundle = { [picture.type]: picture.bytes.toBase64(), "text/plain": alt };
  if (!isDrawing(sized)) {
    const spec = { ...withTheme(sized), description: alt };
    if (JSON.stringify(spec).length <= chartLimit) {
      bundle["application/vnd.vegalite.v5+json"] = spec;
    }
  }
  const size = { width: Math.round(drawing.width), height: Math.round(drawing.height) };
  const about = { id, alt, ...(caption === undefined ? {} : { caption }) };
  await display(bundle, { figure: about }, { [picture.type]: { ...size, alt } });
  if (caption !== undefined) {
    await display({
      "text/markdown": `**Figure ${id}.** ${caption}`,
      "text/plain": `Figure ${id}. ${caption}`,
    }, { caption: true });
  }
}

/** Most characters of a chart's spec, data included, that go into a notebook. */
const chartLimit = 60_000;

/** What {@link exportFigure} is told. */
export interface ExportOptions extends FigureOptions {
  /** Folder for the files; it is made if missing. */
  dir: string;
  /** Formats to write; defaults to all three. */
  formats?: FigureFormat[];
}

/**
 * Writes a figure's files, whether or not a notebook is there.
 *
 * @param figure A Vega-Lite spec with inline data, or a drawing.
 * @param options Id, folder, alt text, formats.
 * @returns Paths of all files written: the pictures in the order of the formats, then a JSON of the texts.
 * @throws {InputError} as {@link showFigure} does.
 *
 * @example
 * ```ts
 * import { exportFigure } from "./figure.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const dir = await Deno.makeTempDir();
 * const paths = await exportFigure(
 *   { data: { values: [{ x: 1, y: 2 }] }, mark: "point", encoding: { x: { field: "x" } } },
 *   { id: "one-point", dir, alt: "One point lies at 1.", formats: ["svg"] },
 * );
 * assertEquals(paths, [`${dir}/one-point.svg`, `${dir}/one-point.json`]);
 * await Deno.remove(dir, { recursive: true });
 * ```
 */
export async function exportFigure(figure: Figure, options: ExportOptions): Promise<string[]> {
  checked(options);
  return await writeFigure(await draw(sizedFigure(figure, options)), options);
}

async function writeFigure(drawing: Drawing, options: ExportOptions): Promise<string[]> {
  const { id, alt, caption, dir, formats = ["svg", "png", "pdf"] } = options;
  const paths: string[] = [];
  for (const format of formats) {
    const path = join(dir, `${id}.${format}`);
    if (format === "svg") await writeAtomic(path, accessible(drawing.svg, alt));
    else if (format === "png") await writeAtomic(path, toPng(drawing));
    else await writeAtomic(path, await toPdf(drawing, caption ?? alt));
    paths.push(path);
  }
  const about = { id, alt, caption, notebook: Deno.env.get("C2S_NOTEBOOK"), run: currentRun() };
  const texts = join(dir, `${id}.json`);
  await writeAtomic(texts, `${JSON.stringify(about, null, 2)}\n`);
  return [...paths, texts];
}

async function claim(folder: string, id: string): Promise<void> {
  const path = join(folder, `${id}.json`);
  if (!await exists(path)) return;
  const { run, notebook } = JSON.parse(await Deno.readTextFile(path));
  // A figure of an earlier run is replaced; one of this run would be lost.
  if (run === undefined || run !== currentRun()) return;
  throw new InputError(`Cannot write figure "${id}"`, {
    file: basename(path),
    hint: `${notebook ?? "Another cell"} has shown a figure of this id; choose another id`,
  });
}

function currentRun(): string | undefined {
  return Deno.env.get("C2S_RUN");
}

function checked(options: FigureOptions): FigureOptions {
  const { id, alt } = options;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
    throw new InputError("Cannot show the figure", {
      column: "id",
      found: id,
      allowed: "lower case letters, digits and hyphens",
    });
  }
  if (typeof alt !== "string" || alt.trim().length < 10) {
    throw new InputError(`Cannot show figure "${id}"`, {
      column: "alt",
      found: alt,
      allowed: "a sentence that states what the figure shows",
    });
  }
  return options;
}

function sizedFigure(figure: Figure, { width, height }: FigureOptions): Figure {
  if (isDrawing(figure)) return figure;
  return {
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...figure,
  } as Figure;
}

function accessible(svg: string, alt: string): string {
  return svg.replace(/^<svg\b/, `<svg role="img" aria-label="${escapeXml(alt)}"`);
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
