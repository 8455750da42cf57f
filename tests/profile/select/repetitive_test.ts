import { assertEquals } from "@std/assert";
import { repetitive } from "../../../lib/profile/select/repetitive.ts";

const rows = Array.from({ length: 1000 }, (_, i) => i);
const column = (value: (row: number) => number) =>
  repetitive(Float64Array.from(rows, value), 1, rows);

Deno.test("repetitive() finds a value that drowns the second most frequent one", () => {
  assertEquals(column((row) => row < 21 ? -5 : row), [0]); // 1 of 21 is less than .05
  assertEquals(column((row) => row < 20 ? -5 : row), []); // 1 of 20 is not
  assertEquals(column((row) => row < 42 ? -5 : row < 44 ? -6 : row), [0]);
});

Deno.test("repetitive() finds a single value among few rows, whatever the cuts", () => {
  assertEquals(repetitive(new Float64Array([5, 5, 5]), 1, [0, 1, 2]), [0]);
  assertEquals(repetitive(new Float64Array([5, 5, 6]), 1, [0, 1, 2]), []);
});

Deno.test("repetitive() finds few different values", () => {
  assertEquals(column((row) => row % 9), [0]);
  assertEquals(column((row) => row % 10), []);
});

Deno.test("repetitive() takes 0 and −0 for the same, and missing values for none", () => {
  assertEquals(column((row) => row < 21 ? (row % 2 === 0 ? 0 : -0) : row), [0]);
  assertEquals(column((row) => row < 9 ? row : NaN), [0]);
  assertEquals(column((row) => row < 10 ? row : NaN), []);
  assertEquals(column(() => NaN), [0]);
});

Deno.test("repetitive() finds a column of one value in a few rows, and leaves two values alone", () => {
  const few = (...values: number[]) =>
    repetitive(Float64Array.from(values), 1, values.map((_, i) => i));
  assertEquals([few(7, 7, 7), few(7), few(7, 8, 7)], [[0], [0], []]);
});
