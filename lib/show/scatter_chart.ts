import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";
import { type LabelSide, placeLabels } from "./place_labels.ts";

/** One point. */
export interface Point {
  /** Horizontal position. */
  x: number;
  /** Vertical position. */
  y: number;
  /** What colours the point; defaults to one colour for all. */
  group?: string;
  /** Shown when the pointer is on it; defaults to none. */
  label?: string;
  /** Interval of `x`; defaults to none. */
  xRange?: readonly [low: number, high: number];
  /** Interval of `y`; defaults to none. */
  yRange?: readonly [low: number, high: number];
}

/** How points are drawn. */
export interface ScatterChartOptions {
  /** Title of the horizontal axis, with unit. */
  x: string;
  /** Title of the vertical axis, with unit. */
  y: string;
  /** Title of the figure; defaults to none. */
  title?: string;
  /**
   * Both axes of one range, which holds 0 and all that is drawn, with a line where y = x; defaults to
   * false.
   */
  diagonal?: boolean;
  /** Each label written beside its point, for a few points; defaults to false. */
  labels?: boolean;
}

/** Size of the plane where labels are written, px. */
const width = 440, height = 340;

/**
 * Points in a plane, by group, with the intervals that they have.
 *
 * @param points One entry a point.
 * @param options Titles of the axes, diagonal.
 * @returns A Vega-Lite spec.
 * @throws {InputError} for a position or an interval that is not finite: leave such a point out, and say
 * so.
 *
 * @example
 * ```ts
 * import { scatterChart } from "./scatter_chart.ts";
 * import { assert } from "@std/assert";
 *
 * const spec = scatterChart([{ x: 5, y: 2 }], { x: "Before", y: "After", diagonal: true });
 * assert("layer" in spec);
 * ```
 */
export function scatterChart(
  points: readonly Point[],
  { x, y, title, diagonal = false, labels = false }: ScatterChartOptions,
): TopLevelSpec {
  check(points);
  const grey = "#8C8C8C";
  const grouped = points.some(({ group }) => group !== undefined);
  const square = diagonal ? commonRange(points) : [];
  const scaleOf = (axis: "x" | "y") =>
    diagonal
      ? { domain: square, nice: false }
      : labels && points.length > 0
      ? { domain: extent(points, axis), nice: false }
      : { zero: false };
  const at = (field: "x" | "y", axisTitle: string) => ({
    field,
    type: "quantitative" as const,
    title: axisTitle,
    scale: scaleOf(field),
  });
  const group = { field: "group", type: "nominal" as const, sort: null, title: null };
  return {
    ...(title === undefined ? {} : { title }),
    ...(diagonal ? { width: 300, height: 300 } : labels ? { width, height } : {}),
    layer: [
      ...(diagonal
        ? [{
          data: { values: square.map((end) => ({ x: end, y: end })) },
          mark: { type: "line" as const, color: grey, strokeDash: [4, 3] },
          encoding: { x: at("x", x), y: at("y", y) },
        }]
        : []),
      ...(["x", "y"] as const).flatMap((axis) => {
        const ranges = points.flatMap((point) => {
          const range = axis === "x" ? point.xRange : point.yRange;
          return range === undefined ? [] : [{ ...place(point), low: range[0], high: range[1] }];
        });
        if (ranges.length === 0) return [];
        const from = { ...at(axis, axis === "x" ? x : y), field: "low" };
        const across = axis === "x"
          ? { x: from, x2: { field: "high" }, y: at("y", y) }
          : { y: from, y2: { field: "high" }, x: at("x", x) };
        return [{
          data: { values: ranges },
          mark: { type: "rule" as const, color: grey, opacity: 0.6 },
          encoding: across,
        }];
      }),
      {
        data: { values: [...points] },
        mark: { type: "point" as const, filled: true, size: 55, opacity: 0.8 },
        encoding: {
          x: at("x", x),
          y: at("y", y),
          ...(grouped ? { color: group, shape: group } : {}),
          tooltip: [{ field: "label", type: "nominal" as const }],
        },
      },
      ...(labels ? labelled(points) : []).map(({ values, align, dx, dy }) => ({
        data: { values },
        mark: { type: "text" as const, align, dx, dy, fontSize: 10 },
        encoding: {
          x: at("x", x),
          y: at("y", y),
          text: { field: "label", type: "nominal" as const },
        },
      })),
    ],
  };
}

function check(points: readonly Point[]): void {
  for (const [index, { x, y, xRange = [], yRange = [] }] of points.entries()) {
    for (const [column, numbers] of Object.entries({ x: [x, ...xRange], y: [y, ...yRange] })) {
      const wrong = numbers.filter((number) => !Number.isFinite(number));
      if (wrong.length === 0) continue;
      throw new InputError("Cannot draw the points", {
        row: index + 1,
        column,
        found: wrong[0],
        allowed: "finite numbers",
      });
    }
  }
}

/** Positions of points and ends of intervals along an axis. */
function places(points: readonly Point[], axis: "x" | "y"): number[] {
  return points.flatMap((point) => [
    point[axis],
    ...(axis === "x" ? point.xRange : point.yRange) ?? [],
  ]);
}

/** Range of both axes that holds 0, all points and their intervals. */
function commonRange(points: readonly Point[]): [number, number] {
  const all = [...places(points, "x"), ...places(points, "y")];
  const low = all.reduce((a, b) => Math.min(a, b), 0);
  const high = all.reduce((a, b) => Math.max(a, b), 0);
  return low === high ? [0, 1] : [low * 1.05, high * 1.05];
}

/** Range of points and intervals along an axis, with some room for labels. */
function extent(points: readonly Point[], axis: "x" | "y"): [number, number] {
  const values = places(points, axis);
  const low = Math.min(...values), high = Math.max(...values);
  const span = high > low ? high - low : Math.abs(high) || 1;
  return axis === "x"
    ? [low - 0.3 * span, high + 0.1 * span]
    : [low - 0.05 * span, high + 0.05 * span];
}

/** Points with the same side for their label, one entry a side that is used. */
function labelled(points: readonly Point[]): (LabelSide & { values: Point[] })[] {
  const scale =
    ([low, high]: readonly [number, number], from: number, to: number) => (value: number) =>
      from + (to - from) * (value - low) / (high - low);
  const across = scale(extent(points, "x"), 0, width);
  const down = scale(extent(points, "y"), height, 0);
  const sides = placeLabels(
    points.map(({ x, y, label = "" }) => ({ x: across(x), y: down(y), label })),
    width,
  );
  const groups = Map.groupBy(points.keys(), (i) => JSON.stringify(sides[i]));
  return [...groups.values()].map((members) => ({
    ...sides[members[0]!]!,
    values: members.map((i) => points[i]!),
  }));
}

function place({ x, y }: Point): { x: number; y: number } {
  return { x, y };
}
