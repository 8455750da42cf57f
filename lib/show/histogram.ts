import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";
import { palette } from "./theme.ts";

/** How a histogram is drawn. */
export interface HistogramOptions {
  /** What is counted over, with unit: title of the horizontal axis. */
  value: string;
  /** What is counted; defaults to `Count`. */
  count?: string;
  /** Title of the figure; defaults to none. */
  title?: string;
  /** Number of bins; defaults to 40. */
  bins?: number;
  /** Range of the bins; values outside are counted in the end bins. Defaults to all values. */
  domain?: [number, number];
  /** Count on a logarithmic axis, where empty bins stay empty; defaults to false. */
  log?: boolean;
  /** Shares instead of counts, to compare groups of unlike size; defaults to false. */
  share?: boolean;
  /** A value to compare with, drawn as a line; defaults to none. */
  line?: number;
}

/**
 * How often values fall into equal bins, one outline for each group.
 *
 * The counting is done here, so that the spec stays small however many values there are.
 *
 * @param groups Values, or values by the name of their group. Values that are not finite are an error.
 * @param options Meaning of the values, bins.
 * @returns A Vega-Lite spec.
 * @throws {InputError} for no values or values that are not finite.
 *
 * @example
 * ```ts
 * import { histogram } from "./histogram.ts";
 * import { assert } from "@std/assert";
 *
 * assert("encoding" in histogram([1, 2, 2, 3], { value: "Cells a field", bins: 3 }));
 * ```
 */
export function histogram(
  groups: ArrayLike<number> | Record<string, ArrayLike<number>>,
  options: HistogramOptions,
): TopLevelSpec {
  const { value, count = "Count", title, bins = 40, log = false, share = false } = options;
  const { line } = options;
  const named = isValues(groups) ? { all: groups } : groups;
  const all = extent(named), [low, high] = options.domain ?? all;
  const width = (high - low) / bins || 1;
  const values = Object.entries(named).flatMap(([group, numbers]) => {
    const counts = new Array<number>(bins).fill(0);
    for (let i = 0; i < numbers.length; i++) {
      const bin = Math.floor(((numbers[i] as number) - low) / width);
      const at = Math.min(bins - 1, Math.max(0, bin));
      counts[at] = (counts[at] as number) + 1;
    }
    return counts.map((n, bin) => ({
      group,
      from: round(low + bin * width),
      to: round(low + (bin + 1) * width),
      n: share ? n / numbers.length : n,
    })).filter(({ n }) => n > 0 || !log);
  });
  const many = Object.keys(named).length > 1;
  const bars = {
    data: { values },
    mark: { type: "bar" as const, binSpacing: 0, ...(many ? { opacity: 0.55 } : {}) },
    encoding: {
      x: { field: "from", bin: { binned: true }, title: value, axis: { grid: false } },
      x2: { field: "to" },
      y: {
        field: "n",
        type: "quantitative" as const,
        stack: null,
        title: share ? "Share" : count,
        ...(log ? { scale: { type: "log" as const } } : {}),
      },
      ...(many ? { color: { field: "group", type: "nominal" as const, title: null } } : {}),
    },
  };
  const head = title === undefined ? {} : { title };
  if (line === undefined) return { ...head, ...bars };
  const rule = {
    data: { values: [{ at: line }] },
    mark: { type: "rule" as const, color: palette.red, strokeWidth: 2 },
    encoding: { x: { field: "at", type: "quantitative" as const, title: value } },
  };
  return { ...head, layer: [bars, rule] };
}

function isValues(
  groups: ArrayLike<number> | Record<string, ArrayLike<number>>,
): groups is ArrayLike<number> {
  return typeof groups.length === "number";
}

function extent(groups: Record<string, ArrayLike<number>>): [number, number] {
  let low = Infinity, high = -Infinity;
  for (const [group, numbers] of Object.entries(groups)) {
    for (let i = 0; i < numbers.length; i++) {
      const value = numbers[i] as number;
      if (!Number.isFinite(value)) {
        throw new InputError("Cannot draw the histogram", {
          row: i + 1,
          column: group,
          found: value,
          allowed: "finite numbers",
        });
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) throw new InputError("Cannot draw the histogram", { found: "no values" });
  return [low, high];
}

function round(value: number): number {
  return Number(value.toPrecision(8));
}
