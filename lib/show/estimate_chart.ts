import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";
import { palette } from "./theme.ts";

/** A number with its interval, beside what chance gives. */
export interface EstimateRow {
  /** What was estimated. */
  name: string;
  /** The number. */
  value: number;
  /** Its interval; defaults to none. */
  interval?: { low: number; high: number };
  /** Where it lies by chance; defaults to none. */
  chance?: { low: number; high: number };
  /** What colours the point; rows of one name and several series lie close; defaults to none. */
  series?: string;
}

/** How estimates are drawn. */
export interface EstimateChartOptions {
  /** What the numbers are, with unit: title of the axis. */
  value: string;
  /** Title of the figure; defaults to none. */
  title?: string;
  /** A value to compare all with, such as 0; defaults to none. */
  line?: number;
  /** Height of a row [px]; defaults to 22. */
  rowSize?: number;
}

/**
 * Points with intervals, one row a name, each on a grey band where chance puts it.
 *
 * @param rows Estimates, in the order of the figure from top to bottom.
 * @param options Titles, line.
 * @returns A Vega-Lite spec.
 * @throws {InputError} for no row, a number that is not finite, or a name twice in a series.
 *
 * @example
 * ```ts
 * import { estimateChart } from "./estimate_chart.ts";
 * import { assert } from "@std/assert";
 *
 * const row = { name: "Mantel", value: 0.2, interval: { low: 0.1, high: 0.3 } };
 * const chance = { low: -0.1, high: 0.1 };
 * assert("layer" in estimateChart([{ ...row, chance }], { value: "r", line: 0 }));
 * ```
 */
export function estimateChart(
  rows: readonly EstimateRow[],
  { value, title, line, rowSize = 22 }: EstimateChartOptions,
): TopLevelSpec {
  check(rows);
  const names = [...new Set(rows.map(({ name }) => name))];
  const series = [...new Set(rows.map((row) => row.series ?? ""))], many = series.length > 1;
  const half = many ? 0.36 / series.length : 0.3;
  const values = rows.map(({ name, value, interval, chance, series: own = "" }) => {
    const place = series.indexOf(own) - (series.length - 1) / 2;
    const row = names.indexOf(name) + place * (many ? 0.8 / series.length : 0);
    return {
      name,
      series: own,
      value,
      row,
      top: row - half,
      bottom: row + half,
      ...interval === undefined ? {} : { low: interval.low, high: interval.high },
      ...chance === undefined ? {} : { from: chance.low, to: chance.high },
    };
  });
  const bands = values.filter(({ from }) => from !== undefined);
  const lines = values.filter(({ low }) => low !== undefined);
  const x = (field: string) => (
    { field, type: "quantitative" as const, title: value, scale: { zero: false } }
  );
  const y = (field: string) => ({
    field,
    type: "quantitative" as const,
    title: null,
    scale: { domain: [names.length - 0.5, -0.5], nice: false, zero: false },
    axis: {
      values: names.map((_, row) => row),
      labelExpr: `${JSON.stringify(names)}[datum.value]`,
      grid: false,
      ticks: false,
      domain: false,
      labelOverlap: false,
    },
  });
  const color = many
    ? {
      color: {
        field: "series",
        type: "nominal" as const,
        title: null,
        sort: null,
        legend: { labelLimit: 400 },
      },
    }
    : {};
  const mark = many ? {} : { color: palette.blue };
  return {
    ...(title === undefined ? {} : { title }),
    height: names.length * rowSize,
    layer: [
      ...(bands.length === 0 ? [] : [{
        data: { values: bands },
        mark: { type: "rect" as const, color: "#E2E2E2" },
        encoding: { x: x("from"), x2: { field: "to" }, y: y("top"), y2: { field: "bottom" } },
      }]),
      ...(line === undefined ? [] : [{
        data: { values: [{ at: line }] },
        mark: { type: "rule" as const, color: "#666666", strokeDash: [4, 3] },
        encoding: { x: x("at") },
      }]),
      ...(lines.length === 0 ? [] : [{
        data: { values: lines },
        mark: { type: "rule" as const, strokeWidth: 1.5, ...mark },
        encoding: { x: x("low"), x2: { field: "high" }, y: y("row"), ...color },
      }]),
      {
        data: { values },
        mark: { type: "point" as const, filled: true, size: 45, opacity: 1, ...mark },
        encoding: {
          x: x("value"),
          y: y("row"),
          ...color,
          tooltip: ["name", "series", "value", "low", "high", "from", "to"]
            .map((field) => ({ field, type: "nominal" as const })),
        },
      },
    ],
  };
}

function check(rows: readonly EstimateRow[]): void {
  const attempted = "Cannot draw estimates";
  if (rows.length === 0) throw new InputError(attempted, { found: "no row" });
  const seen = new Set<string>();
  for (const [index, { name, value, interval, chance, series = "" }] of rows.entries()) {
    const ends = [value, ...[interval, chance].flatMap((one) => one ? [one.low, one.high] : [])];
    const wrong = ends.find((end) => !Number.isFinite(end)), key = `${name}\n${series}`;
    if (wrong === undefined && !seen.has(key)) {
      seen.add(key);
      continue;
    }
    throw new InputError(attempted, {
      row: index + 1,
      column: name,
      found: wrong === undefined ? "the name twice in a series" : wrong,
      allowed: "finite numbers, one row a name and series",
    });
  }
}
