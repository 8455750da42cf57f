import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { clampedColour } from "./clamped_colour.ts";
import { type Branch, treeLines } from "./cluster_heatmap/tree_lines.ts";

export type { Branch } from "./cluster_heatmap/tree_lines.ts";

/** How a clustered heatmap is drawn. */
export interface ClusterHeatmapOptions {
  /** What the colour means, with unit: head of the legend. */
  value: string;
  /** Name of each row and column, in order. */
  names: readonly string[];
  /** Group of each name: neighbours of one group share a frame and a label; defaults to none. */
  groups?: readonly string[];
  /** Tree drawn above, its leaves numbered as the names; defaults to none. */
  tree?: readonly Branch[];
  /** Title of the figure; defaults to none. */
  title?: string;
  /**
   * Ends of the colour scale; values beyond take the colour of the end, and the legend says so.
   * Defaults to the range of the values.
   */
  domain?: [number, number];
  /** Size of a cell [px]; defaults to 13, where every name can be read. */
  cellSize?: number;
}

/**
 * A square matrix in colour under the tree that orders it, with the groups its neighbours belong to.
 *
 * Groups are written beside their rows and framed on the diagonal, not coloured: a dozen colours
 * cannot be told apart.
 *
 * @param matrix Distances or similarities [n × n], in the order of the names.
 * @param options Names, groups, tree.
 * @returns A Vega-Lite spec.
 * @throws {InputError} where names or groups do not fit the matrix, or names occur twice.
 *
 * @example
 * ```ts
 * import { clusterHeatmap } from "./cluster_heatmap.ts";
 * import { assert } from "@std/assert";
 *
 * const matrix = { rows: 2, cols: 2, data: new Float64Array([0, 1, 1, 0]) };
 * const tree = [{ left: 0, right: 1, height: 1 }];
 * assert("vconcat" in clusterHeatmap(matrix, { value: "Distance", names: ["a", "b"], tree }));
 * ```
 */
export function clusterHeatmap(
  matrix: Matrix<Float32Array> | Matrix<Float64Array>,
  options: ClusterHeatmapOptions,
): TopLevelSpec {
  const { value, names, groups = [], tree, title, domain, cellSize = 13 } = options;
  check(matrix, options);
  const n = names.length, side = n * cellSize;
  const scale = { domain: [-0.5, n - 0.5], nice: false, zero: false };
  const cells = Array.from(matrix.data, (v, i) => ({
    i: Math.floor(i / n),
    j: i % n,
    v: Number(v.toPrecision(3)),
  }));
  const colour = clampedColour(matrix.data, domain);
  const list = JSON.stringify(names);
  const axis = {
    values: names.map((_, place) => place),
    labelExpr: `${list}[datum.value]`,
    labelFontSize: Math.min(11, cellSize - 2),
    grid: false,
    ticks: false,
    domain: false,
    labelOverlap: false,
    title: null,
  };
  const place = (field: string, reverse = false) => ({
    field,
    type: "quantitative" as const,
    scale: reverse ? { ...scale, domain: [n - 0.5, -0.5] } : scale,
    axis: reverse ? axis : { ...axis, labelAngle: -90 },
  });
  const square = {
    x: place("left"),
    x2: { field: "right" },
    y: place("top", true),
    y2: { field: "bottom" },
  };
  const runs = runsOf(groups);
  const heat = {
    width: side,
    height: side,
    layer: [
      {
        data: { values: cells },
        transform: [
          { calculate: "datum.j - 0.5", as: "left" },
          { calculate: "datum.j + 0.5", as: "right" },
          { calculate: "datum.i - 0.5", as: "top" },
          { calculate: "datum.i + 0.5", as: "bottom" },
          { calculate: `${list}[datum.i]`, as: "row" },
          { calculate: `${list}[datum.j]`, as: "column" },
        ],
        mark: { type: "rect" as const },
        encoding: {
          ...square,
          color: {
            field: "v",
            type: "quantitative" as const,
            title: value,
            scale: colour.scale,
            legend: {
              orient: "bottom" as const,
              gradientLength: Math.min(240, side),
              ...colour.legend,
            },
          },
          tooltip: ["row", "column"].map((field) => ({ field, type: "nominal" as const })).concat(
            { field: "v", type: "nominal" },
          ),
        },
      },
      ...(runs.length === 0 ? [] : [
        {
          data: { values: runs },
          mark: { type: "rect" as const, filled: false, stroke: "#FFFFFF", strokeWidth: 2 },
          encoding: square,
        },
        {
          data: { values: runs },
          mark: { type: "text" as const, align: "left" as const, dx: 6, fontSize: 10 },
          encoding: {
            x: place("edge"),
            y: place("middle", true),
            text: { field: "group", type: "nominal" as const },
          },
        },
      ]),
    ],
  };
  const head = title === undefined ? {} : { title };
  if (tree === undefined) return { ...head, ...heat };
  const branches = {
    width: side,
    height: 70,
    data: { values: treeLines(tree, n) },
    mark: { type: "rule" as const, color: "#444444" },
    encoding: {
      x: { field: "x", type: "quantitative" as const, scale, axis: null },
      x2: { field: "x2" },
      y: {
        field: "y",
        type: "quantitative" as const,
        title: null,
        axis: { tickCount: 3, grid: false },
      },
      y2: { field: "y2" },
    },
  };
  return { ...head, vconcat: [branches, heat], spacing: 4 };
}

/** Neighbours of one group, as squares on the diagonal. */
function runsOf(groups: readonly string[]) {
  const starts = groups.flatMap((group, at) => at === 0 || groups[at - 1] !== group ? [at] : []);
  return starts.map((start, run) => {
    const end = starts[run + 1] ?? groups.length;
    const [low, high] = [start - 0.5, end - 0.5];
    const middle = (low + high) / 2, edge = groups.length - 0.5;
    return { group: groups[start]!, left: low, right: high, top: low, bottom: high, middle, edge };
  });
}

function check(
  { rows, cols }: Matrix<Float32Array> | Matrix<Float64Array>,
  { names, groups }: ClusterHeatmapOptions,
): void {
  const attempted = "Cannot draw the clustered heatmap";
  if (rows !== cols || names.length !== rows || new Set(names).size !== rows) {
    throw new InputError(attempted, {
      found: `${rows} × ${cols} values, ${names.length} names, ${new Set(names).size} different`,
      allowed: "a square matrix with a name of its own for each row",
    });
  }
  if (groups !== undefined && groups.length !== rows) {
    throw new InputError(attempted, { found: `${groups.length} groups`, allowed: `${rows}` });
  }
}
