import type { TopLevelSpec } from "vega-lite";
import { neutral, palette } from "./theme.ts";

/** One profile on a map. */
export interface MapPoint {
  /** Horizontal place. */
  x: number;
  /** Vertical place. */
  y: number;
  /** What colours it, for example a mechanism. */
  group: string;
  /** Shown when the pointer is on it. */
  label: string;
}

/** How a map is drawn. */
export interface EmbeddingMapOptions {
  /** Method, which names the axes: `UMAP` makes `UMAP 1` and `UMAP 2`. */
  method: string;
  /** Title of the figure; defaults to none. */
  title?: string;
  /** Line below the title, for example how far the map can be trusted; defaults to none. */
  note?: string;
  /** What the groups are: head of the legend; defaults to none. */
  group?: string;
  /** Groups drawn small and grey, for example `DMSO`; defaults to none. */
  muted?: readonly string[];
}

/**
 * Profiles on a map of two dimensions, by group.
 *
 * Eight colours that colour-blind readers can tell apart carry eight groups; the next eight have the
 * same colours and another shape, so that no two of 24 groups look alike. Of more groups the rarest
 * share one look, and the legend says how many they are. The axes have no numbers, because such maps
 * have no unit.
 *
 * @param points One entry a profile.
 * @param options Method, titles, what steps back.
 * @returns A Vega-Lite spec.
 *
 * @example
 * ```ts
 * import { embeddingMap } from "./embedding_map.ts";
 * import { assert } from "@std/assert";
 *
 * const point = { x: 1, y: 2, group: "Actin disruptors", label: "latrunculin B 3 µM" };
 * assert("encoding" in embeddingMap([point], { method: "UMAP" }));
 * ```
 */
export function embeddingMap(
  points: readonly MapPoint[],
  { method, title, note, group, muted = [] }: EmbeddingMapOptions,
): TopLevelSpec {
  const all = [...new Set(points.map((point) => point.group))].sort();
  const grey = all.filter((name) => muted.includes(name));
  const colours = Object.values(palette);
  const bright = all.filter((name) => !muted.includes(name));
  const rare = rarest(points, bright, bright.length - colours.length * shapes.length);
  const rest = `other (${rare.size} groups)`;
  const names = [
    ...bright.filter((name) => !rare.has(name)),
    ...rare.size === 0 ? [] : [rest],
    ...grey,
  ];
  const shown = names.length - grey.length;
  const colourOf = (place: number) => place < shown ? colours[place % colours.length]! : neutral;
  const shapeOf = (place: number) =>
    place < shown ? shapes[Math.floor(place / colours.length) % shapes.length]! : "circle";
  const legend = { title: group ?? null, symbolSize: 70, symbolOpacity: 1 };
  // The pointer still tells the group of a point whose look is shared.
  const look = rare.size === 0 ? "group" : "look";
  const by = { field: look, type: "nominal" as const, title: group ?? null, legend };
  const axis = (field: "x" | "y", number: number) => ({
    field,
    type: "quantitative" as const,
    title: `${method} ${number}`,
    scale: { zero: false },
    axis: { labels: false, ticks: false, grid: false },
  });
  const values = points.map((point) => ({
    ...point,
    x: Number(point.x.toPrecision(5)),
    y: Number(point.y.toPrecision(5)),
    faint: muted.includes(point.group),
    ...rare.size === 0 ? {} : { look: rare.has(point.group) ? rest : point.group },
  }));
  return {
    ...(title === undefined ? {} : {
      title: note === undefined ? title : { text: title, subtitle: note },
    }),
    width: 440,
    height: 380,
    // What steps back is drawn first.
    data: { values: values.toSorted((a, b) => Number(b.faint) - Number(a.faint)) },
    mark: { type: "point", filled: true, stroke: "#222222", strokeWidth: 0.5 },
    encoding: {
      x: axis("x", 1),
      y: axis("y", 2),
      color: { ...by, scale: { domain: names, range: names.map((_, i) => colourOf(i)) } },
      shape: { ...by, scale: { domain: names, range: names.map((_, i) => shapeOf(i)) } },
      size: { condition: { test: "datum.faint", value: 18 }, value: 75 },
      opacity: { condition: { test: "datum.faint", value: 0.45 }, value: 0.9 },
      tooltip: [{ field: "label", type: "nominal" }, { field: "group", type: "nominal" }],
    },
  };
}

const shapes = ["circle", "triangle-up", "square"];

/** Where there are too many groups, those that must share one look: so many, and one for the look. */
function rarest(points: readonly MapPoint[], groups: string[], tooMany: number): Set<string> {
  if (tooMany <= 0) return new Set();
  const counts = Map.groupBy(points, ({ group }) => group);
  const size = (group: string) => counts.get(group)!.length;
  return new Set(groups.toSorted((a, b) => size(b) - size(a)).slice(-(tooMany + 1)));
}
