import { escapeHtml } from "../html.ts";
import type { Heading } from "./markdown.ts";

/** A method as it was used. */
export interface MethodRow {
  /** Name of the function. */
  name: string;
  /** Its module below `lib`. */
  module: string;
  /** What it does, in a sentence. */
  summary: string;
  /** Numbers of the cells that use it so, from 1; none for a step before the notebook. */
  cells: number[];
  /** Settings that were given, with their values. */
  settings: { name: string; value: string }[];
  /** Settings that were not given, with what they default to. */
  defaults: { name: string; value: string }[];
}

/** A dataset to be cited. */
export interface Citation {
  /** Its heading. */
  title: string;
  /** What to cite. */
  citation: string;
  /** Under which licence it may be used. */
  licence: string;
  /** The page that describes it; defaults to none. */
  homepage?: string;
}

/** What stands behind the notebooks of a report. */
export interface Appendix {
  /** Methods of each notebook, by its name. */
  methods: { notebook: string; rows: MethodRow[] }[];
  /** Programs and packages with their versions. */
  software: { name: string; version: string }[];
  /** Data that were used. */
  data: Citation[];
}

/**
 * The sections of a report that a paper's methods are written from: methods with their settings,
 * software with versions, data with citations.
 *
 * @param appendix What was used.
 * @returns HTML, and the heading of each section.
 *
 * @example
 * ```ts
 * import { renderAppendix } from "./appendix.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { headings } = renderAppendix({ methods: [], software: [], data: [] });
 * assertEquals(headings.map(({ text }) => text), ["Methods", "Software", "Data"]);
 * ```
 */
export function renderAppendix(appendix: Appendix): { html: string; headings: Heading[] } {
  const sections: [string, string][] = [
    ["Methods", appendix.methods.filter(({ rows }) => rows.length > 0).map(methods).join("\n")],
    [
      "Software",
      table(["", "version"], appendix.software.map(({ name, version }) => [name, version])),
    ],
    ["Data", appendix.data.map(citation).join("\n")],
  ];
  return {
    headings: sections.map(([text]) => ({ level: 1, id: text.toLowerCase(), text })),
    html: sections.map(([title, inside]) =>
      `<section id="${title.toLowerCase()}">\n<h2>${title}</h2>\n${
        notes[title] ?? ""
      }${inside}\n</section>`
    ).join("\n"),
  };
}

const notes: Record<string, string> = {
  Methods: "<p>Read from the run itself: each call of the library that takes settings, with the " +
    "values they had when the notebook ended, also where these data did not come to it. Code stands " +
    "where a value was local to a function. " +
    "Settings in grey were left at what they default to, in the words of the documentation.</p>\n",
};

function methods({ notebook, rows }: Appendix["methods"][number]): string {
  const lines = rows.map(({ name, module, summary, cells, settings, defaults }) => {
    const list = (items: MethodRow["settings"]) =>
      items.map((one) => `${escapeHtml(one.name)}: ${escapeHtml(one.value)}`).join("; ");
    return `<tr><td><code title="lib/${escapeHtml(module)}">${escapeHtml(name)}</code></td>` +
      `<td>${escapeHtml(summary)}</td><td>${list(settings)}` +
      `${defaults.length === 0 ? "" : ` <span class="default">${list(defaults)}</span>`}</td>` +
      `<td>${cells.length === 0 ? "before" : cells.join(", ")}</td></tr>`;
  });
  return `<h3><a href="#${escapeHtml(notebook)}">${escapeHtml(notebook)}</a></h3>\n` +
    `<table><thead><tr><th>function</th><th>what it does</th><th>settings</th><th>cells</th></tr>` +
    `</thead><tbody>\n${lines.join("\n")}\n</tbody></table>`;
}

function citation({ title, citation, licence, homepage }: Citation): string {
  const page = homepage === undefined
    ? ""
    : ` <a href="${escapeHtml(homepage)}">${escapeHtml(homepage)}</a>`;
  return `<p><b>${escapeHtml(title)}.</b> ${escapeHtml(citation)} Licence: ${
    escapeHtml(licence)
  }.${page}</p>`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  return `<table><thead>${line(head, "th")}</thead><tbody>\n${
    rows.map((row) => line(row, "td")).join("\n")
  }\n</tbody></table>`;
}
