/**
 * Text as Markdown that shows exactly that text: names with `*`, `_` or `<` stay themselves, and what
 * looks like HTML does nothing.
 *
 * @param text The text, such as the name of a compound.
 *
 * @example
 * ```ts
 * import { escapeMarkdown } from "./escape_markdown.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(escapeMarkdown("siRNA_3 <new>"), "siRNA\\_3 \\<new\\>");
 * ```
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~$&]/g, "\\$&");
}

/**
 * The text of a sentence in Markdown for a terminal: bold words as they are, and what
 * {@link escapeMarkdown} has escaped.
 *
 * @param markdown A sentence without other markup than bold words.
 *
 * @example
 * ```ts
 * import { plainMarkdown } from "./escape_markdown.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(plainMarkdown("**Active:** siRNA\\_3."), "Active: siRNA_3.");
 * ```
 */
export function plainMarkdown(markdown: string): string {
  return markdown.replace(/\\([\\`*_{}[\]<>#|~$&])|\*\*/g, (_, escaped = "") => escaped);
}
