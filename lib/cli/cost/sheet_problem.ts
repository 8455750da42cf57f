/** What is wrong with a sheet, and where. */
export interface SheetProblem {
  /** Path in the JSON, for example `perField[2].seconds`. */
  column: string;
  /** What stands there. */
  found: unknown;
  /** What is allowed there. */
  allowed: string;
}

type Check = readonly [is: (value: unknown) => boolean, allowed: string];

const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value);
const above: Check = [(value) => isNumber(value) && value > 0, "a number above 0"];
const least: Check = [(value) => isNumber(value) && value >= 0, "a number from 0"];
const listOf = ([is, allowed]: Check, count?: number): Check => [
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every(is) &&
    (count === undefined || value.length === count),
  `${count ?? "one or more"}, each ${allowed}`,
];
const oneOf = (words: readonly string[]): Check => [
  (value) => words.includes(value as string),
  words.join(", "),
];
const name: Check = [(value) => typeof value === "string" && value !== "", "a name"];
const orNone = ([is, allowed]: Check): Check => [
  (value) => value === undefined || is(value),
  `${allowed}, or nothing`,
];

const sheetChecks: Record<string, Check> = {
  ...Object.fromEntries(
    ["threads", "width", "height", "channels", "fields", "cells", "features", "togetherPeak"]
      .map((column) => [column, above]),
  ),
  method: orNone(name),
  network: orNone(name),
  perField: [Array.isArray, "a list of steps"],
  together: [Array.isArray, "a list of steps"],
};
const fieldChecks: Record<string, Check> = {
  seconds: listOf(least),
  start: least,
  "memory.before": least,
  "memory.peak": least,
  bytes: least,
  leaves: oneOf(["field", "plate"]),
};
const togetherChecks: Record<string, Check> = {
  step: name,
  wells: listOf(above, 2),
  seconds: listOf(above, 2),
};

/**
 * The first thing that a sheet of costs lacks or has wrong.
 *
 * @param sheet What JSON holds.
 * @param steps Names of the steps that go through fields.
 * @returns undefined where all is there.
 *
 * @example
 * ```ts
 * import { sheetProblem } from "./sheet_problem.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sheetProblem({ threads: 0 }, ["segment"]), {
 *   column: "threads",
 *   found: 0,
 *   allowed: "a number above 0",
 * });
 * ```
 */
export function sheetProblem(
  sheet: unknown,
  steps: readonly string[],
): SheetProblem | undefined {
  const { perField, together } = (sheet ?? {}) as Record<string, unknown>;
  const each = (list: unknown, place: string, checks: Record<string, Check>) =>
    Array.isArray(list) ? list.map((entry, i) => problemOf(entry, `${place}[${i}].`, checks)) : [];
  return [
    problemOf(sheet, "", sheetChecks),
    ...each(perField, "perField", { step: oneOf(steps), ...fieldChecks }),
    ...each(together, "together", togetherChecks),
  ].find((problem) => problem !== undefined);
}

function problemOf(
  value: unknown,
  place: string,
  checks: Record<string, Check>,
): SheetProblem | undefined {
  for (const [path, [is, allowed]] of Object.entries(checks)) {
    const found = path.split(".").reduce<unknown>(
      (part, key) => (part as Record<string, unknown> | null | undefined)?.[key],
      value,
    );
    if (!is(found)) return { column: `${place}${path}`, found, allowed };
  }
  return undefined;
}
