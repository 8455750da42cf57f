const narrowSpace = "\u202F";

/**
 * A number as text with as many digits as make sense: whole numbers whole, thousands grouped from
 * 10 000 on by a narrow space, others with three significant digits.
 *
 * @param value The number.
 * @param digits Significant digits of numbers that are not whole; defaults to 3.
 *
 * @example
 * ```ts
 * import { formatNumber } from "./number.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatNumber(13200), "13\u202F200");
 * assertEquals(formatNumber(0.81553), "0.816");
 * assertEquals(formatNumber(-1234.6), "−1235");
 * assertEquals(formatNumber(0.0000123), "1.23 × 10⁻⁵");
 * ```
 */
export function formatNumber(value: number | bigint, digits = 3): string {
  if (typeof value === "bigint" || Number.isInteger(value)) return group(String(value));
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : sign(String(value));
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent < -4 || exponent > 14) return scientific(value, digits);
  return group(value.toFixed(decimalsFor(value, digits)));
}

/**
 * How many decimals show a number with the given significant digits.
 *
 * @param value The number.
 * @param digits Significant digits; defaults to 3.
 *
 * @example
 * ```ts
 * import { decimalsFor } from "./number.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(decimalsFor(0.0123), 4);
 * ```
 */
export function decimalsFor(value: number, digits = 3): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  return Math.min(12, Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value)))));
}

/**
 * A number with a fixed count of decimals, grouped as {@link formatNumber} does.
 *
 * @param value The number.
 * @param decimals How many digits follow the point.
 *
 * @example
 * ```ts
 * import { formatFixed } from "./number.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatFixed(-0.5, 2), "−0.50");
 * ```
 */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  return group(value.toFixed(decimals));
}

function scientific(value: number, digits: number): string {
  const [mantissa = "", exponent = ""] = value.toExponential(digits - 1).split("e");
  const raised = [...exponent.replace("+", "")].map((char) =>
    char === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(char)]
  );
  return `${sign(mantissa)} × 10${raised.join("")}`;
}

function group(text: string): string {
  const [whole = "", fraction] = text.split(".");
  const long = whole.replace("-", "").length > 4;
  const grouped = long ? whole.replace(/\B(?=(\d{3})+$)/g, narrowSpace) : whole;
  return sign(fraction === undefined ? grouped : `${grouped}.${fraction}`);
}

function sign(text: string): string {
  return text.replace("-", "−");
}
