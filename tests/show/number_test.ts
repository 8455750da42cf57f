import { assertEquals } from "@std/assert";
import { decimalsFor, formatFixed, formatNumber } from "../../lib/show/number.ts";

Deno.test("formatNumber() keeps whole numbers whole and groups from 10 000 on", () => {
  assertEquals([0, 7, 9999, 13200, -1234567].map((n) => formatNumber(n)), [
    "0",
    "7",
    "9999",
    "13\u202F200",
    "−1\u202F234\u202F567",
  ]);
});

Deno.test("formatNumber() shows three significant digits of fractions", () => {
  assertEquals([0.98765, 12.345, 123.456, 1234.56, 0.001234].map((n) => formatNumber(n)), [
    "0.988",
    "12.3",
    "123",
    "1235",
    "0.00123",
  ]);
  assertEquals(formatNumber(0.98765, 2), "0.99");
});

Deno.test("formatNumber() writes very small numbers with a power of ten", () => {
  assertEquals(formatNumber(-4.2e-7), "−4.20 × 10⁻⁷");
});

Deno.test("formatNumber() names what is no number", () => {
  assertEquals([NaN, Infinity, -Infinity].map((n) => formatNumber(n)), [
    "not a number",
    "Infinity",
    "−Infinity",
  ]);
});

Deno.test("formatFixed() pads to the decimals asked for", () => {
  assertEquals(formatFixed(12345.5, 2), "12\u202F345.50");
  assertEquals(decimalsFor(0.0123), 4);
  assertEquals(decimalsFor(0), 0);
});
