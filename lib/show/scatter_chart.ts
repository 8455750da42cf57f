import type { TopLevelSpec } from "vega-lite";

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
}

/** How points are drawn. */
export interface ScatterChartOptions {
  /** Title of the horizontal axis, with unit. */
  x: string;
  /** Title of the vertical axis, with unit. */
  y: string;
  /** Title of the figure; defaults to none. */
  title?: string;
  /** Both axes from 0 to one length, with a line where y = x; defaults to false. */
  diagonal?: boolean;
}

/**
 * Points in a plane, by group.
 *
 * @param points One entry a point.
 * @param options Titles of the axes, diagonal.
 * @returns A Vega-Lite spec.
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
  { x, y, title, diagonal = false }: ScatterChartOptions,
): TopLevelSpec {
  const grouped = points.some(({ group }) => group !== undefined);
  const most = points.reduce((max, point) => Math.max(max, point.x, point.y), 0) * 1.05 || 1;
  const scale = diagonal ? { domain: [0, most], nice: false } : { zero: false };
  const at = (field: "x" | "y", axisTitle: string) => ({
    field,
    type: "quantitative" as const,
    title: axisTitle,
    scale,
  });
  const group = { field: "group", type: "nominal" as const, sort: null, title: null };
  return {
    ...(title === undefined ? {} : { title }),
    ...(diagonal ? { width: 300, height: 300 } : {}),
    layer: [
      ...(diagonal
        ? [{
          data: { values: [{ x: 0, y: 0 }, { x: most, y: most }] },
          mark: { type: "line" as const, color: "#8C8C8C", strokeDash: [4, 3] },
          encoding: { x: at("x", x), y: at("y", y) },
        }]
        : []),
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
    ],
  };
}
