/**
 * What a notebook shows: figures, tables, sentences with numbers, progress.
 *
 * @module
 */
export * from "./bar_chart.ts";
export * from "./box_plot.ts";
export * from "./cluster_heatmap.ts";
export * from "./confusion_matrix.ts";
export * from "./dependency_graph.ts";
export * from "./drawing_grid.ts";
export * from "./embedding_map.ts";
export * from "./escape_markdown.ts";
export * from "./estimate.ts";
export * from "./estimate_chart.ts";
export * from "./figure.ts";
export * from "./flow_chart.ts";
export * from "./heatmap.ts";
export * from "./histogram.ts";
export * from "./image_panels.ts";
export * from "./line_chart.ts";
export * from "./number.ts";
export * from "./plate_map.ts";
export * from "./progress.ts";
export * from "./scatter_chart.ts";
export * from "./side_by_side.ts";
export * from "./svg.ts";
export * from "./table.ts";
export * from "./text.ts";
export * from "./theme.ts";
