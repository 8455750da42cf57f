import { basename } from "node:path";
import { writeAtomic } from "../core/files.ts";
import { escapeMarkdown } from "./escape_markdown.ts";
import { fontFiles } from "./fonts.ts";
import { escapeHtml } from "./html.ts";
import { joined, type Notebook, readNotebook } from "./notebook.ts";
import { duration } from "./progress.ts";
import { type Appendix, renderAppendix } from "./report/appendix.ts";
import { allFigures, type NotebookFigure } from "./report/figures.ts";
import { type Heading, renderMarkdown } from "./report/markdown.ts";
import { type OutputOptions, renderOutput } from "./report/output.ts";
import { reportStyle } from "./report/style.ts";

/** What {@link writeReport} is told. */
export interface ReportOptions {
  /** Where the report goes. */
  path: string;
  /** Folder of the exported figures; defaults to none: figures as the notebooks hold them. */
  figures?: string;
  /** Methods, software and data, as sections at the end; defaults to none. */
  appendix?: Appendix;
  /** Head of the report; defaults to `Cell2Structure`. */
  title?: string;
  /** What is found in short, as Markdown, before everything else; defaults to none. */
  summary?: string;
  /** Cells with one of these tags are left out; defaults to none. */
  leaveOut?: readonly string[];
}

/**
 * Makes one HTML file of executed notebooks that needs no other file and no network.
 *
 * Code is folded; figures, tables, findings and errors are open.
 *
 * @param notebooks Paths of the executed notebooks, in order.
 * @param options Where the report goes.
 * @throws {InputError} for a file that is no notebook.
 *
 * @example
 * ```ts
 * import { writeReport } from "./report.ts";
 * import { assert } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${folder}/01-a.ipynb`, '{ "cells": [], "metadata": {} }');
 * await writeReport([`${folder}/01-a.ipynb`], { path: `${folder}/report.html` });
 * assert((await Deno.stat(`${folder}/report.html`)).isFile);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function writeReport(
  notebooks: readonly string[],
  options: ReportOptions,
): Promise<void> {
  const { title = "Cell2Structure", figures, path, appendix, summary, leaveOut = [] } = options;
  const sections: Section[] = [], shown: NotebookFigure[] = [];
  const names = notebooks.map((file) => basename(file, ".ipynb"));
  for (const file of notebooks) {
    const notebook = await readNotebook(file);
    const cells = notebook.cells.filter(({ metadata }) =>
      !metadata?.tags?.some((tag) => leaveOut.includes(tag))
    );
    const within = { notebooks: names, ...(figures === undefined ? {} : { figures }) };
    sections.push(await section(basename(file, ".ipynb"), { ...notebook, cells }, within));
    shown.push(...allFigures([{ path: file, cells }]));
  }
  const behind = appendix === undefined ? undefined : renderAppendix(appendix);
  const html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${await fontFaces()}${reportStyle}</style>
</head>
<body>
<nav aria-label="Contents"><ol>${sections.map(contents).join("")}</ol>
<ol class="part">${
    [...(shown.length === 0 ? [] : [figuresHeading]), ...behind?.headings ?? []]
      .map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`).join("")
  }</ol></nav>
<main>
<h1>${escapeHtml(title)}</h1>
${
    summary === undefined
      ? ""
      : `<section id="in-short">\n<h2>In short</h2>\n${
        renderMarkdown(summary, "in-short").html
      }</section>`
  }
${sections.map(({ html }) => html).join("\n")}
${shown.length === 0 ? "" : figureList(shown, names)}
${behind?.html ?? ""}
</main>
</body>
</html>
`;
  await writeAtomic(path, html);
}

interface Section {
  name: string;
  headings: Heading[];
  html: string;
}

async function section(
  name: string,
  notebook: Notebook,
  options: OutputOptions,
): Promise<Section> {
  const headings: Heading[] = [];
  const parts = [about(notebook)];
  for (const [index, cell] of notebook.cells.entries()) {
    const source = joined(cell.source);
    if (cell.cell_type === "markdown") {
      const rendered = renderMarkdown(source, name, options.notebooks);
      headings.push(...rendered.headings);
      parts.push(rendered.html);
      const solved = notebook.metadata.c2s?.solutions?.filter((one) => one.cell === index + 1) ??
        [];
      for (const { outputs } of solved) {
        const shown = await Promise.all(outputs.map((output) => renderOutput(output, options)));
        parts.push(
          `<details><summary>What the solution shows</summary>${shown.join("")}</details>`,
        );
      }
    } else if (cell.cell_type === "code") {
      const lines = source.split("\n").length;
      parts.push(
        `<details class="code"><summary>Code, ${lines} line${lines === 1 ? "" : "s"}</summary>` +
          `<pre><code>${escapeHtml(source)}</code></pre></details>`,
      );
      for (const output of cell.outputs ?? []) parts.push(await renderOutput(output, options));
    }
  }
  const html = `<section id="${escapeHtml(name)}">\n${
    parts.filter((part) => part !== "").join("\n")
  }\n</section>`;
  return { name, headings, html };
}

function about({ metadata: { c2s } }: Notebook): string {
  if (c2s?.began === undefined) return "";
  const when = new Date(c2s.began * 1000).toISOString().slice(0, 16).replace("T", " ");
  const data = c2s.data === undefined ? "" : ` on ${escapeHtml(c2s.data)} data`;
  const end = c2s.ok ? "" : ' <b class="failed">It did not run to its end.</b>';
  return `<p class="about">Run ${when} UTC${data}; its cells took ${
    duration(c2s.seconds ?? 0)
  }.${end}</p>`;
}

function contents({ name, headings }: Section): string {
  const first = headings.find(({ level }) => level === 1);
  const rest = headings.filter(({ level }) => level === 2)
    .map(({ id, text }) => `<li><a href="#${id}">${escapeHtml(text)}</a></li>`).join("");
  return `<li><a href="#${escapeHtml(name)}">${escapeHtml(first?.text ?? name)}</a>${
    rest === "" ? "" : `<ol>${rest}</ol>`
  }</li>`;
}

const figuresHeading: Heading = { level: 1, id: "figures", text: "Figures" };

function figureList(figures: readonly NotebookFigure[], notebooks: readonly string[]): string {
  const lines = figures.map(({ id, caption, alt, notebook }) =>
    `<li><a href="#figure-${id}"><b>${escapeHtml(id)}</b></a> ${
      // A caption is Markdown, an alternative text is text.
      renderMarkdown(caption ?? escapeMarkdown(alt), id, notebooks).html
        .replace(/^<p>|<\/p>\s*$/g, "")} <span class="default">${escapeHtml(notebook)}</span></li>`
  );
  return `<section id="figures">\n<h2>Figures</h2>\n<ul>${lines.join("\n")}</ul>\n</section>`;
}

async function fontFaces(): Promise<string> {
  const face = async (path: string, weight: number) => {
    const bytes = (await Deno.readFile(path)).toBase64();
    return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/ttf;base64,${bytes}); }\n`;
  };
  return await face(fontFiles.regular, 400) + await face(fontFiles.bold, 700);
}
