import type { Config, TopLevelSpec } from "vega-lite";

/** The bundled font; figures name it first, so that exports look the same on every machine. */
export const fontFamily = "Inter, sans-serif";

/**
 * Eight colours that colour-blind readers can tell apart, for categories.
 *
 * Source: Okabe and Ito 2008, "Color Universal Design", in an order that puts the strongest
 * contrasts first and black last.
 */
export const palette = {
  blue: "#0072B2",
  orange: "#E69F00",
  green: "#009E73",
  pink: "#CC79A7",
  sky: "#56B4E9",
  red: "#D55E00",
  yellow: "#F0E442",
  black: "#000000",
} as const;

/** Grey for what is there only for comparison, such as DMSO. */
export const neutral = "#8C8C8C";

const ink = "#222222";

/**
 * The Vega-Lite configuration that all figures share: white ground, so that a figure reads in
 * light and dark notebooks alike, one font, Okabe-Ito categories, viridis for quantities.
 */
export const themeConfig: Config = {
  background: "#FFFFFF",
  padding: 8,
  font: fontFamily,
  // Thousands as formatNumber() writes them.
  locale: {
    number: { decimal: ".", thousands: "\u202F", grouping: [3], currency: ["", ""] },
  },
  view: { stroke: null, continuousWidth: 420, continuousHeight: 260 },
  mark: { color: palette.blue },
  bar: { color: palette.blue },
  axis: {
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: "normal",
    labelColor: ink,
    titleColor: ink,
    domainColor: "#666666",
    tickColor: "#666666",
    gridColor: "#E6E6E6",
    labelLimit: 260,
    // Where the last label is pushed inwards, every other one goes rather than touch it.
    labelSeparation: 3,
    titlePadding: 8,
    maxExtent: 340,
  },
  legend: {
    labelFontSize: 11,
    titleFontSize: 12,
    titleFontWeight: "normal",
    labelColor: ink,
    titleColor: ink,
    labelLimit: 220,
    symbolLimit: 60,
  },
  header: { labelFontSize: 12, titleFontSize: 12, labelColor: ink, titleColor: ink },
  title: {
    fontSize: 14,
    fontWeight: "bold",
    subtitleFontSize: 12,
    color: ink,
    subtitleColor: "#555555",
    anchor: "start",
    offset: 10,
  },
  text: { fontSize: 11, color: ink },
  range: {
    category: Object.values(palette),
    heatmap: { scheme: "viridis" },
    ramp: { scheme: "viridis" },
    ordinal: { scheme: "viridis" },
    diverging: { scheme: "blueorange" },
  },
};

/**
 * The spec with the shared configuration; what the spec configures itself wins.
 *
 * The `$schema` is Vega-Lite 5, because that is the version notebooks render.
 *
 * @param spec A Vega-Lite spec.
 *
 * @example
 * ```ts
 * import { withTheme } from "./theme.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const spec = withTheme({ data: { values: [] }, mark: "bar", config: { padding: 0 } });
 * assertEquals(spec.config?.padding, 0);
 * assertEquals(spec.config?.background, "#FFFFFF");
 * ```
 */
export function withTheme(spec: TopLevelSpec): TopLevelSpec {
  return {
    ...spec,
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    config: merge(themeConfig, spec.config ?? {}),
  };
}

function merge<T extends object>(base: T, over: object): T {
  const merged: Record<string, unknown> = Object.fromEntries(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isPlain(below) && isPlain(value) ? merge(below, value) : value;
  }
  return merged as T;
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
