import { display } from "./display.ts";
import { escapeMarkdown } from "./escape_markdown.ts";
import { formatNumber } from "./number.ts";

/**
 * Shows Markdown in the notebook.
 *
 * @param markdown The text.
 *
 * @example
 * ```ts
 * import { showText } from "./text.ts";
 *
 * await showText("**Mind**: the plates are not randomised.");
 * ```
 */
export async function showText(markdown: string): Promise<void> {
  await display({ "text/markdown": markdown, "text/plain": markdown });
}

/**
 * A sentence with computed numbers: ``await finding`The screen has ${wells} wells.` ``
 *
 * Numbers get sensible digits; text is escaped, so that a name with `*` or `_` stays itself. What
 * a sentence claims must come from values, so one without any is an error.
 *
 * @throws {TypeError} where the sentence has no value in it.
 *
 * @example
 * ```ts
 * import { finding, percent } from "./text.ts";
 *
 * const wells = 384;
 * await finding`The plate has ${wells} wells, ${percent(64 / wells)} of them DMSO.`;
 * ```
 */
export async function finding(
  strings: TemplateStringsArray,
  ...values: AtLeastOne<number | bigint | string>
): Promise<void> {
  await showText(findingText(strings, ...values));
}

/**
 * The Markdown that {@link finding} shows.
 *
 * @example
 * ```ts
 * import { findingText } from "./text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findingText`${0.25} of ${"A_B"}`, "0.25 of A\\_B");
 * ```
 */
export function findingText(
  strings: TemplateStringsArray,
  ...values: AtLeastOne<number | bigint | string>
): string {
  if (values.length === 0) throw new TypeError("A finding needs at least one computed value");
  return String.raw({ raw: strings }, ...values.map(asText));
}

// So that a sentence without a value is a type error, in branches that are never run, too.
type AtLeastOne<T> = [T, ...T[]];

function asText(value: number | bigint | string): string {
  if (typeof value === "string") return escapeMarkdown(value);
  if (typeof value !== "number" || Number.isInteger(value)) return formatNumber(value);
  // A share such as 0.25 reads better without the zeros that fixed digits would add.
  return formatNumber(value).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
}

/**
 * A share as percentage, for use in a {@link finding}.
 *
 * @param share From 0 to 1.
 * @param decimals Defaults to 1, and to 0 for 0 % and 100 %.
 *
 * @example
 * ```ts
 * import { percent } from "./text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(percent(0.8157), "81.6 %");
 * ```
 */
export function percent(share: number, decimals?: number): string {
  const places = decimals ?? (share === 0 || share === 1 ? 0 : 1);
  return `${(share * 100).toFixed(places)} %`;
}

/**
 * The difference of two shares in percentage points, for use in a {@link finding}: what rises from 20 %
 * to 25 % rises by 5 points, or by a quarter, but not by 5 %.
 *
 * @param difference From −1 to 1.
 *
 * @example
 * ```ts
 * import { points } from "./text.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(points(0.049), "4.9 points");
 * assertEquals(points(-0.0981), "−9.8 points");
 * ```
 */
export function points(difference: number): string {
  const size = (Math.abs(difference) * 100).toFixed(1);
  return `${difference < 0 && size !== "0.0" ? "−" : ""}${size} points`;
}
