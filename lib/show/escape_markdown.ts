import { someNames } from "../core/some_names.ts";

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
 * A list of names in a sentence, as `someNames` has it, of a table that may hold what Markdown or HTML
 * would take for its own.
 *
 * @param names The names, as they stand in the table.
 * @param most How many are told; defaults to 5.
 *
 * @example
 * ```ts
 * import { someEscaped } from "./escape_markdown.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(someEscaped(["<b>", "a", "c"], 2), "\\<b\\>, a and 1 more");
 * ```
 */
export function someEscaped(names: readonly string[], most?: number): string {
  return someNames(names.map(escapeMarkdown), most);
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
