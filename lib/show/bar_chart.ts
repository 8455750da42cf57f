import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";
import { neutral, palette } from "./theme.ts";

/** One bar. */
export interface Bar {
  /** What the bar stands for. */
  name: string;
  /** Its length. */
  value: number;
  /** Lower end of its interval; drawn only together with `high`. */
  low?: number;
  /** Upper end of its interval. */
  high?: number;
}

/** How bars are drawn. */
export interface BarChartOptions {
  /** What the length means, with unit: title of the axis. */
  value: string;
  /** What the bars are; defaults to no title. */
  name?: string;
  /** Title of the figure; defaults to none. */
  title?: string;
  /** Order: by value, largest first, or as given; defaults to `value`. */
  sort?: "value" | "given";
  /** Names drawn in grey, such as a baseline or `DMSO`; defaults to none. */
  muted?: string[];
  /** Axis on a logarithmic scale, for values above 0; bars then are points. Defaults to false. */
  log?: boolean;
  /** Write each value at the end of its bar; defaults to true. */
  labels?: boolean;
  /** Values are shares and read as percentages; defaults to false. */
  percent?: boolean;
}

/**
 * Horizontal bars, the longest on top, with intervals where they are given.
 *
 * @param bars One entry a bar.
 * @param options Meaning of the length, order, what is muted.
 * @returns A Vega-Lite spec.
 * @throws {InputError} for no bar, a number that is not finite (or not above 0 on a logarithmic axis), or
 * a name twice.
 *
 * @example
 * ```ts
 * import { barChart } from "./bar_chart.ts";
 * import { assert } from "@std/assert";
 *
 * const spec = barChart([{ name: "DMSO", value: 330 }], { value: "Wells", muted: ["DMSO"] });
 * assert("layer" in spec);
 * ```
 */
export function barChart(bars: readonly Bar[], options: BarChartOptions): TopLevelSpec {
  const { value, name, title, sort = "value", muted = [], log = false, labels = true } = options;
  const { percent = false } = options;
  check(bars, log);
  const ordered = sort === "given" ? [...bars] : bars.toSorted((a, b) => b.value - a.value);
  const intervals = bars.some(hasInterval);
  const values = ordered.map((bar) => {
    const own = { ...bar, muted: muted.includes(bar.name) };
    if (!intervals) return own;
    // The number stands behind whatever is drawn farthest.
    return hasInterval(bar)
      ? { ...own, end: Math.max(bar.high, bar.value) }
      : { ...own, low: undefined, high: undefined, end: bar.value };
  });
  const x = {
    field: "value",
    type: "quantitative" as const,
    title: value,
    ...(log ? { scale: { type: "log" as const } } : {}),
    ...(percent ? { axis: { format: "%", tickCount: 5 } } : {}),
  };
  const color = {
    condition: { test: "datum.muted", value: neutral },
    value: palette.blue,
  };
  const marks = log
    ? { type: "point" as const, filled: true, size: 60, opacity: 1 }
    : { type: "bar" as const };
  return {
    ...(title === undefined ? {} : { title }),
    data: { values },
    height: { step: 18 },
    encoding: {
      y: {
        field: "name",
        type: "nominal",
        sort: null,
        title: name ?? null,
        axis: { grid: false, ticks: false, domain: !log },
      },
    },
    layer: [
      { mark: marks, encoding: { x, color, tooltip: [{ field: "name" }, { field: "value" }] } },
      ...(intervals
        ? [{
          mark: { type: "rule" as const, color: "#000000", strokeWidth: 1.5 },
          encoding: {
            x: { field: "low", type: "quantitative" as const, title: value },
            x2: { field: "high" },
          },
        }]
        : []),
      ...(labels
        ? [{
          mark: {
            type: "text" as const,
            align: "left" as const,
            dx: log ? 8 : 5,
            fontSize: 10,
          },
          encoding: {
            x: intervals ? { ...x, field: "end" } : x,
            text: {
              field: "value",
              type: "quantitative" as const,
              format: percent
                ? ".1~%"
                : bars.every((bar) => Number.isInteger(bar.value))
                ? ","
                : ".3~r",
            },
          },
        }]
        : []),
    ],
  };
}

function hasInterval(bar: Bar): bar is Bar & { low: number; high: number } {
  return bar.low !== undefined && bar.high !== undefined;
}

function check(bars: readonly Bar[], log: boolean): void {
  const attempted = "Cannot draw the bars", seen = new Set<string>();
  if (bars.length === 0) throw new InputError(attempted, { found: "no bar" });
  for (const [index, { name, value, low = value, high = value }] of bars.entries()) {
    const wrong = [value, low, high].filter((end) => !Number.isFinite(end) || log && end <= 0);
    if (wrong.length === 0 && !seen.has(name)) {
      seen.add(name);
      continue;
    }
    throw new InputError(attempted, {
      row: index + 1,
      column: name,
      found: wrong.length === 0 ? "the name twice" : wrong[0],
      allowed: `${
        log ? "numbers above 0 on a logarithmic axis" : "finite numbers"
      }, one bar a name`,
    });
  }
}
