import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";
import { palette } from "./theme.ts";

/** The box of one group, and the values behind it. */
export interface Box {
  /** The group. */
  name: string;
  /** Its values: every one is drawn. */
  values: ArrayLike<number>;
  /** First quartile. */
  q1: number;
  /** Median. */
  median: number;
  /** Third quartile. */
  q3: number;
  /** End of the lower whisker; values below are drawn as outliers. */
  lowWhisker: number;
  /** End of the upper whisker. */
  highWhisker: number;
  /** Where values would lie by chance: a grey band behind the box; defaults to none. */
  chance?: { low: number; high: number };
}

/** How boxes are drawn. */
export interface BoxPlotOptions {
  /** What is measured, with unit: title of the axis. */
  value: string;
  /** What the groups are; defaults to no title. */
  name?: string;
  /** Title of the figure; defaults to none. */
  title?: string;
  /** Ends of the axis; defaults to the range of what is drawn. */
  domain?: [number, number];
  /** Order: by median, largest first, or as given; defaults to `median`. */
  sort?: "median" | "given";
  /** A value to compare with, as a dashed line; defaults to none. */
  line?: number;
  /** Height of a row [px]; defaults to 20. */
  rowSize?: number;
}

/**
 * One horizontal box a group, with whiskers and every value as a point, outliers in orange.
 *
 * The box is drawn as it was computed (see `boxSummary` of profiles), so that figure and numbers
 * cannot disagree. Points step up and down beside the middle line so that few lie on one another.
 *
 * @param boxes One entry a group; those without values are refused.
 * @param options Meaning of the values, order.
 * @returns A Vega-Lite spec.
 * @throws {InputError} for no box, a name twice, or a box that is not finite.
 *
 * @example
 * ```ts
 * import { boxPlot } from "./box_plot.ts";
 * import { assert } from "@std/assert";
 *
 * const box = { q1: 2, median: 3, q3: 4, lowWhisker: 1, highWhisker: 5 };
 * const spec = boxPlot([{ name: "taxol", values: [1, 2, 3, 4, 5], ...box }], { value: "Area (px²)" });
 * assert("layer" in spec);
 * ```
 */
export function boxPlot(boxes: readonly Box[], options: BoxPlotOptions): TopLevelSpec {
  const { value, name, title, domain, sort = "median", line, rowSize = 20 } = options;
  check(boxes);
  const rows = sort === "given" ? [...boxes] : boxes.toSorted((a, b) => b.median - a.median);
  const summary = rows.map((box, row) => ({
    name: box.name,
    ...at(row, 0.26),
    row,
    ...round({ q1: box.q1, median: box.median, q3: box.q3 }),
    ...round({ from: box.lowWhisker, to: box.highWhisker }),
    n: box.values.length,
  }));
  const points = rows.flatMap((box, row) =>
    Array.from(box.values, (x, i) => ({
      name: box.name,
      ...round({ x }),
      row: Number((row + steps[i % steps.length]!).toFixed(2)),
      out: x < box.lowWhisker || x > box.highWhisker,
    }))
  );
  const chance = rows.flatMap(({ chance }, row) =>
    chance === undefined ? [] : [{ ...at(row, 0.45), ...round({ ...chance }) }]
  );
  const x = (field: string) => ({
    field,
    type: "quantitative" as const,
    title: value,
    scale: domain === undefined ? { zero: false } : { domain, nice: false },
  });
  const y = (field: string) => ({
    field,
    type: "quantitative" as const,
    title: name ?? null,
    scale: { domain: [rows.length - 0.5, -0.5], nice: false, zero: false },
    axis: {
      values: rows.map((_, row) => row),
      labelExpr: `${JSON.stringify(rows.map(({ name }) => name))}[datum.value]`,
      grid: false,
      ticks: false,
      domain: false,
      labelOverlap: false,
    },
  });
  const band = { y: y("top"), y2: { field: "bottom" } };
  const tooltip = ["name", "n", "q1", "median", "q3"].map((field) => ({ field }));
  return {
    ...(title === undefined ? {} : { title }),
    height: rows.length * rowSize,
    layer: [
      ...(chance.length === 0 ? [] : [{
        data: { values: chance },
        mark: { type: "rect" as const, color: "#E2E2E2" },
        encoding: { x: x("low"), x2: { field: "high" }, ...band },
      }]),
      ...(line === undefined ? [] : [{
        data: { values: [{ at: line }] },
        mark: { type: "rule" as const, color: "#666666", strokeDash: [4, 3] },
        encoding: { x: x("at") },
      }]),
      {
        data: { values: summary },
        mark: { type: "rule", color: palette.blue },
        encoding: { x: x("from"), x2: { field: "to" }, y: y("row") },
      },
      {
        data: { values: summary },
        mark: { type: "rect", color: "#CFE3F1", stroke: palette.blue },
        encoding: { x: x("q1"), x2: { field: "q3" }, ...band, tooltip },
      },
      {
        data: { values: points },
        mark: { type: "point", filled: true, size: 12, opacity: 0.75 },
        encoding: {
          x: x("x"),
          y: y("row"),
          color: { condition: { test: "datum.out", value: palette.red }, value: "#333333" },
          tooltip: [{ field: "name" }, { field: "x", title: value }],
        },
      },
      {
        data: { values: summary },
        mark: { type: "rule", color: palette.blue, strokeWidth: 2.5 },
        encoding: { x: x("median"), ...band },
      },
    ],
  };
}

/** Heights beside the middle line: neighbours in the list stand apart. */
const steps = [0, 0.14, -0.14, 0.07, -0.2, 0.2, -0.07];

function at(row: number, half: number): { top: number; bottom: number } {
  return { top: row - half, bottom: row + half };
}

function round<T extends Record<string, number>>(values: T): T {
  const rounded = Object.entries(values).map(([key, value]) => [key, Number(value.toPrecision(5))]);
  return Object.fromEntries(rounded) as T;
}

function check(boxes: readonly Box[]): void {
  const attempted = "Cannot draw the boxes", names = boxes.map(({ name }) => name);
  if (boxes.length === 0) throw new InputError(attempted, { found: "no box" });
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) throw new InputError(attempted, { found: `two boxes named ${twice}` });
  for (const [row, { name, q1, median, q3, lowWhisker, highWhisker }] of boxes.entries()) {
    if ([q1, median, q3, lowWhisker, highWhisker].every(Number.isFinite)) continue;
    throw new InputError(attempted, {
      row: row + 1,
      column: name,
      found: `quartiles ${q1}, ${median}, ${q3}`,
      allowed: "finite numbers; leave groups without values out",
    });
  }
}
