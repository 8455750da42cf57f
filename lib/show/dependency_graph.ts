import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";
import { palette } from "./theme.ts";

/** A box of a dependency graph. */
export interface GraphStep {
  /** What stands in it; unique. */
  name: string;
  /** Names of the boxes that an arrow comes from. */
  after: readonly string[];
  /** Which boxes belong together: one colour a group. */
  group: string;
}

/** How a dependency graph is drawn. */
export interface DependencyGraphOptions {
  /** Width of a column of boxes, px; defaults to 130. */
  step?: number;
}

const boxHeight = 26, rowHeight = 46;

/**
 * Boxes and lines from left to right: every box stands right of all that it waits for. A line is left
 * out where others lead to the same box by way of a third.
 *
 * @param steps One entry a box.
 * @param options Width of a column.
 * @returns A Vega-Lite spec.
 * @throws {InputError} for a box that waits for one that is not there, or for itself by a circle.
 *
 * @example
 * ```ts
 * import { dependencyGraph } from "./dependency_graph.ts";
 * import { assert } from "@std/assert";
 *
 * const spec = dependencyGraph([
 *   { name: "segment", after: [], group: "a plate" },
 *   { name: "measure", after: ["segment"], group: "a plate" },
 * ]);
 * assert("layer" in spec);
 * ```
 */
export function dependencyGraph(
  steps: readonly GraphStep[],
  { step = 130 }: DependencyGraphOptions = {},
): TopLevelSpec {
  const column = columnsOf(steps);
  const columns = [...Map.groupBy(steps, ({ name }) => column.get(name)!)].sort(([a], [b]) =>
    a - b
  );
  const place = new Map<string, { x: number; y: number }>();
  for (const [x, boxes] of columns) {
    // A box stands as high as what it waits for: lines are short and cross no box.
    const height = ({ after }: GraphStep) =>
      after.reduce((sum, name) => sum + place.get(name)!.y, 0) / Math.max(1, after.length);
    const sorted = boxes.map((box) => ({
      name: box.name,
      y: height({ ...box, after: direct(box.after, steps) }),
    })).sort((a, b) => a.y - b.y);
    let lowest = -1;
    for (const { name, y } of sorted) {
      lowest = Math.max(lowest + 1, y);
      place.set(name, { x, y: lowest });
    }
  }
  const most = 1 + Math.max(...[...place.values()].map(({ y }) => y));
  const px = ({ x, y }: { x: number; y: number }) => ({
    x: x * step + step / 2,
    y: y * rowHeight + rowHeight / 2,
  });
  const boxWidth = step - 24;
  const boxes = steps.map(({ name, group }) => {
    const { x, y } = px(place.get(name)!);
    const [x1, x2] = [x - boxWidth / 2, x + boxWidth / 2];
    return { name, group, x, y, x1, x2, y1: y - boxHeight / 2, y2: y + boxHeight / 2 };
  });
  const lines = steps.flatMap(({ name, after }) =>
    direct(after, steps).map((from) => {
      const [a, b] = [px(place.get(from)!), px(place.get(name)!)];
      return { x: a.x + boxWidth / 2, y: a.y, x2: b.x - boxWidth / 2, y2: b.y };
    })
  );
  const width = columns.length * step, height = most * rowHeight;
  const at = (field: string, end: number) => ({
    field,
    type: "quantitative" as const,
    axis: null,
    scale: { domain: [0, end], nice: false, zero: false },
  });
  const down = { ...at("y", height), scale: { domain: [height, 0], nice: false, zero: false } };
  return {
    width,
    height,
    layer: [
      {
        data: { values: lines },
        mark: { type: "rule", color: "#666666" },
        encoding: { x: at("x", width), y: down, x2: { field: "x2" }, y2: { field: "y2" } },
      },
      {
        data: { values: lines },
        mark: { type: "point", shape: "triangle-right", filled: true, size: 40, color: "#666666" },
        encoding: { x: at("x2", width), y: { ...down, field: "y2" } },
      },
      {
        data: { values: boxes },
        mark: { type: "rect", cornerRadius: 5, fillOpacity: 0.18, strokeWidth: 1.2 },
        encoding: {
          x: at("x1", width),
          x2: { field: "x2" },
          y: { ...down, field: "y1" },
          y2: { field: "y2" },
          fill: colour("group", true),
          stroke: colour("group", false),
        },
      },
      {
        data: { values: boxes },
        mark: { type: "text", fontSize: 11 },
        encoding: { x: at("x", width), y: down, text: { field: "name" } },
      },
    ],
  };
}

function colour(field: string, legend: boolean) {
  const range = [palette.blue, palette.orange, palette.green, palette.pink];
  return {
    field,
    type: "nominal" as const,
    sort: null,
    scale: { range },
    title: null,
    ...(legend ? { legend: { orient: "top" as const } } : { legend: null }),
  };
}

/** Of what a box waits for, what none of the others waits for. */
function direct(after: readonly string[], steps: readonly GraphStep[]): string[] {
  const before = (name: string): string[] => {
    const own = steps.find((step) => step.name === name)!.after;
    return [...own, ...own.flatMap(before)];
  };
  const led = new Set(after.flatMap(before));
  return after.filter((name) => !led.has(name));
}

/** Column of each box: one more than the last of those it waits for. */
function columnsOf(steps: readonly GraphStep[]): Map<string, number> {
  const columns = new Map<string, number>();
  let open = [...steps];
  while (open.length > 0) {
    const ready = open.filter(({ after }) => after.every((name) => columns.has(name)));
    if (ready.length === 0) {
      throw new InputError("Cannot draw the dependency graph", {
        column: open[0]!.name,
        found: open[0]!.after.filter((name) => !columns.has(name)),
        allowed: "boxes that are there and do not wait for one another",
      });
    }
    const done = ready.map(({ name, after }) => (
      [name, Math.max(-1, ...after.map((from) => columns.get(from)!)) + 1] as const
    ));
    for (const [name, at] of done) columns.set(name, at);
    open = open.filter(({ name }) => !columns.has(name));
  }
  return columns;
}
