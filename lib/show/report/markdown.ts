import katex from "katex";
import { Marked, type TokenizerAndRendererExtension } from "marked";

/**
 * Markdown of a notebook as HTML: formulas become MathML, links to notebooks of the report become
 * links within it, and those to other notebooks plain text, because a report stands alone.
 *
 * HTML inside the Markdown is kept, because it is the notebooks' own.
 *
 * @param markdown The text of a cell or an output.
 * @param prefix Start of the headings' ids, different for each notebook.
 * @param notebooks Names of the notebooks in the report, without `.ipynb`; defaults to none.
 * @returns The HTML and its headings of the first two levels.
 *
 * @example
 * ```ts
 * import { renderMarkdown } from "./markdown.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { headings } = renderMarkdown("# What is a *cell*?", "nb03");
 * assertEquals(headings, [{ level: 1, id: "nb03-what-is-a-cell", text: "What is a cell?" }]);
 * ```
 */
export function renderMarkdown(
  markdown: string,
  prefix: string,
  notebooks: readonly string[] = [],
): { html: string; headings: Heading[] } {
  const headings: Heading[] = [];
  const marked = new Marked({ async: false, gfm: true }, {
    extensions: [blockFormula, inlineFormula],
    renderer: {
      heading({ tokens, depth }) {
        const inner = this.parser.parseInline(tokens);
        const text = decode(inner.replace(/<[^>]*>/g, ""));
        const slug = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
        const id = `${prefix}-${slug}`;
        if (depth <= 2) headings.push({ level: depth, id, text });
        return `<h${depth + 1} id="${id}">${inner}</h${depth + 1}>\n`;
      },
      link({ href, tokens }) {
        const notebook = /^(?:\.\/)?(\d\d-[^/]+)\.ipynb(?:#.*)?$/.exec(href);
        const text = this.parser.parseInline(tokens);
        if (notebook !== null && !notebooks.includes(notebook[1] as string)) return text;
        const target = notebook === null ? href : `#${notebook[1]}`;
        return `<a href="${target.replaceAll('"', "%22")}">${text}</a>`;
      },
    },
  });
  return { html: marked.parse(markdown) as string, headings };
}

/** A heading of the first or second level. */
export interface Heading {
  /** 1 or 2. */
  level: number;
  /** Anchor. */
  id: string;
  /** Its text without markup. */
  text: string;
}

const inlineFormula: TokenizerAndRendererExtension = {
  name: "inlineFormula",
  level: "inline",
  start: (source) => source.indexOf("$"),
  tokenizer(source) {
    const match = /^\$(?!\s)((?:\\.|[^$\\\n])+?)(?<!\s)\$(?!\d)/.exec(source);
    return match === null
      ? undefined
      : { type: "inlineFormula", raw: match[0], formula: match[1] as string };
  },
  renderer: (token) => formula(token.formula, false),
};

const blockFormula: TokenizerAndRendererExtension = {
  name: "blockFormula",
  level: "block",
  start: (source) => source.indexOf("$$"),
  tokenizer(source) {
    const match = /^\$\$([\s\S]+?)\$\$\s*(?:\n|$)/.exec(source);
    return match === null
      ? undefined
      : { type: "blockFormula", raw: match[0], formula: (match[1] as string).trim() };
  },
  renderer: (token) => `<p>${formula(token.formula, true)}</p>\n`,
};

function formula(tex: string, displayMode: boolean): string {
  // MathML needs no fonts and no script, and screen readers speak it.
  return katex.renderToString(tex, { displayMode, output: "mathml", throwOnError: false });
}

function decode(html: string): string {
  return html.replace(/&amp;/g, "&").replace(/&lt;/g, "<").replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"').replace(/&#39;/g, "'");
}
