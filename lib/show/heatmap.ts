import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { clampedColour } from "./clamped_colour.ts";
import { formatNumber } from "./number.ts";

/** How a heatmap is drawn. */
export interface HeatmapOptions {
  /** What the colour means, with unit: head of the legend. */
  value: string;
  /** Name of each row. */
  rows: readonly string[];
  /** Name of each column; defaults to the rows' for a square matrix. */
  columns?: readonly string[];
  /** Titles of the two axes; default to none. */
  rowTitle?: string;
  /** Title of the columns. */
  columnTitle?: string;
  /** Title of the figure; defaults to none. */
  title?: string;
  /**
   * Ends of the colour scale; values beyond take the colour of the end, and the legend says so.
   * Defaults to the range of the values.
   */
  domain?: [number, number];
  /** Value in the middle of a two-sided scale; defaults to a one-sided scale. */
  middle?: number;
  /** Write the number into each cell; defaults to false. */
  labels?: boolean;
  /** Size of a cell [px]; defaults to what makes the longer side 480 px, from 8 to 40. */
  cellSize?: number;
}

/**
 * A matrix in colour, in the order given.
 *
 * @param matrix Values [rows × columns]; what is not finite stays empty.
 * @param options Names, meaning of the colour.
 * @returns A Vega-Lite spec.
 * @throws {InputError} where the names do not fit the matrix or occur twice.
 *
 * @example
 * ```ts
 * import { heatmap } from "./heatmap.ts";
 * import { assert } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 2, data: new Float64Array([1, 0, 0, 1]) };
 * assert("layer" in heatmap(matrix, { value: "Similarity", rows: ["a", "b"] }));
 * ```
 */
export function heatmap(
  matrix: Matrix<Float32Array> | Matrix<Float64Array>,
  options: HeatmapOptions,
): TopLevelSpec {
  const { value, rows, columns = rows, rowTitle, columnTitle, title, domain, middle } = options;
  check("rows", rows, matrix.rows);
  check("columns", columns, matrix.cols);
  const size = options.cellSize ??
    Math.min(40, Math.max(8, Math.round(480 / Math.max(matrix.rows, matrix.cols))));
  const alike = matrix.data.every((v) => Math.abs(v) < 10 || !Number.isFinite(v));
  const values = Array.from(matrix.data, (v, i) => ({
    r: rows[Math.floor(i / matrix.cols)],
    c: columns[i % matrix.cols],
    v: Number(v.toPrecision(4)),
    ...(options.labels && !alike ? { text: formatNumber(v) } : {}),
  })).filter(({ v }) => Number.isFinite(v));
  const axis = { grid: false, ticks: false, domain: false, labelOverlap: true };
  const { scale: ends, legend } = clampedColour(matrix.data, domain, middle);
  const scale = {
    ...ends,
    ...(middle === undefined ? {} : { domainMid: middle, scheme: "blueorange" as const }),
  };
  return {
    ...(title === undefined ? {} : { title }),
    data: { values },
    width: { step: size },
    height: { step: size },
    encoding: {
      x: {
        field: "c",
        type: "nominal",
        sort: null,
        title: columnTitle ?? null,
        scale: { domain: [...columns] },
        axis: { ...axis, labelAngle: -90 },
      },
      y: {
        field: "r",
        type: "nominal",
        sort: null,
        title: rowTitle ?? null,
        scale: { domain: [...rows] },
        axis,
      },
    },
    layer: [
      {
        mark: { type: "rect" },
        encoding: {
          color: { field: "v", type: "quantitative", title: value, scale, legend },
          tooltip: [{ field: "r" }, { field: "c" }, { field: "v", title: value }],
        },
      },
      ...(options.labels
        ? [{
          mark: { type: "text" as const, fontSize: Math.max(7, size * 0.3), stroke: null },
          encoding: {
            text: alike
              ? { field: "v", type: "quantitative" as const, format: ".2f" }
              : { field: "text", type: "nominal" as const },
            color: {
              value: "#FFFFFF",
              condition: { test: dark(values, options), value: "#000000" },
            },
          },
        }]
        : []),
    ],
  };
}

/** Black reads on the light cells: the upper half of viridis, the middle of a two-sided scale. */
function dark(values: { v: number }[], { domain, middle }: HeatmapOptions): string {
  let [low, high] = domain ?? [Infinity, -Infinity];
  if (domain === undefined) {
    for (const { v } of values) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
  }
  if (middle === undefined) return `datum.v > ${(low + high) / 2}`;
  return `abs(datum.v - ${middle}) < ${Math.max(high - middle, middle - low) * 0.6}`;
}

function check(what: string, names: readonly string[], length: number): void {
  if (names.length !== length || new Set(names).size !== length) {
    throw new InputError("Cannot draw the heatmap", {
      column: what,
      found: `${names.length} names, ${new Set(names).size} of them different`,
      allowed: `${length} different names`,
    });
  }
}
