import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";
import { textWidth } from "./fonts.ts";
import { withTheme } from "./theme.ts";

/** A figure that is drawn already: one SVG document and its size [px]. */
export interface Drawing {
  /** The document, from `<svg …>` to `</svg>`. */
  svg: string;
  /** Width [px, 96 a inch]. */
  width: number;
  /** Height [px]. */
  height: number;
}

/** What can be shown as a figure: a Vega-Lite spec with inline data, or a drawing. */
export type Figure = TopLevelSpec | Drawing;

/** Whether the figure is a drawing rather than a Vega-Lite spec. */
export function isDrawing(figure: Figure): figure is Drawing {
  return "svg" in figure && typeof figure.svg === "string";
}

/**
 * Draws a Vega-Lite spec with the shared theme.
 *
 * @param figure The spec; its data must be inline. A drawing is returned as it is.
 * @returns The SVG and its size.
 * @throws {InputError} where the spec does not compile, loads data from elsewhere, or names a
 * field that no row has.
 *
 * @example
 * ```ts
 * import { draw } from "./svg.ts";
 * import { assert } from "@std/assert";
 *
 * const { svg } = await draw({
 *   data: { values: [{ plate: "A", wells: 3 }] },
 *   mark: "bar",
 *   encoding: { x: { field: "wells", type: "quantitative", title: "Wells" } },
 * });
 * assert(svg.includes(">Wells</text>"));
 * ```
 */
export async function draw(figure: Figure): Promise<Drawing> {
  if (isDrawing(figure)) return figure;
  useBundledFont();
  const problems: string[] = [];
  let svg: string;
  try {
    const { spec } = compile(withTheme(figure), { logger: collector([]) });
    // Ids of gradients and clips must not depend on what was drawn before.
    vega.resetSVGDefIds();
    const view = new vega.View(vega.parse(spec), {
      renderer: "none",
      loader: closedLoader(),
      logger: collector(problems),
    });
    svg = await view.toSVG();
    view.finalize();
  } catch (cause) {
    throw new InputError(
      `Cannot draw the figure: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  const fatal = problems.filter((text) => /^error|Infinite extent|Loading failed/.test(text));
  if (fatal.length > 0) {
    throw new InputError(`Cannot draw the figure: ${[...new Set(fatal)].join("; ")}`, {
      hint: "Is a field name misspelt, or the data empty or not inline?",
    });
  }
  const size = /width="([\d.]+)" height="([\d.]+)"/.exec(svg);
  return { svg, width: Number(size?.[1]), height: Number(size?.[2]) };
}

function useBundledFont(): void {
  // Vega guesses 0.8 em a letter without a canvas; with the true widths labels fit their place.
  const metrics = (vega as unknown as { textMetrics: TextMetrics }).textMetrics;
  metrics.width = (item, text) =>
    textWidth(
      text === undefined || text === null ? "" : String(text),
      item.fontSize ?? 11,
      item.fontWeight === "bold" || Number(item.fontWeight) >= 600,
    );
}

interface TextMetrics {
  width: (item: { fontSize?: number; fontWeight?: string | number }, text: unknown) => number;
}

function closedLoader(): vega.Loader {
  const loader = vega.loader();
  loader.load = (uri) => Promise.reject(new Error(`figures hold their data inline, not ${uri}`));
  return loader;
}

function collector(into: string[]): vega.LoggerInterface {
  const keep = (kind: string) => (...parts: readonly unknown[]) => {
    into.push(`${kind} ${parts.map(String).join(" ")}`);
    return logger;
  };
  const ignore = () => logger;
  const logger = {
    level: (level?: number) => level === undefined ? vega.Warn : logger,
    error: keep("error"),
    warn: keep("warning"),
    info: ignore,
    debug: ignore,
  } as unknown as vega.LoggerInterface;
  return logger;
}
