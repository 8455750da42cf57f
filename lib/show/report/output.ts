import { join } from "node:path";
import type { Shown } from "../display.ts";
import { escapeHtml } from "../html.ts";
import { joined, type Multiline, type Output } from "../notebook.ts";
import { renderMarkdown } from "./markdown.ts";

/** Where an output stands. */
export interface OutputOptions {
  /** Folder of the exported figures; a figure that is there is put in as SVG. Defaults to none. */
  figures?: string;
  /** Names of the notebooks in the report, which can be linked to; defaults to none. */
  notebooks?: readonly string[];
}

/**
 * One output of a cell as HTML; empty for what has no form that a page can show.
 *
 * @param output The output.
 * @param options Folder of the figures, notebooks.
 *
 * @example
 * ```ts
 * import { renderOutput } from "./output.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const html = await renderOutput({ output_type: "stream", text: "3 < 4\n" });
 * assertEquals(html, '<pre class="stream">3 &lt; 4</pre>');
 * ```
 */
export async function renderOutput(
  output: Output,
  { figures, notebooks }: OutputOptions = {},
): Promise<string> {
  if (output.output_type === "stream") return block("stream", joined(output.text));
  if (output.output_type === "error") {
    const { ename = "Error", evalue = "", traceback = [] } = output;
    const message = evalue.startsWith(ename) ? evalue : `${ename}: ${evalue}`;
    const rest = traceback.filter((line) => !/^Stack trace:/.test(line) && line !== message);
    return block("error", [message, ...rest].join("\n"));
  }
  const data = output.data ?? {};
  const shown = output.metadata?.c2s as Shown | undefined;
  if (shown?.caption) return "";
  if (shown?.figure !== undefined) {
    const { id, alt, caption } = shown.figure;
    const picture = await vector(id, alt, figures) ?? image(data, alt);
    const line = `<b>Figure ${escapeHtml(id)}.</b> ${
      caption === undefined
        ? ""
        : renderMarkdown(caption, id, notebooks).html.replace(/^<p>|<\/p>\s*$/g, "")
    }`;
    return `<figure id="figure-${id}">${picture}<figcaption>${line}</figcaption></figure>`;
  }
  if ("text/html" in data) return `<div class="html">${text(data["text/html"])}</div>`;
  if ("text/markdown" in data) {
    return renderMarkdown(text(data["text/markdown"]), "out", notebooks).html;
  }
  const picture = image(data, "");
  if (picture !== "") return picture;
  return "text/plain" in data ? block("plain", text(data["text/plain"])) : "";
}

/** Larger SVGs, such as pictures and charts of many points, go in as the notebook's picture. */
const vectorLimit = 150_000;

async function vector(id: string, alt: string, figures?: string): Promise<string | undefined> {
  if (figures === undefined) return undefined;
  let svg: string;
  try {
    svg = await Deno.readTextFile(join(figures, `${id}.svg`));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  if (svg.length > vectorLimit) return undefined;
  // Ids count anew in each figure; on one page they must differ.
  const own = svg.replace(/\bid="([^"]+)"/g, `id="${id}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${id}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${id}-$1"`);
  return /^<svg[^>]*aria-label=/.test(own)
    ? own
    : own.replace("<svg", `<svg role="img" aria-label="${escapeHtml(alt)}"`);
}

function image(data: Record<string, unknown>, alt: string): string {
  for (const type of ["image/png", "image/jpeg"]) {
    if (!(type in data)) continue;
    const bytes = text(data[type]).replace(/\s/g, "");
    return `<img src="data:${type};base64,${bytes}" alt="${escapeHtml(alt)}">`;
  }
  return typeof data["image/svg+xml"] === "string" ? data["image/svg+xml"] : "";
}

function block(kind: string, content: string): string {
  // deno-lint-ignore no-control-regex
  const plain = content.replace(/\x1b\[[0-9;]*m/g, "").trimEnd();
  return plain === "" ? "" : `<pre class="${kind}">${escapeHtml(plain)}</pre>`;
}

function text(value: unknown): string {
  return joined(value as Multiline);
}
