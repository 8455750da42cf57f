import type { TopLevelSpec } from "vega-lite";

/**
 * Charts beside one another in one figure, each with its own axes and legend.
 *
 * @param charts Vega-Lite specs, from left to right.
 * @param width Width of each chart [px]; defaults to 300.
 *
 * @example
 * ```ts
 * import { sideBySide } from "./side_by_side.ts";
 * import { lineChart } from "./line_chart.ts";
 * import { assert } from "@std/assert";
 *
 * const chart = lineChart([{ name: "a", x: [1, 2], y: [1, 2] }], { x: "Epoch", y: "Loss" });
 * assert("hconcat" in sideBySide([chart, chart]));
 * ```
 */
export function sideBySide(charts: readonly TopLevelSpec[], width = 300): TopLevelSpec {
  const parts = charts.map((chart) => ({ width, ...chart }));
  return {
    hconcat: parts as Extract<TopLevelSpec, { hconcat: unknown }>["hconcat"],
    resolve: { scale: { color: "independent", shape: "independent" } },
  };
}
