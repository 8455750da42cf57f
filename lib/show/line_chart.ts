import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";

/** One line. */
export interface Series {
  /** Name in the legend. */
  name: string;
  /** Positions. */
  x: ArrayLike<number>;
  /** Values, as many as positions. */
  y: ArrayLike<number>;
  /** Lower end of the band around the line; drawn only together with `high`. */
  low?: ArrayLike<number>;
  /** Upper end of the band. */
  high?: ArrayLike<number>;
}

/** How lines are drawn. */
export interface LineChartOptions {
  /** Title of the horizontal axis, with unit. */
  x: string;
  /** Title of the vertical axis, with unit. */
  y: string;
  /** Title of the figure; defaults to none. */
  title?: string;
  /** Ends of the vertical axis; defaults to the range of the values. */
  yDomain?: [number, number];
  /** Points on the lines; defaults to true for lines of at most 30 positions. */
  points?: boolean;
  /** Both axes on logarithmic scales, for values above 0; defaults to false. */
  log?: boolean;
}

/**
 * Lines over a common axis, with bands of uncertainty where they are given.
 *
 * @param series One entry a line.
 * @param options Titles of the axes.
 * @returns A Vega-Lite spec.
 * @throws {InputError} where a line has unlike numbers of positions and values.
 *
 * @example
 * ```ts
 * import { lineChart } from "./line_chart.ts";
 * import { assert } from "@std/assert";
 *
 * const spec = lineChart([{ name: "loss", x: [1, 2], y: [0.9, 0.5] }], { x: "Epoch", y: "Loss" });
 * assert("layer" in spec);
 * ```
 */
export function lineChart(series: readonly Series[], options: LineChartOptions): TopLevelSpec {
  const values = series.flatMap(({ name, x, y, low, high }) => {
    for (const other of [y, low, high]) {
      if (other !== undefined && other.length !== x.length) {
        throw new InputError("Cannot draw the line", {
          column: name,
          found: `${x.length} positions and ${other.length} values`,
          allowed: "as many values as positions",
        });
      }
    }
    return Array.from(x, (at, i) => ({
      name,
      x: at,
      y: y[i],
      ...(low === undefined || high === undefined ? {} : { low: low[i], high: high[i] }),
    }));
  });
  const points = options.points ?? series.every((line) => line.x.length <= 30);
  const color = {
    field: "name",
    type: "nominal" as const,
    sort: null,
    title: null,
    legend: series.length > 1 ? { symbolOpacity: 1, symbolType: "stroke" } : null,
  };
  const whole = values.every((value) => Number.isInteger(value.x));
  const { log = false } = options, type = log ? { type: "log" as const } : {};
  const scale = { ...type, zero: false, ...(options.yDomain ? { domain: options.yDomain } : {}) };
  const y = { field: "y", type: "quantitative" as const, title: options.y, scale };
  return {
    ...(options.title === undefined ? {} : { title: options.title }),
    data: { values },
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        title: options.x,
        scale: { ...type, zero: false, nice: false },
        ...(whole && !log ? { axis: { tickMinStep: 1, format: "d" } } : {}),
      },
    },
    layer: [
      ...(values.some((value) => "low" in value)
        ? [{
          mark: { type: "area" as const, opacity: 0.2 },
          encoding: {
            y: { field: "low", type: "quantitative" as const, title: options.y, scale },
            y2: { field: "high" },
            color,
          },
        }]
        : []),
      { mark: { type: "line", point: points }, encoding: { y, color } },
    ],
  };
}
